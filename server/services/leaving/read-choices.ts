import type { FrequencyPace } from "@/core/attention/rule";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import type { Recipient } from "@/server/services/leaving/open-door";
import { suppressionsOf } from "@/server/services/suppressions/hits";

export interface TopicOnOffer {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly on: boolean;
}

/** What a person gets now, in their own words. */
export interface Choices {
  readonly topics: readonly TopicOnOffer[];
  /** They left all marketing and sales themselves. */
  readonly left: boolean;
  /** We may not write at all (a complaint, a dead address): nothing here changes that. */
  readonly closed: boolean;
  readonly pace: FrequencyPace | null;
  readonly pausedUntil: Date | null;
}

/** The topics of the preference centre and what the person chose; a topic without a choice is on. */
export async function readChoices(tx: Tx, { workspaceId, personId, contactId }: Recipient): Promise<Choices> {
  const args = [workspaceId, personId] as const;
  const [topics, suppressions, people] = await Promise.all([
    queryRows<{ id: string; name: string; description: string; out: boolean }>(tx, TOPICS, args),
    queryRows<{ scope: string; reason: string }>(tx, SUPPRESSIONS, [workspaceId, contactId]),
    queryRows<{ frequency: FrequencyPace | null; paused: number | null }>(tx, PERSON, args),
  ]);
  const left = suppressions.some(({ scope }) => scope === "marketing_and_sales");
  const closed = suppressions.some(({ scope, reason }) => scope === "all" || reason !== "unsubscribe");
  const [who] = people;
  return {
    topics: topics.map(({ out, ...topic }) => ({ ...topic, on: !out && !left && !closed })),
    left,
    closed,
    pace: who?.frequency ?? null,
    pausedUntil: who?.paused == null ? null : new Date(who.paused),
  };
}

const TOPICS = `
select t.id, t.name, t.description, coalesce(c.choice = 'out', false) as out
from topic t
left join topic_choice c on c.workspace_id = t.workspace_id and c.topic_id = t.id and c.person_id = $2
where t.workspace_id = $1 and t.archived_at is null and t.public and t.class <> 'transactional'
order by t.name`;

const SUPPRESSIONS = `
select s.scope, s.reason from contact c cross join lateral ${suppressionsOf("c")} s where c.workspace_id = $1 and c.id = $2`;

const PERSON = `
select frequency, (extract(epoch from frequency_paused_until) * 1000)::float8 as paused
from person where workspace_id = $1 and id = $2`;
