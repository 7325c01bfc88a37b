import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { ContactFilter } from "@/server/services/contacts/filter";

/** The words of a search as LIKE patterns, the longest first; null when it asks for more than words (or for none). */
export function onlyWords({ search, archived: _, ...others }: ContactFilter): string[] | null {
  const words = toPatterns((search ?? "").toLowerCase().split(/\s+/));
  if (words.length === 0 || Object.values(others).some((value) => value !== undefined)) return null;
  return words;
}

/** `%word%`, its own signs escaped, the longest first: an index finds most by it. */
export const toPatterns = (words: readonly string[]): string[] =>
  words
    .filter((word) => word !== "")
    .slice(0, 8)
    .sort((a, b) => b.length - a.length)
    .map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);

/** Ids of a page of those who have every word in name or address, newest first (db/policies.ts says why it is a function). */
export async function findNewest(
  tx: Tx,
  words: readonly string[],
  page: { archived: boolean; after: readonly [at: string, id: string] | null; offset: number; limit: number },
): Promise<string[]> {
  const [at, id] = page.after ?? [null, null];
  const rows = await queryRows<{ id: string }>(
    tx,
    "select id from find_newest_contacts($1::text[], $2::boolean, $3::timestamptz, $4::text, $5::int, $6::int)",
    [words, page.archived, at, id, page.offset, page.limit],
  );
  return rows.map((row) => row.id);
}

/** How many have every word in name or address. */
export async function countFound(tx: Tx, words: readonly string[], archived: boolean): Promise<number> {
  const [row] = await queryRows<{ n: number }>(tx, "select count_contacts($1::text[], $2::boolean)::int as n", [
    words,
    archived,
  ]);
  return row?.n ?? 0;
}
