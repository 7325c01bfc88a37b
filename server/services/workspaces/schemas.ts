import { z } from "zod";
import { setHoursSchema } from "@/core/schedule-hours";
import { isZone } from "@/core/schedule-zone";
import { countryInput } from "@/server/services/contacts/schemas";

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

/** Strangers are led there: no scheme that does something else. */
const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

/** `https://go.company.com`: scheme and host, nothing behind them. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash && !url.username;
}

export const timeZoneInput = z.string().refine(isZone, "Not a time zone, for example Europe/Rome");

export const updateSettingsInput = z
  .object({
    name: workspaceNameInput,
    timeZone: timeZoneInput,
    legalName: optionalText(200),
    postalAddress: optionalText(500),
    country: countryInput,
    supportContact: optionalText(200),
    privacyUrl: optionalText(500).refine((url) => url === null || isWebAddress(url), "A full address, https://…"),
    hours: setHoursSchema,
    /** Where pixel and links of mails lead; must reach this Heed. Null: where Heed itself is. */
    trackingHost: optionalText(200)
      .refine((text) => text === null || isOrigin(text), "An address without a path, https://go.company.com")
      .transform((text) => text?.replace(/\/$/, "").toLowerCase() ?? null),
    trackOpens: z.boolean(),
    trackClicks: z.boolean(),
    /** Origins that may frame the support card. */
    cardOrigins: z
      .array(
        z
          .string()
          .trim()
          .regex(/^https:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/i, "An origin like https://desk.example"),
      )
      .max(20),
  })
  .partial();

export const pauseSendingInput = z.object({
  reason: z.string().trim().min(1, "Say why, for those who find it paused").max(300),
});
