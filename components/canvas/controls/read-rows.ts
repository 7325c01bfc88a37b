import type { z } from "zod";
import type { JsonValue } from "@/core/json";

/** What the draft holds, if it has the shape; a half-typed row that does not is left as it is by the others. */
export function readRows<T>(schema: z.ZodType<T>, value: JsonValue | undefined): T[] {
  return Array.isArray(value)
    ? value.flatMap((row) => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      })
    : [];
}

/** A value as JSON: what a draft may hold. */
export const toJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue; // a copy through JSON is JSON

let made = 0;
/** An id inside one step's config: unique there is enough. */
export const newRowId = (): string => {
  made += 1;
  return `r${Date.now().toString(36)}${made.toString(36)}`;
};
