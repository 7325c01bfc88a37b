import { addMs, DAY_MS, type EpochMs, toDate, toEpochMs, toIso } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { resolvePublicToken } from "@/db/public-token";
import { queryRows } from "@/db/query-rows";
import { consent } from "@/db/schema/consent";
import { now as workspaceNow } from "@/server/clock";
import { FORM_EVENT } from "@/server/services/enrollments/enter-by-signals";
import { readEntryToken } from "@/server/services/forms/entry-token";
import { entryKey } from "@/server/services/forms/submit";
import { chooseTopic, comeBack, note, tellChosen } from "@/server/services/leaving/choices";
import { maskAddress } from "@/server/services/leaving/mask-address";
import type { Recipient } from "@/server/services/leaving/open-door";
import { readChoices } from "@/server/services/leaving/read-choices";
import { recordSignals } from "@/server/services/signals/record";
import { keyedBy } from "@/server/services/touches/by-key";

/** What the page behind the mailed link says. */
export interface Confirmation {
  readonly company: string;
  readonly address: string;
  readonly title: string;
  readonly wording: string;
  readonly topics: readonly string[];
  readonly state: "open" | "confirmed" | "lapsed";
  readonly formId: string;
}

/** A wish nobody confirmed for so long is none. */
const LAPSES_MS = 30 * DAY_MS;

interface Row {
  id: string;
  form_id: string;
  name: string;
  title: string;
  wording: string;
  topic_ids: string[];
  topics: string[];
  given: string;
  requested_at: number;
  confirmed_at: number | null;
  contact_id: string;
  person_id: string;
  email: string | null;
  touch_id: string | null;
  company: string;
  zone: string;
  offset_ms: number;
}

/** Looking confirms nothing: machines follow every link. Null: not a link of ours, or everything about it was erased. */
export function readConfirmation(token: string): Promise<Confirmation | null> {
  return openEntry(token, async (_tx, _workspaceId, row, now) => ({
    company: row.company,
    address: maskAddress(row.email),
    title: row.title,
    wording: row.wording,
    topics: row.topics,
    formId: row.form_id,
    state: row.confirmed_at !== null ? "confirmed" : isLapsed(row, now) ? "lapsed" : "open",
  }));
}

const isLapsed = (row: Row, now: EpochMs): boolean => now > addMs(toEpochMs(row.requested_at), LAPSES_MS);

/**
 * The owner of the address says yes: consent per topic with the words they read, when and from where as its proof; what they
 * had left they come back to; sequences the form lets people into begin. Idempotent. False: there is nothing to confirm.
 */
export async function confirmEntry(
  token: string,
  visitor: { ip: string | null; userAgent: string | null },
): Promise<boolean> {
  const done = await openEntry(token, async (tx, workspaceId, row, now) => {
    if (row.confirmed_at !== null) return true;
    if (isLapsed(row, now)) return false;
    const mine = await queryRows(tx, CONFIRM, [workspaceId, row.id, toIso(now), visitor.ip, visitor.userAgent]);
    if (mine.length === 0) return true; // pressed twice at once
    const names = JSON.parse(row.given) as { firstName: string | null; lastName: string | null }; // jsonb of form_entry.given
    await queryRows(tx, COMPLETE, [workspaceId, row.contact_id, names.firstName, names.lastName]);
    const who = recipientOf(workspaceId, row, now);
    await agree(tx, who, row);
    await recordSignals(tx, [
      {
        workspaceId,
        personId: row.person_id,
        contactId: row.contact_id,
        kind: "event",
        name: FORM_EVENT,
        source: "own",
        sourceId: entryKey(row.id),
        data: { formId: row.form_id, form: row.name },
        verdict: "human",
        verdictReasons: ["confirmed-by-mail"],
        occurredAt: now,
      },
    ]);
    await tellChosen(tx, who);
    return true;
  });
  return done === true;
}

async function agree(tx: Tx, who: Recipient, row: Row): Promise<void> {
  const { workspaceId, personId } = who;
  const topics: (string | null)[] = row.topic_ids.length > 0 ? row.topic_ids : [null];
  await tx.insert(consent).values(
    topics.map((topicId) => ({
      id: newId("consent"),
      workspaceId,
      personId,
      topicId,
      basis: "opt_in",
      source: `Form: ${row.name}`,
      wording: row.wording,
      proof: row.id,
      recordedAt: toDate(who.now),
    })),
  );
  const before = await readChoices(tx, who);
  if (before.left && !before.closed) {
    await comeBack(tx, who);
    // who comes back for one thing has not come back for the others
    const others = before.topics.filter(({ id }) => row.topic_ids.length > 0 && !row.topic_ids.includes(id));
    for (const { id } of others) await chooseTopic(tx, who, id, "out", "form");
  }
  for (const id of row.topic_ids) await chooseTopic(tx, who, id, "in", "form");
  await note(tx, who, "consent.confirmed", { entryId: row.id, formId: row.form_id });
}

const recipientOf = (workspaceId: string, row: Row, now: EpochMs): Recipient => ({
  workspaceId,
  touchId: row.touch_id ?? "",
  contactId: row.contact_id,
  personId: row.person_id,
  class: "transactional",
  topic: null,
  company: row.company,
  address: row.email,
  zone: row.zone,
  now,
});

async function openEntry<T>(
  token: string,
  work: (tx: Tx, workspaceId: string, row: Row, now: EpochMs) => Promise<T>,
): Promise<T | null> {
  const id = readEntryToken(token);
  const found = id === null ? undefined : await resolvePublicToken("form_entry", id);
  if (!found) return null;
  return withWorkspace(found, async (tx) => {
    await queryRows(tx, LOCK, [found.workspaceId, found.ref]);
    const [row] = await queryRows<Row>(tx, ENTRY, [found.workspaceId, found.ref]);
    return row ? work(tx, found.workspaceId, row, toEpochMs(workspaceNow({ clockOffsetMs: row.offset_ms }))) : null;
  });
}

const LOCK = `
select 1 from person where workspace_id = $1 and id = (
  select c.person_id from form_entry e join contact c on c.workspace_id = e.workspace_id and c.id = e.contact_id
  where e.workspace_id = $1 and e.id = $2)
for no key update`;

const ENTRY = `
select e.id, e.form_id, f.name, f.title, e.wording, e.topic_ids,
  array(select t.name from topic t where t.workspace_id = e.workspace_id and t.id = any(e.topic_ids) order by t.name) as topics,
  e.given::text as given, (extract(epoch from e.requested_at) * 1000)::float8 as requested_at,
  (extract(epoch from e.confirmed_at) * 1000)::float8 as confirmed_at, c.id as contact_id, c.person_id, c.email,
  (select max(t.id) from touch t where t.workspace_id = e.workspace_id and ${keyedBy("t", "'form/' || e.id")}) as touch_id,
  coalesce(w.legal_name, o.name) as company, coalesce(c.time_zone, w.time_zone) as zone, w.clock_offset_ms::float8 as offset_ms
from form_entry e
join form f on f.workspace_id = e.workspace_id and f.id = e.form_id
join contact c on c.workspace_id = e.workspace_id and c.id = e.contact_id
join workspace_setting w on w.workspace_id = e.workspace_id
join workspace o on o.id = e.workspace_id
where e.workspace_id = $1 and e.id = $2 and c.email is not null`;

const CONFIRM = `
update form_entry set confirmed_at = $3::timestamptz, confirmed_from = $4, confirmed_with = $5
where workspace_id = $1 and id = $2 and confirmed_at is null
returning id`;

// A stranger's word does not change who we know; the owner of the address only fills in what was open.
const COMPLETE = `
update contact set first_name = coalesce(first_name, $3), last_name = coalesce(last_name, $4), archived_at = null, updated_at = now()
where workspace_id = $1 and id = $2`;
