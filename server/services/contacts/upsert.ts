import { judgeAttributes } from "@/core/attribute";
import type { ImportedContact } from "@/core/import-csv";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { readDefinitions } from "@/server/services/attributes/read";
import { resolveCompanies } from "@/server/services/companies/resolve";
import {
  addressOf,
  type Found,
  findByName,
  findKnown,
  type KeyedContact,
  type Known,
  type KnownContact,
  lockKnown,
  namesOf,
  toKeyed,
} from "@/server/services/contacts/find-known";
import { findNamed } from "@/server/services/contacts/find-named";
import { addTags, zoneColumns } from "@/server/services/contacts/internal";

export interface UpsertedContact {
  readonly contactId: string;
  readonly personId: string;
  readonly isNew: boolean;
  /** Something about it is different from before: new, or a column, attribute or tag was changed. */
  readonly isChanged: boolean;
}

/**
 * Adds contacts or completes those that are known by address, else by the customer's own id, else by another name. What a row says replaces what
 * was known, what it leaves out stays; attributes are merged, tags added. Set-based, in the caller's transaction; only one
 * such call per workspace that may write runs at a time. Answers in the order of `rows`; the same contact twice is the same answer, the
 * later row wins. Fields are kept as their types do, and as they came where they do not fit: nothing is lost. Rows with neither address nor id are always new. An archived contact that is named comes back, unless it is
 * to be left where it is: what somebody did or is sent says nothing about their place in the lists.
 */
export async function upsertContacts(
  tx: AnyTx,
  workspaceId: string,
  rows: readonly KnownContact[],
  source: string,
  archived: "restored" | "left" = "restored",
): Promise<UpsertedContact[]> {
  if (rows.length === 0) return [];
  const named = archived === "left" ? await findNamed(tx, workspaceId, rows) : null;
  if (named !== null) {
    return named.map((one) => ({ contactId: one.id, personId: one.person_id, isNew: false, isChanged: false }));
  }
  // sent in this order, together where nothing is said about companies: those before people, the order of every lock
  const [, companies, definitions] = await Promise.all([
    queryRows(tx, TAKE_TURN, [workspaceId]),
    companiesOf(tx, workspaceId, rows.map(toKeyed)),
    readDefinitions(tx, workspaceId),
  ]);
  const keyed = rows.map((row) => toKeyed({ ...row, attributes: judgeAttributes(definitions, row.attributes).values }));
  const found = await lockKnown(tx, workspaceId, keyed);
  const aliases = new Map<string, string>();
  const fresh: object[] = [];
  const changes = new Map<string, Change>();
  const answers = keyed.map(({ row, emailKey }, index): UpsertedContact => {
    const known =
      (emailKey === null ? undefined : found.byEmail.get(emailKey)) ??
      (row.externalId === null ? undefined : found.byExternalId.get(row.externalId)) ??
      findByName(found, row, emailKey);
    const companyId = companies[index] ?? null;
    if (known) {
      // An id or address that is another contact's already stays there.
      const externalId = row.externalId !== null && found.byExternalId.has(row.externalId) ? null : row.externalId;
      const rename = row.formerId != null && externalId !== null && known.external_id === row.formerId;
      const change = toChange(known, { ...row, externalId }, emailKey, companyId, rename);
      if (archived === "restored" || saysSomething(change)) {
        changes.set(known.id, combine(changes.get(known.id), change));
      }
      if (emailKey !== null && !found.byEmail.has(emailKey)) found.byEmail.set(emailKey, known);
      if (externalId !== null) found.byExternalId.set(externalId, known);
      for (const alias of namesOf(row)) aliases.set(alias, known.id);
      for (const alias of row.aliases ?? []) found.byAlias.set(alias, known);
      return { contactId: known.id, personId: known.person_id, isNew: false, isChanged: false };
    }
    const made: Known = {
      id: newId("contact"),
      person_id: newId("person"),
      email_key: emailKey,
      external_id: row.externalId,
      aliases: "[]",
    };
    const zone = zoneColumns(row.timeZone, row.country, row.phone);
    fresh.push({
      id: made.id,
      person_id: made.person_id,
      company_id: companyId,
      external_id: row.externalId,
      email: row.email,
      email_key: emailKey,
      first_name: row.firstName,
      last_name: row.lastName,
      phone: row.phone,
      country: row.country,
      time_zone: zone.timeZone,
      time_zone_source: zone.timeZoneSource,
      attributes: row.attributes,
    });
    if (emailKey !== null) found.byEmail.set(emailKey, made);
    if (row.externalId !== null) found.byExternalId.set(row.externalId, made);
    for (const alias of namesOf(row)) aliases.set(alias, made.id);
    for (const alias of row.aliases ?? []) found.byAlias.set(alias, made);
    return { contactId: made.id, personId: made.person_id, isNew: true, isChanged: true };
  });
  const [, updated, , tagged] = await Promise.all([
    fresh.length > 0 ? queryRows(tx, INSERT, [workspaceId, source, JSON.stringify(fresh)]) : [],
    changes.size > 0
      ? queryRows<{ id: string }>(tx, UPDATE, [
          workspaceId,
          JSON.stringify([...changes.values()]),
          archived === "restored",
        ])
      : [],
    rememberAliases(tx, workspaceId, aliases, found),
    addTags(
      tx,
      workspaceId,
      rows.flatMap((row, index) => {
        const contactId = answers[index]?.contactId;
        return contactId === undefined ? [] : row.tags.map((tag) => ({ contactId, tag }));
      }),
    ),
  ]);
  const changed = new Set(updated.map(({ id }) => id));
  for (const id of tagged) changed.add(id);
  return answers.map((one) => (changed.has(one.contactId) ? { ...one, isChanged: true } : one));
}

/** The employer of each row, where it says anything about one: an address we know somebody by decides, not a name. */
async function companiesOf(tx: AnyTx, workspaceId: string, keyed: readonly KeyedContact[]): Promise<(string | null)[]> {
  const told = new Map(
    keyed.flatMap(({ row: { externalId, email } }) => (externalId && email ? [[externalId, email]] : [])),
  );
  const nameOnly = keyed.filter(({ row }) => row.email === null && row.companyName !== null);
  const found = nameOnly.length > 0 ? await findKnown(tx, workspaceId, nameOnly) : null;
  const hints = keyed.map(({ row }) => {
    const email = row.email ?? (row.companyName === null ? null : (told.get(row.externalId ?? "") ?? null));
    return { ...row, email: email ?? (found && row.companyName !== null ? addressOf(found, row) : null) };
  });
  return resolveCompanies(tx, workspaceId, hints);
}

async function rememberAliases(
  tx: AnyTx,
  workspaceId: string,
  aliases: ReadonlyMap<string, string>,
  found: Found,
): Promise<void> {
  const rows = [...aliases]
    .filter(([alias, contactId]) => found.known.get(alias) !== contactId)
    .map(([alias, contact_id]) => ({ id: newId("contactAlias"), alias, contact_id }));
  if (rows.length > 0) await queryRows(tx, REMEMBER, [workspaceId, JSON.stringify(rows)]);
}

/** An address is only filled in where there was none, an own id likewise: both are how the row was found. */
function toChange(
  known: Known,
  row: ImportedContact,
  emailKey: string | null,
  companyId: string | null,
  rename: boolean,
) {
  const zone = zoneColumns(row.timeZone, row.country, row.phone);
  return {
    id: known.id,
    rename,
    email: known.email_key === null ? row.email : null,
    email_key: known.email_key === null ? emailKey : null,
    external_id: known.external_id === null || rename ? row.externalId : null,
    first_name: row.firstName,
    last_name: row.lastName,
    phone: row.phone,
    country: row.country,
    time_zone: zone.timeZone,
    time_zone_source: zone.timeZoneSource,
    company_id: companyId,
    attributes: row.attributes,
  };
}

type Change = ReturnType<typeof toChange>;

/** What somebody did often says nothing else about them: such a row is not written. */
const saysSomething = ({ id, rename, attributes, ...columns }: Change): boolean =>
  rename || Object.keys(attributes).length > 0 || Object.values(columns).some((value) => value !== null);

/** Several rows about one contact: the later one wins in what it says, attributes add up. */
function combine(before: Change | undefined, next: Change): Change {
  if (!before) return next;
  const said = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null));
  return {
    ...before,
    ...said,
    rename: before.rename || next.rename,
    attributes: { ...before.attributes, ...next.attributes },
  };
}

const TAKE_TURN = "select pg_advisory_xact_lock(hashtextextended('contacts ' || $1::text, 0))";

const REMEMBER = `
insert into contact_alias (id, workspace_id, contact_id, alias)
select id, $1::text, contact_id, alias from jsonb_to_recordset($2::text::jsonb) as r(id text, contact_id text, alias text)
order by alias
on conflict (workspace_id, alias) do update set contact_id = excluded.contact_id`;

// A statement of 500 rows as one JSON costs a fifth of one with 8,000 parameters.
const INSERT = `
with r as (
  select * from jsonb_to_recordset($3::text::jsonb) as r(id text, person_id text, company_id text, external_id text,
    email text, email_key text, first_name text, last_name text, phone text, country text, time_zone text,
    time_zone_source text, attributes jsonb)
), people as (
  insert into person (id, workspace_id) select person_id, $1::text from r)
insert into contact (id, workspace_id, person_id, company_id, external_id, email, email_key, first_name, last_name, phone,
  country, time_zone, time_zone_source, attributes, source)
select id, $1::text, person_id, company_id, external_id, email, email_key, first_name, last_name, phone, country, time_zone,
  time_zone_source, attributes, $2::text from r`;

// A zone somebody set is not replaced by an inferred one, nor does a number speak against a country that is known.
const KEEPS_ZONE = `(r.time_zone is null or (r.time_zone_source <> 'explicit' and coalesce(c.time_zone_source, '') = 'explicit')
    or (r.time_zone_source = 'phone' and c.country is not null))`;

const UPDATE = `
update contact c set
  email = coalesce(c.email, r.email), email_key = coalesce(c.email_key, r.email_key),
  external_id = case when r.rename then r.external_id else coalesce(c.external_id, r.external_id) end,
  first_name = coalesce(r.first_name, c.first_name), last_name = coalesce(r.last_name, c.last_name),
  phone = coalesce(r.phone, c.phone), country = coalesce(r.country, c.country),
  time_zone = case when ${KEEPS_ZONE} then c.time_zone else r.time_zone end,
  time_zone_source = case when ${KEEPS_ZONE} then c.time_zone_source else r.time_zone_source end,
  company_id = coalesce(r.company_id, c.company_id), attributes = c.attributes || r.attributes,
  archived_at = case when $3::bool then null else c.archived_at end, updated_at = now()
from jsonb_to_recordset($2::text::jsonb) as r(id text, email text, email_key text, external_id text, first_name text,
  last_name text, phone text, country text, time_zone text, time_zone_source text, company_id text, attributes jsonb, rename bool)
where c.workspace_id = $1::text and c.id = r.id and ((c.archived_at is not null and $3::bool) or r.rename
  or (r.email is not null and c.email is null) or (r.external_id is not null and c.external_id is null)
  or coalesce(r.first_name, c.first_name, '') <> coalesce(c.first_name, '')
  or coalesce(r.last_name, c.last_name, '') <> coalesce(c.last_name, '')
  or coalesce(r.phone, c.phone, '') <> coalesce(c.phone, '') or coalesce(r.country, c.country, '') <> coalesce(c.country, '')
  or (not ${KEEPS_ZONE} and (r.time_zone <> coalesce(c.time_zone, '') or r.time_zone_source <> coalesce(c.time_zone_source, '')))
  or coalesce(r.company_id, c.company_id, '') <> coalesce(c.company_id, '') or not c.attributes @> r.attributes)
returning c.id`;
