import { z } from "zod";

/** What may stand on the right of an operator. Messages say the fix. */
export const nothingSchema = z.null();
export const textSchema = z.string().trim().min(1, "Say what to compare with").max(1_000);
export const numberSchema = z.number("Give a number");
export const rangeSchema = z
  .object({ from: z.number("Give a number"), to: z.number("Give a number") })
  .refine((range) => range.from <= range.to, "The first number must not be above the second");
export const dateSchema = z.iso.date("Give a date");
export const daysSchema = z.int("Give a number of days").min(0).max(36_500);
export const listSchema = z.array(z.string().min(1).max(200)).min(1, "Choose at least one").max(200);
/** `days: null` means ever. */
export const countSchema = z.object({
  count: z.int("Say how often").min(1, "Say how often").max(10_000),
  days: z.int().min(1, "Give at least one day").max(3_650).nullable(),
});
export const sumSchema = z.object({
  sum: z.number("Give an amount").min(0),
  days: z.int().min(1, "Give at least one day").max(3_650).nullable(),
});
