import { z } from "zod";
import { attributeTypes } from "@/core/attribute";
import { attributeKeyInput } from "@/server/services/contacts/schemas";

const meaning = {
  label: z.string().trim().min(1, "Give the field a name").max(80),
  type: z.enum(attributeTypes),
  /** What to choose among, for the type `option`. */
  options: z
    .array(z.string().trim().min(1).max(120))
    .max(200, "At most 200 choices")
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, "A choice stands there twice")
    .default([]),
};
const choosable = <T extends { type: string; options: readonly string[] }>(input: T): boolean =>
  input.type !== "option" || input.options.length > 0;
const needsChoices = { error: "Name what to choose among", path: ["options"] };

/** What a field is to mean. */
export const defineAttributeInput = z.object({ key: attributeKeyInput, ...meaning }).refine(choosable, needsChoices);
export const attributeKeyRefInput = z.object({ key: z.string().min(1).max(60) });

export const saveAttributeInput = z
  .object({
    key: attributeKeyInput,
    ...meaning,
    /** Writes the values contacts have in the new type, where they fit. */
    convert: z.boolean().default(false),
  })
  .refine(choosable, needsChoices);
