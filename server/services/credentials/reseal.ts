import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { type Purpose, SealBroken, vault } from "@/server/crypto";
import { logger } from "@/server/log";

/** Every column in which something stands sealed, and the purpose of its key; a row may say the purpose itself. */
const PLACES: readonly { table: string; column: string; purpose: string }[] = [
  {
    table: "mailbox",
    column: "credentials",
    purpose: "case when sign_in = 'password' then 'mailbox' else 'oauth' end",
  },
  { table: "mailbox", column: "pending_auth", purpose: "'oauth'" },
  { table: "sender", column: "credentials", purpose: "'sender'" },
  { table: "integration", column: "secrets", purpose: "'webhook'" },
  { table: "webhook_endpoint", column: "secret", purpose: "'webhook'" },
];
const AT_ONCE = 100;

export interface Resealed {
  /** Values that stand under the newest key now. */
  readonly sealed: number;
  /** Values no key of ours opens: they are left as they are, and logged. */
  readonly broken: number;
}

/**
 * Seals again, with the newest key, what stands under an older one (EMAIL.md §8), over all workspaces. Safe at any time,
 * also twice at once: a value that somebody changed meanwhile stays theirs.
 */
export async function resealCredentials(): Promise<Resealed> {
  let sealed = 0;
  let broken = 0;
  for (const place of PLACES) {
    let after = "";
    for (;;) {
      const rows = await queryRows<{ id: string; value: string; purpose: Purpose }>(ownerSql(), oldOnes(place), [
        vault().keyId,
        after,
      ]);
      for (const row of rows) {
        const done = await resealOne(place, row);
        if (done === "sealed") sealed += 1;
        if (done === "broken") broken += 1;
      }
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) break;
      after = last.id;
    }
  }
  return { sealed, broken };
}

type Place = (typeof PLACES)[number];

async function resealOne(
  { table, column }: Place,
  { id, value, purpose }: { id: string; value: string; purpose: Purpose },
): Promise<"sealed" | "broken" | "changed"> {
  const place = { table, column, rowId: id };
  try {
    const fresh = vault().seal(purpose, place, vault().open(purpose, place, value));
    const done = await queryRows(
      ownerSql(),
      `update ${table} set ${column} = $3 where id = $1 and ${column} = $2 returning id`,
      [id, value, fresh],
    );
    return done.length > 0 ? "sealed" : "changed";
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    logger("credentials").warn({ err: error, table, row: id }, "a sealed value cannot be opened with any key we hold");
    return "broken";
  }
}

// `v1.keyId.…`; by the primary key, a few rows at a time
const oldOnes = ({ table, column, purpose }: Place): string => `
select id, ${column} as value, ${purpose} as purpose from ${table}
where ${column} is not null and split_part(${column}, '.', 2) <> $1 and id > $2
order by id limit ${AT_ONCE}`;
