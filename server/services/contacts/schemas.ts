import { z } from "zod";
import { toEmailKey } from "@/core/address";
import { toCountryCode } from "@/core/country";
import { isZone } from "@/core/schedule-zone";
import { pageInput } from "@/server/services/page";

const text = (max: number) => z.string().trim().max(max, `At most ${max} characters`);
/** An empty field clears the column. */
const optionalText = (max: number) =>
  text(max)
    .nullable()
    .transform((value) => (value === "" ? null : value));

export const tagInput = z
  .string()
  .trim()
  .min(1, "A tag needs a name")
  .max(60)
  .refine((tag) => !tag.includes(","), "A tag has no comma");

export const attributeKeyInput = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, "Small letters, digits and _, starting with a letter");
export const attributeValueInput = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);
export const attributesInput = z
  .record(attributeKeyInput, attributeValueInput)
  .refine((all) => Object.keys(all).length <= 200, "At most 200 fields");

/** Said of what is no country by code or name. */
export const NO_COUNTRY = "Not a country, for example Italy or IT";

export const contactEmailInput = z
  .string()
  .trim()
  .nullable()
  .transform((value) => (value === "" ? null : value))
  .refine((value) => value === null || toEmailKey(value) !== null, "This is not an e-mail address");

export const countryInput = optionalText(80)
  .refine((written) => written === null || toCountryCode(written) !== null, NO_COUNTRY)
  .transform((written) => (written === null ? null : toCountryCode(written)));

const zoneInput = optionalText(60).refine(
  (zone) => zone === null || isZone(zone),
  "Not a time zone, for example Europe/Rome",
);

export const consentBases = ["opt_in", "customer", "legitimate_interest", "none"] as const;
export const consentInput = z.object({
  basis: z.enum(consentBases),
  source: text(200).min(1, "Say where it comes from"),
  wording: text(2_000).default(""),
  topicId: z.string().nullable().default(null),
});

const fields = {
  email: contactEmailInput,
  firstName: optionalText(120),
  lastName: optionalText(120),
  phone: optionalText(40),
  country: countryInput,
  timeZone: zoneInput,
  externalId: optionalText(200),
  ownerId: z.string().nullable(),
  companyName: optionalText(200),
};

export const createContactInput = z
  .object({
    email: fields.email.default(null),
    firstName: fields.firstName.default(null),
    lastName: fields.lastName.default(null),
    phone: fields.phone.default(null),
    country: fields.country.default(null),
    timeZone: fields.timeZone.default(null),
    externalId: fields.externalId.default(null),
    ownerId: fields.ownerId.default(null),
    companyName: fields.companyName.default(null),
    attributes: attributesInput.default({}),
    tags: z.array(tagInput).max(50).default([]),
    consent: consentInput.nullable().default(null),
  })
  .refine((contact) => contact.email !== null || contact.externalId !== null || contact.phone !== null, {
    error: "Give an e-mail address, a phone number or your own id",
    path: ["email"],
  });

/** What is given changes, what is left out stays. `attributes` are merged; null removes one. */
export const updateContactInput = z
  .object({ ...fields, attributes: attributesInput, tags: z.array(tagInput).max(50) })
  .partial()
  .extend({ id: z.string().min(1) });

export const contactIdInput = z.object({ id: z.string().min(1) });
export const contactRefInput = z.object({ contactId: z.string().min(1) });
export const contactIdsInput = z.object({ ids: z.array(z.string().min(1)).min(1).max(1_000) });
export const tagContactsInput = contactIdsInput.extend({ tag: tagInput });
export const setOwnerInput = contactIdsInput.extend({ ownerId: z.string().nullable() });

export const contactFilterInput = z.object({
  search: text(200).optional(),
  /** This very address, or own id. */
  email: z.string().max(254).optional(),
  externalId: z.string().max(200).optional(),
  tag: z.string().max(60).optional(),
  companyId: z.string().optional(),
  /** A member's id; null: nobody's. */
  ownerId: z.string().nullable().optional(),
  segmentId: z.string().optional(),
  archived: z.boolean().default(false),
});
/** Contacts that can be chosen at once, to do something with all of them. */
export const MOST_CHOSEN = 10_000;

export const listContactsInput = contactFilterInput.extend({
  ...pageInput.shape,
  /** Rows to pass over: a list that is scrolled by its bar jumps to any place. */
  offset: z.int().min(0).max(10_000_000).default(0),
});

export const leaveAloneInput = z.object({
  contactId: z.string().min(1),
  /** Workspace time. */
  until: z.date(),
  reason: text(300).min(1, "Say why"),
  /** Everybody at the contact's company too. */
  wholeCompany: z.boolean().default(false),
});
export const clearLeaveAloneInput = z.object({
  contactId: z.string().min(1),
  wholeCompany: z.boolean().default(false),
});
