import { domainOf, isFreeMail, toEmailKey } from "@/core/address";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";

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
  tx: AnyTx,
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

async function ensureByDomain(tx: AnyTx, workspaceId: string, keys: readonly Key[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { domain, name } of keys) {
    if (domain !== null && (name !== null || !names.has(domain))) names.set(domain, name ?? domain);
  }
  const domains = [...names.keys()].sort();
  if (domains.length === 0) return new Map();
  const rows = domains.map((domain) => ({ id: newId("company"), domain, name: names.get(domain) ?? domain }));
  await queryRows(tx, ADD_BY_DOMAIN, [workspaceId, JSON.stringify(rows)]);
  await nameUnnamed(tx, workspaceId, names);
  const known = await queryRows<{ id: string; domain: string }>(tx, BY_DOMAIN, [workspaceId, domains]);
  return new Map(known.map(({ id, domain }) => [domain, id]));
}

/** A company that was only ever called by its domain takes the first name that is said. */
async function nameUnnamed(tx: AnyTx, workspaceId: string, names: ReadonlyMap<string, string>): Promise<void> {
  const said = [...names].filter(([domain, name]) => name !== domain).map(([domain, name]) => ({ domain, name }));
  if (said.length > 0) await queryRows(tx, NAME_UNNAMED, [workspaceId, JSON.stringify(said)]);
}

const NAME_UNNAMED = `
update company c set name = r.name
from jsonb_to_recordset($2::text::jsonb) as r(domain text, name text)
where c.workspace_id = $1::text and c.domain = r.domain and c.name = c.domain`;

async function ensureByName(tx: AnyTx, workspaceId: string, keys: readonly Key[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { domain, name } of keys) if (domain === null && name !== null) names.set(name.toLowerCase(), name);
  if (names.size === 0) return new Map();
  const known = await queryRows<{ id: string; name: string }>(tx, BY_NAME, [workspaceId, [...names.keys()]]);
  const found = new Map(known.map((row) => [row.name, row.id]));
  const missing = [...names]
    .filter(([key]) => !found.has(key))
    .map(([key, name]) => ({ key, id: newId("company"), name }));
  if (missing.length > 0) {
    await queryRows(tx, ADD, [workspaceId, JSON.stringify(missing)]);
    for (const { key, id } of missing) found.set(key, id);
  }
  return found;
}

const ADD = `
insert into company (id, workspace_id, domain, name)
select id, $1::text, domain, name from jsonb_to_recordset($2::text::jsonb) as r(id text, domain text, name text)
order by domain`;

const ADD_BY_DOMAIN = `${ADD}
on conflict do nothing`;

const BY_DOMAIN = "select id, domain from company where workspace_id = $1::text and domain = any($2::text[])";

const BY_NAME = `
select id, lower(name) as name from company
where workspace_id = $1::text and domain is null and lower(name) = any($2::text[])`;
