import { type SQL, sql } from "drizzle-orm";
import type { CapRule, TouchFilter } from "@/core/attention/rule";
import { DAY_MS, type EpochMs, toDate, toEpochMs } from "@/core/instant";

export interface NearRange {
  readonly now: EpochMs;
  /** Only those for whom nothing more may go now. */
  readonly full: boolean;
}

/** Whose counter may be full: a person's, or a company's. */
export interface Candidate {
  readonly kind: "person" | "company";
  readonly id: string;
}

/** People with enough messages, and companies with enough people written to, in the widest the window can be; fullest first. */
export function candidates(
  workspaceId: string,
  rules: readonly CapRule[],
  { now, full, limit, offset }: NearRange & { limit: number; offset: number },
): SQL {
  const parts = rules.map((rule) => {
    const max = rule.max ?? 1; // a gap alone
    const least = Math.max(1, full ? max : max - 1);
    const counter = COUNTERS[rule.scope.kind];
    const since = toDate(toEpochMs(now - widest(rule))).toISOString();
    const ofCompany = rule.scope.kind === "company";
    const many = ofCompany ? sql`count(distinct t.person_id)` : sql`count(*)`;
    const who = ofCompany ? sql`'company' as kind, t.company_id as id` : sql`'person' as kind, t.person_id as id`;
    return sql`select ${who}, ${many}::float8 / ${Math.max(1, max)}::int as share from touch t
      where t.workspace_id = ${workspaceId} and t.counted_at > ${since}::timestamptz
        and t.counted_at <= ${toDate(now).toISOString()}::timestamptz and t.counts and ${inCounter(rule)} and ${passes(rule.counts)}
      group by ${ofCompany ? sql`t.company_id` : sql`t.person_id, ${counter}`} having ${many} >= ${least}::int`;
  });
  return sql`select kind, id from (${sql.join(parts, sql` union all `)}) n
    group by kind, id order by max(share) desc, id limit ${limit + 1}::int offset ${offset}::int`;
}

const COUNTERS: Record<CapRule["scope"]["kind"], SQL> = {
  everything: sql`t.workspace_id`,
  company: sql`t.company_id`,
  class: sql`t.class`,
  topic: sql`t.topic_id`,
  team: sql`t.team_id`,
  sender: sql`t.sender_id`,
  sequence: sql`coalesce(t.sequence_id, t.broadcast_id)`,
};

function inCounter({ scope }: CapRule): SQL {
  if (scope.kind === "everything") return sql`true`;
  if (scope.kind === "company") return sql`t.company_id is not null`;
  const fixed = scope.kind === "class" ? scope.class : scope.id;
  return fixed === null ? sql`${COUNTERS[scope.kind]} is not null` : sql`${COUNTERS[scope.kind]} = ${fixed}`;
}

function passes(filter: TouchFilter | null): SQL {
  const lists: [SQL, readonly string[] | undefined][] = [
    [sql`t.class`, filter?.classes],
    [sql`t.channel`, filter?.channels],
    [sql`t.source`, filter?.sources],
    [sql`t.topic_id`, filter?.topicIds],
    [sql`t.team_id`, filter?.teamIds],
  ];
  const parts = lists.flatMap(([column, values]) =>
    values === undefined
      ? []
      : [
          sql`${column} in (${sql.join(
            values.map((value) => sql`${value}`),
            sql`, `,
          )})`,
        ],
  );
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** Calendar windows begin in the person's zone: a day of slack covers all of them. */
function widest({ window, minGapMs }: CapRule): number {
  if (window === null) return minGapMs ?? 0;
  if (window.kind === "rolling") return window.lengthMs;
  return { day: 2 * DAY_MS, week: 8 * DAY_MS, month: 32 * DAY_MS }[window.period];
}
