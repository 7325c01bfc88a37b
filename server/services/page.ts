import { z } from "zod";
import { InvalidError } from "@/server/services/errors";

/** Part of every list's input. `cursor` is what the page before gave as `nextCursor`. */
export const pageInput = z.object({
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(400).nullish(),
});

export interface Page<T> {
  readonly items: readonly T[];
  /** null on the last page. */
  readonly nextCursor: string | null;
}

/** An opaque cursor over the sort key of the last row; JSON in base64url. */
export const toCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

const keySchema = z.array(z.union([z.string(), z.number(), z.null()]));

/** @throws InvalidError when the cursor is not one of ours. */
export function fromCursor(cursor: string): readonly (string | number | null)[] {
  try {
    return keySchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new InvalidError("The page cursor is not valid", [{ path: "cursor", message: "Not a cursor" }], { cause });
  }
}

/** The instant a part of a cursor stands for; 1970 where there is no cursor. @throws InvalidError when it is none */
export function cursorInstant(part: string | number | null | undefined): Date {
  const at = new Date(Number(part ?? 0));
  if (Number.isNaN(at.getTime()))
    throw new InvalidError("The page cursor is not valid", [{ path: "cursor", message: "Not a cursor" }]);
  return at;
}

/** Cuts the row read beyond the page and makes the next cursor. Read `limit + 1` rows. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number | null)[],
  toItem: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? toCursor(keyOf(last)) : null,
  };
}
