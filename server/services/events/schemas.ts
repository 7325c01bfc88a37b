import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { toCountryCode } from "@/core/country";
import { isZone } from "@/core/schedule-zone";
import { attributesInput, NO_COUNTRY, tagInput } from "@/server/services/contacts/schemas";

const name = z.string().trim().min(1).max(120);
const ref = z.string().trim().min(1).max(200);

/** Whom it is about: known by address, else by your own id. Who is not known yet is added; the other fields complete them. */
export const eventContactInput = z
  .strictObject({
    email: z
      .string()
      .trim()
      .refine((text) => toEmailKey(text) !== null, "This is not an e-mail address")
      .optional(),
    externalId: ref.optional(),
    firstName: name.optional(),
    lastName: name.optional(),
    company: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().min(1).max(40).optional(),
    country: z
      .string()
      .trim()
      .max(80)
      .refine((written) => toCountryCode(written) !== null, NO_COUNTRY)
      .transform((written) => toCountryCode(written) ?? undefined)
      .optional()
      .describe("ISO 3166-1, two letters, or a name; stored as the code."),
    timeZone: z.string().trim().refine(isZone, "Not a time zone, for example Europe/Rome").optional(),
    attributes: attributesInput.optional(),
    tags: z.array(tagInput).max(50).optional(),
  })
  .refine((contact) => contact.email !== undefined || contact.externalId !== undefined, {
    error: "Give email or externalId",
    path: ["email"],
  });

const shared = {
  id: ref.describe("Your id of it: the same one sent again changes nothing."),
  contact: eventContactInput,
  occurredAt: z.iso
    .datetime({ offset: true, error: "ISO 8601 with an offset, 2026-05-01T10:00:00Z" })
    .optional()
    .describe("ISO 8601 with an offset; left out: now."),
  correlationKey: ref.optional().describe("What ties it to others: a cart, an order, a renewal."),
  data: z
    .record(z.string().max(120), z.unknown())
    .refine((data) => JSON.stringify(data).length <= 32_000, "At most 32,000 characters")
    .optional(),
};

const bought = {
  products: z.array(z.string().trim().toLowerCase().min(1).max(80)).min(1).max(100).describe("Keys of the products."),
  amount: z.number().min(0).max(1e12).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Three letters, for example EUR")
    .optional()
    .describe("ISO 4217."),
};

export const purchaseInput = z.strictObject({ ...bought, ...shared });

export const eventInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("event"), name: z.string().trim().min(1).max(200), ...shared }),
  z.strictObject({ type: z.literal("purchase"), ...bought, ...shared }),
]);

export const recordEventsInput = z.array(eventInput).min(1).max(100);
