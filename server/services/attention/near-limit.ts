import { inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { CapRule, TouchFilter } from "@/core/attention/rule";
import { type RuleUsage, ruleUsage } from "@/core/attention/rule-usage";
import { DAY_MS, type EpochMs, toDate, toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { titleTouches } from "@/server/services/attention/say-touches";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { fromCursor, pageInput, toCursor } from "@/server/services/page";
import { gatherLedger } from "@/server/services/touches/gather/ledger";
import { gatherPeople, type PersonRow } from "@/server/services/touches/gather/people";
import { gatherRules, horizonOf } from "@/server/services/touches/gather/rules";

export const nearLimitInput = pageInput.extend({
  ruleId: z.string().optional(),
  /** Only those for whom nothing more may go now. */
  full: z.boolean().default(false),
});

/** One full or nearly full counter of one person. */
export interface NearLimit {
  readonly contact: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly rule: CapRule;
  /** Topic, team, sender, sequence or class the counter belongs to; "" for everything. */
  readonly of: string;
  readonly used: number;
  readonly max: number;
  readonly freesAt: Date | null;
  readonly by: readonly { readonly title: string; readonly at: Date }[];
}

/**
 * Who is at a limit now (within a gap that is a rule of its own, too), or one message away from one that allows more than one:
 * the fullest first, with what fills it and when it frees. Candidates come from the database by the size of the rule's window, what is shown is counted by core.
 */
export async function listNearLimit(args: VerbArgs<typeof nearLimitInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor, ruleId, full } = parseInput(nearLimitInput, args.input);
  const now = toEpochMs(ctx.now());
  const offset = cursor ? Number(fromCursor(cursor)[0]) : 0;
  return withWorkspace(ctx, async (tx) => {
    const rules = (await gatherRules(tx, ctx.workspaceId)).filter(
      (rule) => rule.scope.kind !== "company" && (ruleId === undefined || rule.id === ruleId),
    );
    const range = { now, full, limit, offset };
    const found =
      rules.length === 0
        ? []
        : [...(await tx.execute<{ personId: string }>(candidates(ctx.workspaceId, rules, range)))];
    const personIds = found.slice(0, limit).map((row) => row.personId);
    const items = await countExactly(tx, ctx.workspaceId, personIds, rules, { now, full });
    return { items, nextCursor: found.length > limit ? toCursor([offset + limit]) : null };
  });
}

interface Range {
  readonly now: EpochMs;
  readonly full: boolean;
}

/** People with enough messages in the widest the window can be, fullest first. */
export function candidates(
  workspaceId: string,
  rules: readonly CapRule[],
  { now, full, limit, offset }: Range & { limit: number; offset: number },
): SQL {
  const parts = rules.map((rule) => {
    const max = rule.max ?? 1; // a gap alone
    const least = Math.max(1, full ? max : max - 1);
    const counter = COUNTERS[rule.scope.kind];
    const since = toDate(toEpochMs(now - widest(rule))).toISOString();
    return sql`select t.person_id, count(*)::float8 / ${Math.max(1, max)}::int as share from touch t
      where t.workspace_id = ${workspaceId} and t.counted_at > ${since}::timestamptz
        and t.counted_at <= ${toDate(now).toISOString()}::timestamptz and t.counts and ${inCounter(rule)} and ${passes(rule.counts)}
      group by t.person_id, ${counter} having count(*) >= ${least}::int`;
  });
  return sql`select person_id as "personId" from (${sql.join(parts, sql` union all `)}) n
    group by person_id order by max(share) desc, person_id limit ${limit + 1}::int offset ${offset}::int`;
}

const COUNTERS: Record<CapRule["scope"]["kind"], SQL> = {
  everything: sql`t.workspace_id`,
  company: sql`t.workspace_id`,
  class: sql`t.class`,
  topic: sql`t.topic_id`,
  team: sql`t.team_id`,
  sender: sql`t.sender_id`,
  sequence: sql`coalesce(t.sequence_id, t.broadcast_id)`,
};

function inCounter({ scope }: CapRule): SQL {
  if (scope.kind === "everything" || scope.kind === "company") return sql`true`;
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

async function countExactly(
  tx: Tx,
  workspaceId: string,
  personIds: readonly string[],
  rules: readonly CapRule[],
  { now, full }: Range,
): Promise<NearLimit[]> {
  if (personIds.length === 0) return [];
  const people = await gatherPeople(tx, workspaceId, personIds);
  const wants = { families: [], topics: [], bodies: [] };
  const ledger = await gatherLedger(tx, workspaceId, personIds, wants, now, horizonOf(rules));
  const usages = personIds.flatMap((personId) => {
    const person = people.get(personId);
    if (!person) return [];
    return ruleUsage(rules, ledger.of(personId), person.zone.id, now)
      .filter((usage) => isNear(usage, full))
      .sort((a, b) => b.used / Math.max(1, b.max) - a.used / Math.max(1, a.max))
      .map((usage) => ({ person, usage }));
  });
  const titles = await titleTouches(
    tx,
    workspaceId,
    usages.flatMap(({ usage }) => usage.by.map(({ touchId }) => touchId)),
  );
  const contacts = await contactsOf(
    tx,
    workspaceId,
    usages.map(({ person }) => person),
  );
  return usages.flatMap(({ person, usage }) => {
    const rule = rules.find(({ id }) => id === usage.ruleId);
    const who = contacts.get(person.contactId);
    if (!rule || !who) return [];
    return [
      {
        contact: who,
        rule,
        of: usage.value,
        used: usage.used,
        max: usage.max,
        freesAt: usage.freesAt === null ? null : toDate(usage.freesAt),
        by: usage.by.map(({ touchId, at }) => ({ title: titles(touchId) ?? "a message", at: toDate(at) })),
      },
    ];
  });
}

const isNear = ({ used, max }: RuleUsage, full: boolean): boolean =>
  used >= max || (!full && max > 1 && used >= max - 1);

async function contactsOf(tx: Tx, workspaceId: string, people: readonly PersonRow[]) {
  const ids = [...new Set(people.map(({ contactId }) => contactId))];
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: contact.id, firstName: contact.firstName, lastName: contact.lastName, email: contact.email })
          .from(contact)
          .where(sql`${contact.workspaceId} = ${workspaceId} and ${inArray(contact.id, ids)}`);
  return new Map(rows.map((row) => [row.id, { id: row.id, name: nameOf(row), email: row.email }]));
}
