import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { domainOf, isFreeMail, toEmailKey } from "@/core/address";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { company } from "@/db/schema/company";

/** What is known of a contact's employer. */
export interface EmployerHint {
  readonly email: string | null;
  readonly companyName: string | null;
}

/**
 * The company of each hint, in the order of `hints`, making those that are missing. The address's domain decides unless it
 * is a free-mail one; then the name alone does (it also names a company that has none yet). Null where neither says anything. Set-based.
 */
export async function resolveCompanies(
  tx: Tx,
  workspaceId: string,
  hints: readonly EmployerHint[],
): Promise<(string | null)[]> {
  const keys = hints.map(toKey);
  const byDomain = await ensureByDomain(tx, workspaceId, keys);
  const byName = await ensureByName(tx, workspaceId, keys);
  return keys.map((key) => {
    if (key.domain !== null) return byDomain.get(key.domain) ?? null;
    return key.name === null ? null : (byName.get(key.name.toLowerCase()) ?? null);
  });
}

interface Key {
  readonly domain: string | null;
  readonly name: string | null;
}

function toKey({ email, companyName }: EmployerHint): Key {
  const emailKey = email === null ? null : toEmailKey(email);
  const domain = emailKey === null ? null : domainOf(emailKey);
  return { domain: domain !== null && isFreeMail(domain) ? null : domain, name: companyName };
}

async function ensureByDomain(tx: Tx, workspaceId: string, keys: readonly Key[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { domain, name } of keys) {
    if (domain !== null && (name !== null || !names.has(domain))) names.set(domain, name ?? domain);
  }
  const domains = [...names.keys()].sort();
  if (domains.length === 0) return new Map();
  await tx
    .insert(company)
    .values(domains.map((domain) => ({ id: newId("company"), workspaceId, domain, name: names.get(domain) ?? domain })))
    .onConflictDoNothing();
  await nameUnnamed(tx, workspaceId, names);
  const rows = await tx
    .select({ id: company.id, domain: company.domain })
    .from(company)
    .where(and(eq(company.workspaceId, workspaceId), inArray(company.domain, domains)));
  return new Map(rows.map((row) => [row.domain ?? "", row.id]));
}

/** A company that was only ever called by its domain takes the first name that is said. */
async function nameUnnamed(tx: Tx, workspaceId: string, names: ReadonlyMap<string, string>): Promise<void> {
  const said = [...names].filter(([domain, name]) => name !== domain).map(([domain, name]) => ({ domain, name }));
  if (said.length > 0) await queryRows(tx, NAME_UNNAMED, [workspaceId, JSON.stringify(said)]);
}

const NAME_UNNAMED = `
update company c set name = r.name
from jsonb_to_recordset($2::text::jsonb) as r(domain text, name text)
where c.workspace_id = $1::text and c.domain = r.domain and c.name = c.domain`;

async function ensureByName(tx: Tx, workspaceId: string, keys: readonly Key[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { domain, name } of keys) if (domain === null && name !== null) names.set(name.toLowerCase(), name);
  if (names.size === 0) return new Map();
  const lowered = sql<string>`lower(${company.name})`;
  const known = await tx
    .select({ id: company.id, name: lowered })
    .from(company)
    .where(and(eq(company.workspaceId, workspaceId), isNull(company.domain), inArray(lowered, [...names.keys()])));
  const found = new Map(known.map((row) => [row.name, row.id]));
  const missing = [...names]
    .filter(([key]) => !found.has(key))
    .map(([key, name]) => ({ key, id: newId("company"), name }));
  if (missing.length > 0) {
    await tx.insert(company).values(missing.map(({ id, name }) => ({ id, workspaceId, name })));
    for (const { key, id } of missing) found.set(key, id);
  }
  return found;
}
