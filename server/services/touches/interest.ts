import { type SQL, sql } from "drizzle-orm";
import { type Interest as Derived, deriveInterest } from "@/core/attention/interest";
import type { Interest } from "@/core/facts";
import { addMs, DAY_MS, type EpochMs, toEpochMs, toIso } from "@/core/instant";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { groupBy } from "./gather/group-by";
import { gatherLedger } from "./gather/ledger";
import { BOUGHT_PROMOTED, gatherSigns, LED_TO_IT_MS, SIGN_MS } from "./gather/signs";

/** A person, and when "now" is there. */
export interface InterestRef {
  readonly workspaceId: string;
  readonly personId: string;
  readonly now: EpochMs;
}

/** What the governor would say of people's interest, by person and topic; what is not named is unknown. */
export async function loadInterest(
  tx: AnyTx,
  refs: readonly InterestRef[],
): Promise<Map<string, Record<string, Interest>>> {
  const interest = new Map<string, Record<string, Interest>>();
  for (const workspaceId of new Set(refs.map((ref) => ref.workspaceId))) {
    const people = new Map(refs.flatMap((ref) => (ref.workspaceId === workspaceId ? [[ref.personId, ref.now]] : [])));
    for (const [personId, found] of await deriveInterests(tx, workspaceId, people)) {
      const states = Object.entries(found).map(([topicId, { state }]) => [topicId, state] as const);
      interest.set(personId, Object.fromEntries(states));
    }
  }
  return interest;
}

/** The same with what it was read from, of people of one workspace, each at their own now. */
export async function deriveInterests(
  tx: AnyTx,
  workspaceId: string,
  people: ReadonlyMap<string, EpochMs>,
): Promise<Map<string, Record<string, Derived>>> {
  const now = toEpochMs(Math.max(...people.values()));
  const personIds = [...people.keys()];
  const [heard, resets] = await Promise.all([
    queryRows<{ person_id: string; topic_id: string }>(tx, TOPICS, [workspaceId, personIds]),
    queryRows<{ person_id: string; topic_id: string; at: number }>(tx, RESETS, [workspaceId, personIds]),
  ]);
  const topics = heard.map(({ person_id, topic_id }) => ({ personId: person_id, value: topic_id }));
  const [ledger, signs] = await Promise.all([
    gatherLedger(tx, workspaceId, [], { families: [], topics, bodies: [] }, now, 0),
    gatherSigns(tx, workspaceId, topics, now),
  ]);
  const resetsOf = groupBy(resets, ({ topic_id, at }) => ({ topicId: topic_id, at: toEpochMs(at) }));
  const interest = new Map<string, Record<string, Derived>>();
  for (const { personId, value } of topics) {
    const facts = { signs: signs.get(personId) ?? [], interestResets: resetsOf.get(personId) ?? [] };
    const newestFirst = ledger.of(personId).toSorted((a, b) => b.at - a.at);
    const derived = deriveInterest(value, newestFirst, facts, people.get(personId) ?? now);
    interest.set(personId, { ...interest.get(personId), [value]: derived });
  }
  return interest;
}

const TOPICS = `
select distinct person_id, topic_id from touch
where workspace_id = $1 and person_id = any($2::text[]) and counted_at is not null and topic_id is not null`;

const RESETS = `
select person_id, topic_id, (extract(epoch from reset_at) * 1000)::float8 as at
from interest_reset where workspace_id = $1 and person_id = any($2::text[])`;

/** The same as a value over the table `contact`: deriveInterest in SQL (to-sql.db.test.ts holds the two together). */
export function interestToSql(topicId: string, now: EpochMs): SQL {
  const at = (ms: number) => sql`${toIso(addMs(now, ms))}::timestamptz`;
  return sql`(
    with mine as (
      select t.id, t.workspace_id, t.promotes, t.state, t.counted_at, s.reacted_at, s.interest_at from touch t
      left join lateral (
        select max(g.occurred_at) as reacted_at, max(g.occurred_at) filter (where g.kind <> 'open') as interest_at
        from signal g where g.workspace_id = t.workspace_id and g.touch_id = t.id and g.verdict = 'human') s on true
      where t.workspace_id = ${contact.workspaceId} and t.person_id = ${contact.personId} and t.topic_id = ${topicId}
        and t.counted_at > ${at(-LED_TO_IT_MS)}
    ), said as (
      select max(interest_at) as interest_at, max(reacted_at) as reacted_at, (
        select max(g.occurred_at) from signal g join mine t on t.counted_at <= g.occurred_at and ${sql.raw(BOUGHT_PROMOTED)}
        where g.workspace_id = ${contact.workspaceId} and g.person_id = ${contact.personId} and g.kind = 'purchase'
          and g.verdict = 'human' and g.occurred_at > ${at(-SIGN_MS)}) as bought_at, coalesce((
        select r.reset_at from interest_reset r where r.workspace_id = ${contact.workspaceId}
          and r.person_id = ${contact.personId} and r.topic_id = ${topicId} and r.reset_at <= ${at(0)}), '-infinity') as reset_at
      from mine
    )
    select case
      when greatest(interest_at, bought_at) > reset_at and greatest(interest_at, bought_at) > ${at(-90 * DAY_MS)} then 'interested'
      when (select count(*) >= 5 and max(n.counted_at) - min(n.counted_at) >= interval '30 days' from mine n
        where n.state = 'accepted' and n.counted_at > greatest(said.reset_at, said.reacted_at, said.interest_at, said.bought_at))
        then 'cold'
      else 'unknown' end
    from said)`;
}
