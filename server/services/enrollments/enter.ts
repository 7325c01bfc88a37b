import { evaluateCondition, isEverybody } from "@/core/audience";
import { correlationKeyIn } from "@/core/correlation-key";
import { type EntranceKind, newEnrollment } from "@/core/enrollment";
import { type EpochMs, laterOf, MINUTE_MS, toEpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import { type TriggerConfig, triggerSchema } from "@/core/nodes/trigger";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { writeOutbox } from "@/server/outbox/write-outbox";
import {
  decideEntry,
  type EntryHistory,
  KEYED,
  type NoEntry,
  noHistory,
} from "@/server/services/enrollments/decide-entry";
import { everyFact, type KnownContact, loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
import { type LoadedVersion, loadVersions } from "@/server/services/enrollments/load-versions";
import { configOf } from "@/server/services/enrollments/node-config";
import { announce } from "@/server/services/webhooks/announce";

/** Somebody who shall enter a sequence, and why. */
export interface EntryRequest {
  readonly workspaceId: string;
  readonly sequenceId: string;
  readonly contactId: string;
  readonly by: EntranceKind;
  readonly signalId?: string | null;
  /** left out: read from `data` where the entry names a property */
  readonly correlationKey?: string | null;
  readonly data?: JsonObject;
  /** workspace time of what let them in; left out: now */
  readonly at?: EpochMs;
  /** A member's reason to enroll somebody in sales who said no. */
  readonly reason?: string | null;
}

export type EntryOutcome =
  | { readonly ok: true; readonly enrollmentId: string }
  | { readonly ok: false; readonly reason: NoEntry };

/** What let them in may have been stored some time ago; older than this the passage starts now. */
const LATE_MS = 10 * MINUTE_MS;
/** Entrances that are a member's own act. */
const BY_MEMBERS: ReadonlySet<EntranceKind> = new Set(["hand", "csv"]);

/**
 * Lets people into live sequences, in the caller's transaction: locks them (in id order), judges entry condition and
 * re-entry rule, writes the rows and the events that start their runs. The same event at once, however often, enters once:
 * the lock makes the deciders take turns and the entry key is unique. Set-based; answers in the order of `requests`.
 */
export async function enterSequences(tx: AnyTx, requests: readonly EntryRequest[]): Promise<EntryOutcome[]> {
  if (requests.length === 0) return [];
  const places = await lockPlaces(tx, requests);
  const versions = await loadVersions(
    tx,
    places.flatMap((place) => place.version_id ?? []),
  );
  const histories = await loadHistories(tx, places);
  const facts = await loadFacts(tx, places, versions);
  const outcomes: EntryOutcome[] = [];
  const entering: Entering[] = [];
  requests.forEach((request, index) => {
    const place = places[index];
    const outcome = decide(request, place, versions, facts, histories);
    if ("reason" in outcome) outcomes.push({ ok: false, reason: outcome.reason });
    else {
      entering.push(outcome);
      outcomes.push({ ok: true, enrollmentId: outcome.id });
      histories.set(historyKey(outcome), after(histories.get(historyKey(outcome)), outcome)); // the next request sees it
    }
  });
  const entered = await insert(tx, entering);
  return outcomes.map((one) =>
    one.ok && !entered.has(one.enrollmentId) ? { ok: false, reason: "entered-before" as const } : one,
  );
}

interface Place {
  workspace_id: string;
  sequence_id: string;
  contact_id: string | null;
  person_id: string | null;
  version_id: string | null;
  live: boolean;
  offset_ms: number;
  barred_until: number | null;
}

interface Entering {
  readonly id: string;
  readonly place: Place & { contact_id: string; person_id: string; version_id: string };
  readonly request: EntryRequest;
  readonly entryKey: string;
  readonly enteredAt: EpochMs;
  readonly correlationKey: string | null;
}

const historyKey = ({ place }: Pick<Entering, "place">): string => `${place.sequence_id} ${place.person_id}`;
const nowOfPlace = (place: Place): EpochMs => toEpochMs(realNow().getTime() + place.offset_ms);

async function lockPlaces(tx: AnyTx, requests: readonly EntryRequest[]): Promise<Place[]> {
  const set = JSON.stringify(
    requests.map((one, n) => ({
      n,
      workspace_id: one.workspaceId,
      sequence_id: one.sequenceId,
      contact_id: one.contactId,
    })),
  );
  await queryRows(tx, LOCK_PEOPLE, [set]);
  return queryRows<Place>(tx, PLACES, [set]);
}

function decide(
  request: EntryRequest,
  place: Place | undefined,
  versions: ReadonlyMap<string, LoadedVersion>,
  facts: ReadonlyMap<string, KnownContact>,
  histories: ReadonlyMap<string, EntryHistory>,
): Entering | { reason: NoEntry } {
  if (place?.contact_id == null || place.person_id === null) return { reason: "no-contact" };
  const version = place.version_id === null ? undefined : versions.get(place.version_id);
  if (!place.live || place.version_id === null || !version) return { reason: "not-live" };
  const config = triggerOf(version);
  const now = nowOfPlace(place);
  if (place.barred_until !== null && place.barred_until > now && isSales(version) && mustSayWhy(request)) {
    return { reason: "sales-barred" };
  }
  const data = request.data ?? {};
  const correlationKey = request.correlationKey ?? correlationKeyIn(data, config.keyPath);
  const known = facts.get(place.contact_id);
  if (!isEverybody(config.condition)) {
    const entry = { by: request.by, signalId: request.signalId ?? null, correlationKey, data };
    const holds =
      known && evaluateCondition(config.condition, { contact: known.facts, signals: [], entry }, now, known.zone);
    if (!holds) return { reason: "condition" };
  }
  const placed = { ...place, contact_id: place.contact_id, person_id: place.person_id, version_id: place.version_id };
  const history = histories.get(historyKey({ place: placed })) ?? noHistory;
  const asked = { by: request.by, signalId: request.signalId ?? null, correlationKey };
  const decision = decideEntry(config.reentry, asked, history, now);
  if (!decision.enters) return { reason: decision.reason };
  const enteredAt = request.at === undefined || request.at > now || request.at < now - LATE_MS ? now : request.at;
  return { id: newId("enrollment"), place: placed, request, entryKey: decision.entryKey, enteredAt, correlationKey };
}

const mustSayWhy = (request: EntryRequest): boolean => BY_MEMBERS.has(request.by) && !request.reason?.trim();

function after(history: EntryHistory | undefined, { enteredAt, entryKey, request }: Entering): EntryHistory {
  const before = history ?? noHistory;
  const signalIds = request.signalId ? [...before.signalIds, request.signalId] : before.signalIds;
  return {
    count: before.count + 1,
    active: true,
    lastEnteredAt: laterOf(before.lastEnteredAt ?? enteredAt, enteredAt),
    lastEndedAt: before.lastEndedAt,
    signalIds,
    entryKeys: [...before.entryKeys, entryKey],
  };
}

/** The config of the one entry of a version. */
export function triggerOf(version: LoadedVersion): TriggerConfig {
  const entry = Object.values(version.graph.nodes).find((node) => node.kind === "trigger");
  if (!entry) throw new Error(`version ${version.id} has no entry`);
  return configOf(version.graph, entry.id, triggerSchema);
}

/** Whether any of its mails is a sales mail. */
const isSales = (version: LoadedVersion): boolean =>
  Object.values(version.graph.nodes).some((node) => node.config.class === "sales");

async function loadFacts(tx: AnyTx, places: readonly Place[], versions: ReadonlyMap<string, LoadedVersion>) {
  const asked = places.flatMap((place) => {
    const version = place.version_id === null ? undefined : versions.get(place.version_id);
    if (!version || place.contact_id === null || place.person_id === null || isEverybody(triggerOf(version).condition))
      return [];
    const { workspace_id: workspaceId, contact_id: contactId, person_id: personId } = place;
    return [{ workspaceId, contactId, personId, now: nowOfPlace(place) }];
  });
  return asked.length === 0 ? new Map<string, KnownContact>() : loadContactFacts(tx, asked, everyFact);
}

async function loadHistories(tx: AnyTx, places: readonly Place[]): Promise<Map<string, EntryHistory>> {
  const set = places.map(({ workspace_id, sequence_id, person_id }) => ({ workspace_id, sequence_id, person_id }));
  const rows = await queryRows<{
    sequence_id: string;
    person_id: string;
    count: number;
    active: boolean;
    entered: number;
    ended: number | null;
    signals: string[];
    keys: string[];
  }>(tx, HISTORIES, [JSON.stringify(set)]);
  return new Map(
    rows.map((row) => [
      `${row.sequence_id} ${row.person_id}`,
      {
        count: row.count,
        active: row.active,
        lastEnteredAt: toEpochMs(row.entered),
        lastEndedAt: row.ended === null ? null : toEpochMs(row.ended),
        signalIds: row.signals,
        entryKeys: row.keys,
      },
    ]),
  );
}

async function insert(tx: AnyTx, entering: readonly Entering[]): Promise<Set<string>> {
  if (entering.length === 0) return new Set();
  const rows = entering.map(({ id, place, request, entryKey, enteredAt, correlationKey }) => {
    const entry = { by: request.by, signalId: request.signalId ?? null, correlationKey, data: request.data ?? {} };
    return {
      id,
      workspace_id: place.workspace_id,
      sequence_id: place.sequence_id,
      version_id: place.version_id,
      contact_id: place.contact_id,
      person_id: place.person_id,
      state: newEnrollment(id, entry, enteredAt),
      entry_key: entryKey,
      source: request.by,
      entry_signal_id: entry.signalId,
      entered: enteredAt,
    };
  });
  const entered = await queryRows<{ id: string; workspace_id: string }>(tx, INSERT, [JSON.stringify(rows)]);
  await writeOutbox(
    tx,
    entered.map((row) => ({
      name: "enrollment/started",
      data: { workspaceId: row.workspace_id, id: row.id, epoch: 1 },
    })),
  );
  const ids = new Set(entered.map(({ id }) => id));
  await announce(
    tx,
    entering.flatMap(({ id, place, request }) =>
      ids.has(id)
        ? [
            {
              workspaceId: place.workspace_id,
              event: "enrollment.entered" as const,
              ref: id,
              personId: place.person_id,
              data: { enrollmentId: id, sequenceId: place.sequence_id, contactId: place.contact_id, by: request.by },
            },
          ]
        : [],
    ),
  );
  return ids;
}

const REQUESTS =
  "jsonb_to_recordset($1::text::jsonb) as r(n int, workspace_id text, sequence_id text, contact_id text)";

const LOCK_PEOPLE = `
select 1 from person p
where (p.workspace_id, p.id) in (
  select c.workspace_id, c.person_id from ${REQUESTS}
  join contact c on c.workspace_id = r.workspace_id and c.id = r.contact_id)
order by p.id
for no key update of p`;

const PLACES = `
select r.workspace_id, r.sequence_id, c.id as contact_id, p.id as person_id, s.live_version_id as version_id,
  coalesce(s.state = 'live', false) as live, coalesce(w.clock_offset_ms, 0)::float8 as offset_ms,
  extract(epoch from p.sales_barred_until)::float8 * 1000 as barred_until
from ${REQUESTS}
left join contact c on c.workspace_id = r.workspace_id and c.id = r.contact_id and c.archived_at is null
left join person p on p.workspace_id = c.workspace_id and p.id = c.person_id and p.erased_at is null
left join sequence s on s.workspace_id = r.workspace_id and s.id = r.sequence_id
left join workspace_setting w on w.workspace_id = r.workspace_id
order by r.n`;

const HISTORIES = `
select e.sequence_id, e.person_id, count(*)::int as count, bool_or(e.status = 'active') as active,
  extract(epoch from max(e.entered_at))::float8 * 1000 as entered, extract(epoch from max(e.ended_at))::float8 * 1000 as ended,
  coalesce(array_agg(e.entry_signal_id) filter (where e.entry_signal_id is not null), '{}') as signals,
  coalesce(array_agg(e.entry_key) filter (where starts_with(e.entry_key, '${KEYED}')), '{}') as keys
from (select distinct workspace_id, sequence_id, person_id
      from jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, sequence_id text, person_id text)) r
join enrollment e on e.workspace_id = r.workspace_id and e.person_id = r.person_id and e.sequence_id = r.sequence_id
group by e.sequence_id, e.person_id`;

// Asked again under a lock: whoever pauses or archives the sequence at this moment reaches everybody who is inside.
const INSERT = `
insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, state, wake_at, entry_key, source,
                        entry_signal_id, entered_at)
select r.id, r.workspace_id, r.sequence_id, r.version_id, r.contact_id, r.person_id, r.state, to_timestamp(r.entered / 1000),
       r.entry_key, r.source, r.entry_signal_id, to_timestamp(r.entered / 1000)
from jsonb_to_recordset($1::text::jsonb) as r(
  id text, workspace_id text, sequence_id text, version_id text, contact_id text, person_id text, state jsonb,
  entry_key text, source text, entry_signal_id text, entered float8)
join sequence s on s.workspace_id = r.workspace_id and s.id = r.sequence_id and s.state = 'live'
for key share of s
on conflict (workspace_id, sequence_id, contact_id, entry_key) do nothing
returning id, workspace_id`;
