import { toEmailKey } from "@/core/address";
import type { ImportedContact } from "@/core/import-csv";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** A row, and by what other names the person may be known (contact_alias). */
export interface KnownContact extends ImportedContact {
  /** Remembered from now on: `anonymous:…`. */
  readonly aliases?: readonly string[];
  /** An own id that was given up for `externalId`: who was known by it keeps it as an alias. */
  readonly formerId?: string | null;
}

export interface Known {
  readonly id: string;
  readonly person_id: string;
  readonly email_key: string | null;
  readonly external_id: string | null;
  readonly aliases: string;
}

/** A row with the key its address is known by. */
export interface KeyedContact {
  readonly row: KnownContact;
  readonly emailKey: string | null;
}

export const toKeyed = (row: KnownContact): KeyedContact => ({
  row,
  emailKey: row.email === null ? null : toEmailKey(row.email),
});

/** The address we know somebody by whom a row names by something else: it decides about the company, not a name. */
export const addressOf = (found: Found, row: KnownContact): string | null =>
  (row.externalId === null ? undefined : found.byExternalId.get(row.externalId))?.email_key ??
  findByName(found, row, null)?.email_key ??
  null;

/** All other names a row gives its contact. */
export const namesOf = (row: KnownContact): string[] => [
  ...(row.aliases ?? []),
  ...(row.formerId == null ? [] : [`user:${row.formerId}`]),
];

export function findByName(found: Found, row: KnownContact, emailKey: string | null): Known | undefined {
  if (row.formerId != null) {
    const former = found.byExternalId.get(row.formerId);
    if (former) return former;
  }
  const names = [...(row.externalId === null ? [] : [`user:${row.externalId}`]), ...namesOf(row)];
  for (const name of names) {
    const known = found.byAlias.get(name);
    if (!known) continue;
    // a browser that somebody else has signed in with since is not the other's
    const other = differs(row.externalId, known.external_id) || differs(emailKey, known.email_key);
    if (name.startsWith("user:") || !other) return known;
  }
  return undefined;
}

const differs = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other;

export type Found = Awaited<ReturnType<typeof findKnown>>;

/**
 * Locks the people behind these rows (in id order, before anything of theirs is written) and gives the contacts as they are
 * then. The two statements are sent together.
 */
export async function lockKnown(tx: AnyTx, workspaceId: string, keyed: readonly KeyedContact[]): Promise<Found> {
  const [, found] = await Promise.all([
    queryRows(tx, LOCK_PEOPLE, [workspaceId, ...keysOf(keyed)]),
    findKnown(tx, workspaceId, keyed),
  ]);
  return found;
}

export async function findKnown(tx: AnyTx, workspaceId: string, keyed: readonly KeyedContact[]) {
  const known = await queryRows<Known>(tx, FIND, [workspaceId, ...keysOf(keyed)]);
  const named = known.flatMap((row) => (JSON.parse(row.aliases) as string[]).map((alias) => [alias, row] as const)); // json_agg of text
  return {
    byAlias: new Map(named),
    known: new Map(named.map(([alias, row]) => [alias, row.id])),
    byEmail: new Map(known.flatMap((row) => (row.email_key === null ? [] : [[row.email_key, row]]))),
    byExternalId: new Map(known.flatMap((row) => (row.external_id === null ? [] : [[row.external_id, row]]))),
  };
}

/** Addresses, own ids and other names, as the statements take them. */
function keysOf(keyed: readonly KeyedContact[]): [emails: string[], ids: string[], names: string[]] {
  const emails = new Set(keyed.flatMap(({ emailKey }) => emailKey ?? []));
  const ids = new Set(keyed.flatMap(({ row }) => [row.externalId, row.formerId].flatMap((id) => id ?? [])));
  const names = new Set([...keyed.flatMap(({ row }) => namesOf(row)), ...[...ids].map((id) => `user:${id}`)]);
  return [[...emails], [...ids], [...names]];
}

// An array that is made first, not a list to look into: the planner, which cannot know how short it is, would walk through
// everybody in id order. A union, not one condition with "or": each part has an index, the whole would read every contact of the workspace
const WANTED = `
wanted as (
  select id from contact where workspace_id = $1::text and email_key = any($2::text[])
  union select id from contact where workspace_id = $1::text and external_id = any($3::text[])
  union select contact_id from contact_alias where workspace_id = $1::text and alias = any($4::text[]))`;

const LOCK_PEOPLE = `
with ${WANTED}
select 1 from person p
where p.workspace_id = $1::text and p.id = any(array(
  select c.person_id from wanted join contact c on c.workspace_id = $1::text and c.id = wanted.id))
order by p.id for no key update of p`;

const FIND = `
with ${WANTED}
select c.id, c.person_id, c.email_key, c.external_id, coalesce((
    select json_agg(a.alias) from contact_alias a
    where a.workspace_id = c.workspace_id and a.contact_id = c.id and a.alias = any($4::text[])), '[]')::text as aliases
from wanted join contact c on c.workspace_id = $1::text and c.id = wanted.id
order by c.id`;
