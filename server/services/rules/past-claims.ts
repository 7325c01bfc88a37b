import type { CapRule, TouchChannel, TouchClass, TouchSource } from "@/core/attention/rule";
import type { CompanyPastTouch } from "@/core/attention/what-if-company";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";

/** Whose messages a rule looks at together. */
export type PastOf = "person" | "company";
export const pastOf = ({ scope }: CapRule): PastOf => (scope.kind === "company" ? "company" : "person");

/** What one person was sent, or the people of one company; in no order, as far as one rule can tell it apart. */
export interface Past {
  /** IANA zone; UTC for a rule that does not ask. */
  readonly zone: string;
  readonly touches: readonly CompanyPastTouch[];
}

export interface PastPage {
  readonly pasts: readonly Past[];
  /** How many people or companies were looked at, those without a message too. */
  readonly count: number;
  /** The last one; null when there was none. */
  readonly last: string | null;
}

/**
 * The stored claims of the next `limit` people (companies, for a rule over these) in the order of their ids, from `from` on.
 * One row each and of each message only what the rule reads, packed by the database: a million messages pass in seconds.
 * @param after id of the last of the page before
 */
export async function readPast(
  tx: AnyTx,
  workspaceId: string,
  rule: CapRule,
  range: { after: string | null; limit: number; from: EpochMs },
): Promise<PastPage> {
  const columns = columnsFor(rule);
  const zoned = rule.window?.kind === "calendar";
  const rows = await queryRows<{ id: string; zone: string | null; past: string | null }>(
    tx,
    statement(pastOf(rule), columns, zoned),
    [workspaceId, range.after ?? "", range.limit, new Date(range.from).toISOString()],
  );
  const pasts = rows.flatMap(({ id, zone, past }) =>
    past === null ? [] : [{ zone: zone ?? "UTC", touches: unpack(past, columns, id) }],
  );
  return { pasts, count: rows.length, last: rows.at(-1)?.id ?? null };
}

const COLUMNS = {
  class: "t.class",
  channel: "t.channel",
  source: "t.source",
  topicId: "t.topic_id",
  senderId: "t.sender_id",
  teamId: "t.team_id",
  sequenceId: "coalesce(t.sequence_id, t.broadcast_id)",
  personId: "t.person_id",
} as const;
type Column = keyof typeof COLUMNS;

/** Team and sequence are always read: the answer is told by them. */
function columnsFor({ scope, counts, appliesTo }: CapRule): Column[] {
  const filters = [counts ?? {}, appliesTo ?? {}];
  const asks = (key: keyof NonNullable<CapRule["counts"]>) => filters.some((filter) => filter[key] !== undefined);
  const wanted: [Column, boolean][] = [
    ["class", scope.kind === "class" || asks("classes")],
    ["channel", asks("channels")],
    ["source", asks("sources")],
    ["topicId", scope.kind === "topic" || asks("topicIds")],
    ["senderId", scope.kind === "sender"],
    ["personId", scope.kind === "company"],
  ];
  return ["teamId", "sequenceId", ...wanted.flatMap(([column, yes]) => (yes ? [column] : []))];
}

// Fields are split by |, messages by newline: ids and words of the system hold neither. The inner select is correlated on
// purpose: one walk down its own ledger, where a join would read the whole table for every page.
const statement = (of: PastOf, columns: readonly Column[], zoned: boolean): string => `
with page as materialized (
  select id from ${of} where workspace_id = $1::text and id > $2::text order by id limit $3::int)
select p.id, ${zoned ? `coalesce((${ZONES[of]}), (select s.time_zone from workspace_setting s where s.workspace_id = $1::text))` : "null::text"} as zone, (
  select string_agg(
    (date_part('epoch', t.counted_at) * 1000)::int8 || (case when t.obeys then 'o' else '-' end)
      || (case when t.counts then 'c' else '-' end)${columns.map((column) => ` || '|' || coalesce(${COLUMNS[column]}, '')`).join("")},
    E'\\n')
  from touch t
  where t.workspace_id = $1::text and t.${of}_id = p.id and t.counted_at > $4::timestamptz and (t.obeys or t.counts)) as past
from page p
order by p.id`;

/** Only a calendar window asks where somebody is. */
const ZONES: Record<PastOf, string> = {
  person: `
  select coalesce(k.time_zone, co.time_zone) from contact k
  left join company co on co.workspace_id = k.workspace_id and co.id = k.company_id
  where k.workspace_id = $1::text and k.person_id = p.id
  order by (k.archived_at is null) desc, (k.time_zone is not null) desc, k.created_at, k.id limit 1`,
  company: "select c.time_zone from company c where c.workspace_id = $1::text and c.id = p.id",
};

const CLASSES: Readonly<Record<string, TouchClass>> = {
  marketing: "marketing",
  sales: "sales",
  transactional: "transactional",
};
const CHANNELS: Readonly<Record<string, TouchChannel>> = {
  email: "email",
  call: "call",
  sms: "sms",
  letter: "letter",
  social: "social",
};
const SOURCES: Readonly<Record<string, TouchSource>> = {
  sequence: "sequence",
  broadcast: "broadcast",
  transactional: "transactional",
  api: "api",
  hand: "hand",
  logged: "logged",
};

/** Read letter by letter: a list of parts for every message would cost more than all that is done with them. */
function unpack(past: string, columns: readonly Column[], ownerId: string): CompanyPastTouch[] {
  const at = (column: Column) => columns.indexOf(column);
  const [team, sequence, topic, sender] = [at("teamId"), at("sequenceId"), at("topicId"), at("senderId")];
  const [kind, channel, source, person] = [at("class"), at("channel"), at("source"), at("personId")];
  const touches: CompanyPastTouch[] = [];
  const fields: string[] = columns.map(() => "");
  const value = (index: number): string | null => fields[index] || null; // -1: not read
  for (let next = 0; next <= past.length; ) {
    const newline = past.indexOf("\n", next);
    const end = newline < 0 ? past.length : newline;
    const head = past.indexOf("|", next);
    let from = head + 1;
    for (let index = 0; index < fields.length; index += 1) {
      const bar = index === fields.length - 1 ? end : past.indexOf("|", from);
      fields[index] = past.slice(from, bar);
      from = bar + 1;
    }
    touches.push({
      id: past.slice(next, head), // only tells equal instants apart; what it is called is looked up for the few that are shown
      at: toEpochMs(numberIn(past, next, head - 2)),
      obeys: past.charCodeAt(head - 2) === OBEYS,
      counts: past.charCodeAt(head - 1) === COUNTS,
      class: CLASSES[value(kind) ?? ""] ?? "marketing",
      channel: CHANNELS[value(channel) ?? ""] ?? "email",
      source: SOURCES[value(source) ?? ""] ?? "sequence",
      topicId: value(topic),
      senderId: value(sender),
      teamId: value(team),
      sequenceId: value(sequence),
      personId: value(person) ?? ownerId,
      state: "accepted",
      familyId: null,
      bodyHash: null,
      correlationKey: null,
      reactedAt: null,
      interestAt: null,
    });
    next = end + 1;
  }
  return touches;
}

/** A whole number above 0, digit by digit. */
function numberIn(text: string, from: number, end: number): number {
  let number = 0;
  for (let index = from; index < end; index += 1) number = number * 10 + text.charCodeAt(index) - ZERO;
  return number;
}

const ZERO = "0".charCodeAt(0);
const OBEYS = "o".charCodeAt(0);
const COUNTS = "c".charCodeAt(0);
