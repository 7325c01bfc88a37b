import { toEmailKey } from "@/core/address";
import type { ImportedContact } from "@/core/import-csv";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { resolveCompanies } from "@/server/services/companies/resolve";
import { addTags, zoneColumns } from "@/server/services/contacts/internal";

export interface UpsertedContact {
  readonly contactId: string;
  readonly personId: string;
  readonly isNew: boolean;
}

interface Known {
  readonly id: string;
  readonly person_id: string;
  readonly email_key: string | null;
  readonly external_id: string | null;
}

/**
 * Adds contacts or completes those that are known by address, else by the customer's own id. What a row says replaces what
 * was known, what it leaves out stays; attributes are merged, tags added. Set-based, in the caller's transaction; only one
 * such call per workspace runs at a time. Answers in the order of `rows`; the same contact twice is the same answer, the
 * later row wins. Rows with neither address nor id are always new.
 */
export async function upsertContacts(
  tx: Tx,
  workspaceId: string,
  rows: readonly ImportedContact[],
  source: string,
): Promise<UpsertedContact[]> {
  if (rows.length === 0) return [];
  await queryRows(tx, "select pg_advisory_xact_lock(hashtextextended('contacts ' || $1::text, 0))", [workspaceId]);
  const keyed = rows.map((row) => ({ row, emailKey: row.email === null ? null : toEmailKey(row.email) }));
  const found = await findKnown(tx, workspaceId, keyed);
  const companies = await resolveCompanies(tx, workspaceId, rows);
  const fresh: object[] = [];
  const changes: object[] = [];
  const answers = keyed.map(({ row, emailKey }, index): UpsertedContact => {
    const known =
      (emailKey === null ? undefined : found.byEmail.get(emailKey)) ??
      (row.externalId === null ? undefined : found.byExternalId.get(row.externalId));
    const companyId = companies[index] ?? null;
    if (known) {
      // An id or address that is another contact's already stays there.
      const externalId = row.externalId !== null && found.byExternalId.has(row.externalId) ? null : row.externalId;
      changes.push(toChange(known, { ...row, externalId }, emailKey, companyId, index));
      if (emailKey !== null && !found.byEmail.has(emailKey)) found.byEmail.set(emailKey, known);
      if (externalId !== null) found.byExternalId.set(externalId, known);
      return { contactId: known.id, personId: known.person_id, isNew: false };
    }
    const made: Known = {
      id: newId("contact"),
      person_id: newId("person"),
      email_key: emailKey,
      external_id: row.externalId,
    };
    const zone = zoneColumns(row.timeZone, row.country);
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
    return { contactId: made.id, personId: made.person_id, isNew: true };
  });
  if (fresh.length > 0) await queryRows(tx, INSERT, [workspaceId, source, JSON.stringify(fresh)]);
  if (changes.length > 0) await queryRows(tx, UPDATE, [workspaceId, JSON.stringify(changes)]);
  await addTags(
    tx,
    workspaceId,
    rows.flatMap((row, index) => {
      const contactId = answers[index]?.contactId;
      return contactId === undefined ? [] : row.tags.map((tag) => ({ contactId, tag }));
    }),
  );
  return answers;
}

async function findKnown(
  tx: Tx,
  workspaceId: string,
  keyed: readonly { row: ImportedContact; emailKey: string | null }[],
) {
  const emails = keyed.flatMap(({ emailKey }) => emailKey ?? []);
  const ids = keyed.flatMap(({ row }) => row.externalId ?? []);
  const known = await queryRows<Known>(tx, FIND, [workspaceId, emails, ids]);
  return {
    byEmail: new Map(known.flatMap((row) => (row.email_key === null ? [] : [[row.email_key, row]]))),
    byExternalId: new Map(known.flatMap((row) => (row.external_id === null ? [] : [[row.external_id, row]]))),
  };
}

/** An address is only filled in where there was none, an own id likewise: both are how the row was found. */
function toChange(
  known: Known,
  row: ImportedContact,
  emailKey: string | null,
  companyId: string | null,
  index: number,
) {
  const zone = zoneColumns(row.timeZone, row.country);
  return {
    at: index,
    id: known.id,
    email: known.email_key === null ? row.email : null,
    email_key: known.email_key === null ? emailKey : null,
    external_id: known.external_id === null ? row.externalId : null,
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

const FIND = `
select id, person_id, email_key, external_id from contact
where workspace_id = $1::text and (email_key = any($2::text[]) or external_id = any($3::text[]))
order by id for update`;

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

// The last row about a contact wins where several name it. A zone somebody set is not replaced by an inferred one.
const UPDATE = `
update contact c set
  email = coalesce(c.email, r.email), email_key = coalesce(c.email_key, r.email_key),
  external_id = coalesce(c.external_id, r.external_id),
  first_name = coalesce(r.first_name, c.first_name), last_name = coalesce(r.last_name, c.last_name),
  phone = coalesce(r.phone, c.phone), country = coalesce(r.country, c.country),
  time_zone = case when r.time_zone is null or (r.time_zone_source <> 'explicit' and c.time_zone_source = 'explicit')
    then c.time_zone else r.time_zone end,
  time_zone_source = case when r.time_zone is null or (r.time_zone_source <> 'explicit' and c.time_zone_source = 'explicit')
    then c.time_zone_source else r.time_zone_source end,
  company_id = coalesce(r.company_id, c.company_id), attributes = c.attributes || r.attributes,
  archived_at = null, updated_at = now()
from (
  select distinct on (id) * from jsonb_to_recordset($2::text::jsonb) as r(at int, id text, email text, email_key text,
    external_id text, first_name text, last_name text, phone text, country text, time_zone text, time_zone_source text,
    company_id text, attributes jsonb)
  order by id, at desc) r
where c.workspace_id = $1::text and c.id = r.id`;
