import { z } from "zod";
import { hoursLayerSchema } from "@/core/schedule-hours";
import { isZone } from "@/core/schedule-zone";

export const workspaceNameInput = z.string().trim().min(2, "At least two letters").max(80);
export const createWorkspaceInput = z.object({ name: workspaceNameInput, timeZone: z.string().optional() });
export const switchWorkspaceInput = z.object({ slug: z.string().min(1).max(80) });

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => (text === "" ? null : text))
    .nullable();

export const timeZoneInput = z.string().refine(isZone, "Not a time zone, for example Europe/Rome");

export const updateSettingsInput = z
  .object({
    name: workspaceNameInput,
    timeZone: timeZoneInput,
    legalName: optionalText(200),
    postalAddress: optionalText(500),
    country: optionalText(2).refine(
      (code) => code === null || /^[A-Za-z]{2}$/.test(code),
      "Two letters, for example IT",
    ),
    supportContact: optionalText(200),
    privacyUrl: optionalText(500).refine((url) => url === null || URL.canParse(url), "A full address, https://…"),
    hours: hoursLayerSchema.nullable(),
    trackOpens: z.boolean(),
    trackClicks: z.boolean(),
  })
  .partial();

export const pauseSendingInput = z.object({
  reason: z.string().trim().min(1, "Say why, for those who find it paused").max(300),
});
