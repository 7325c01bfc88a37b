/*
 * Parameters of each: workspace, from, to, what rows are by ("sequence" or "team"), a team or "".
 * Reactions are those to the mails that left in the range, whenever they came: a mail of its last day has had less time.
 */

/** `seq_…`, `brd_…`, or how a message was written where it belongs to neither. */
const KEY = `case when $4::text = 'team' then coalesce(t.team_id, '') else coalesce(t.sequence_id, t.broadcast_id, t.source) end`;
const TEAM = `($5::text = '' or t.team_id = $5::text)`;

/** Index touch_by_day, alone. */
const LEFT = `t.workspace_id = $1::text and t.counted_at >= $2::timestamptz and t.counted_at < $3::timestamptz
  and t.state in ('accepted', 'unknown', 'handed_over', 'observed') and ${TEAM}`;

export const SENT = `
select ${KEY} as key, count(*)::int as sent, count(distinct t.person_id)::int as people from touch t where ${LEFT} group by 1`;

/** Each message once, by the rule that held it last in the range. Index touch_decision_holds. */
export const HELD = `
select h.key, h.reason, count(*)::int as n from (
  select distinct on (d.touch_id) ${KEY} as key,
    coalesce(d.because #>> '{because,rule,name}', d.because #>> '{because,kind}', 'held') as reason
  from touch_decision d join touch t on t.workspace_id = d.workspace_id and t.id = d.touch_id
  where d.workspace_id = $1::text and d.decision = 'hold' and d.decided_at >= $2::timestamptz and d.decided_at < $3::timestamptz and ${TEAM}
  order by d.touch_id, d.decided_at desc) h
group by 1, 2 order by 3 desc`;

/** Index touch_skipped. */
export const SKIPPED = `
select ${KEY} as key, coalesce(t.failure, 'skipped') as reason, count(*)::int as n from touch t
where t.workspace_id = $1::text and t.state = 'skipped' and t.ended_at >= $2::timestamptz and t.ended_at < $3::timestamptz and ${TEAM}
group by 1, 2 order by 3 desc`;

/** People, each once per row and kind; only what a human did. Index signal_of_touch. */
export const REACTED = `
select ${KEY} as key, s.kind, count(distinct s.person_id)::int as n
from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
where ${LEFT} and s.verdict = 'human' and s.kind in ('open', 'click', 'reply')
group by 1, 2`;

/** By the link, the preference page, or in words: people, each once per row. */
export const LEAVING = `
select key, count(distinct person_id)::int as n from (
  select ${KEY} as key, t.person_id from topic_choice c join touch t on t.workspace_id = c.workspace_id and t.id = c.touch_id
  where c.workspace_id = $1::text and c.choice = 'out' and ${LEFT}
  union
  select ${KEY}, t.person_id from suppression u join touch t on t.workspace_id = u.workspace_id and t.id = u.evidence_ref
  where u.workspace_id = $1::text and u.reason = 'unsubscribe' and ${LEFT}
  union
  select ${KEY}, t.person_id from touch t join signal s on s.workspace_id = t.workspace_id and s.touch_id = t.id
  where ${LEFT} and s.kind = 'reply' and s.name = 'unsubscribe') gone
group by 1`;

const PASSAGE_KEY = `case when $4::text = 'team' then coalesce(q.team_id, '') else e.sequence_id end`;
const PASSAGE_TEAM = `($5::text = '' or q.team_id = $5::text)`;

/** People who reached a goal, or bought while they were inside, in the range. Indexes enrollment_ended, signal_by_name. */
export const CONVERTED = `
select key, count(distinct person_id)::int as n from (
  select ${PASSAGE_KEY} as key, e.person_id
  from enrollment e join sequence q on q.workspace_id = e.workspace_id and q.id = e.sequence_id
  where e.workspace_id = $1::text and e.status = 'finished' and e.end_reason = 'goal'
    and e.ended_at >= $2::timestamptz and e.ended_at < $3::timestamptz and ${PASSAGE_TEAM}
  union
  select ${PASSAGE_KEY}, e.person_id
  from signal s join enrollment e on e.workspace_id = s.workspace_id and e.person_id = s.person_id
    and e.entered_at <= s.occurred_at and (e.ended_at is null or e.ended_at >= s.occurred_at)
  join sequence q on q.workspace_id = e.workspace_id and q.id = e.sequence_id
  where s.workspace_id = $1::text and s.kind = 'purchase' and s.verdict = 'human'
    and s.occurred_at >= $2::timestamptz and s.occurred_at < $3::timestamptz and ${PASSAGE_TEAM}) won
group by 1`;

/** How many people got one message in the range, two, three … Index touch_by_day, alone. */
export const PER_PERSON = `
select mails, count(*)::int as people from (
  select least(count(*), 10)::int as mails from touch t where ${LEFT} and ($4::text <> '') group by t.person_id) each_one
group by 1 order by 1`;
