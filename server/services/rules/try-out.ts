import { z } from "zod";
import type { CapRule } from "@/core/attention/rule";
import { whatIf } from "@/core/attention/what-if";
import { whatIfCompany } from "@/core/attention/what-if-company";
import type { NoteWhatIf } from "@/core/attention/what-if-tally";
import { addMs, DAY_MS, type EpochMs, toDate, toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { titleTouches } from "@/server/services/attention/say-touches";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { type Past, type PastOf, pastOf, readPast } from "@/server/services/rules/past-claims";
import { ruleFields, toRule } from "@/server/services/rules/to-rule";

/** How far back a changed rule is tried (SEMANTICS §1). */
export const TRY_DAYS = 90;
/**
 * How many are looked at in one call: a second or so, so that whoever asks sees it move and can stop. And how many in one
 * statement: while one page is judged here, the database reads the next.
 */
const SIZES: Record<PastOf, { call: number; page: number }> = {
  person: { call: 4_000, page: 1_000 },
  company: { call: 800, page: 200 },
};
const EXAMPLES = 4;

export const tryRuleInput = z.object({
  rule: ruleFields,
  /** Where the call before ended; null starts. */
  after: z.string().nullable().default(null),
});

/** Messages that would have been changed, by the id of who sends. */
export type Changed = Readonly<Record<string, { readonly held: number; readonly skipped: number }>>;

/** The tally of one batch: those who ask add them up until `next` is null. */
export interface TriedBatch {
  readonly judged: number;
  readonly held: number;
  readonly skipped: number;
  readonly delayMs: number;
  /** Of whom at least one message would have been held or skipped. */
  readonly people: number;
  /** "" is no team, no sequence. */
  readonly byTeam: Changed;
  readonly bySequence: Changed;
  readonly examples: readonly TriedExample[];
  /** People looked at, or companies for a rule over these. */
  readonly done: number;
  /** All of them in the workspace, for the progress. */
  readonly total: number;
  readonly next: string | null;
}

export interface TriedExample {
  readonly contact: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly sentAt: Date;
  readonly verdict: "held" | "skipped";
  readonly delayMs: number;
}

/**
 * Plays a rule that is not saved yet over what was sent in the last 90 days, some thousand people (or hundred companies) a call: how many messages
 * that rule alone would have held or skipped, whose, and some examples. Changes nothing.
 * @throws InvalidError with paths below `rule`
 */
export async function tryRule(args: VerbArgs<typeof tryRuleInput>): Promise<TriedBatch> {
  const { ctx } = args;
  need(ctx, "rules.write");
  const input = parseInput(tryRuleInput, args.input);
  const rule = toRule(input.rule, "tried", 1);
  return withWorkspace(ctx, async (tx) => {
    const batch = await tryBatch(tx, ctx.workspaceId, rule, toEpochMs(ctx.now()), input.after);
    const [row] = await queryRows<{ n: number }>(tx, TOTALS[pastOf(rule)], [ctx.workspaceId]);
    return { ...batch, total: row?.n ?? 0, examples: await toExamples(tx, ctx, batch.examples) };
  });
}

interface Noted {
  readonly personId: string;
  readonly at: EpochMs;
  readonly verdict: "held" | "skipped";
  readonly delayMs: number;
}

/** One batch, without names: also what the benchmark measures. */
export async function tryBatch(tx: AnyTx, workspaceId: string, rule: CapRule, now: EpochMs, after: string | null) {
  const sizes = SIZES[pastOf(rule)];
  const since = addMs(now, -TRY_DAYS * DAY_MS);
  const reach = Math.max(rule.minGapMs ?? 0, rule.window?.kind === "rolling" ? rule.window.lengthMs : 32 * DAY_MS);
  const sum = { judged: 0, held: 0, skipped: 0, delayMs: 0, people: 0 };
  const byTeam: Tallies = new Map();
  const bySequence: Tallies = new Map();
  const examples: Noted[] = [];
  const ofCompany = pastOf(rule) === "company";
  const judge = ({ zone, touches }: Past): void => {
    const changed = new Set<string>();
    const note: NoteWhatIf<Past["touches"][number]> = ({ personId, at, teamId, sequenceId }, verdict, delayMs) => {
      count(byTeam, teamId ?? "", verdict);
      count(bySequence, sequenceId ?? "", verdict);
      if (examples.length < EXAMPLES && !changed.has(personId)) examples.push({ personId, at, verdict, delayMs });
      changed.add(personId);
    };
    const tally = ofCompany
      ? whatIfCompany(rule, touches, zone, since, note)
      : whatIf(rule, touches, zone, since, note);
    sum.judged += tally.judged;
    sum.held += tally.held;
    sum.skipped += tally.skipped;
    sum.delayMs += tally.delayMs;
    sum.people += changed.size;
  };
  const from = addMs(since, -reach);
  const read = (last: string | null) => readPast(tx, workspaceId, rule, { after: last, limit: sizes.page, from });
  let page = await read(after);
  let done = page.count;
  for (;;) {
    const more = page.count === sizes.page && done < sizes.call;
    const [following] = await Promise.all([
      more ? read(page.last) : null,
      Promise.resolve(page.pasts).then((pasts) => pasts.forEach(judge)),
    ]);
    if (following === null) break;
    page = following;
    done += page.count;
  }
  const changed = { byTeam: Object.fromEntries(byTeam), bySequence: Object.fromEntries(bySequence) };
  return { ...sum, ...changed, examples, done, next: page.count === sizes.page ? page.last : null };
}

type Tallies = Map<string, { held: number; skipped: number }>;

function count(of: Tallies, key: string, verdict: "held" | "skipped"): void {
  const known = of.get(key) ?? { held: 0, skipped: 0 };
  if (known.held + known.skipped === 0) of.set(key, known);
  known[verdict] += 1;
}

async function toExamples(tx: Tx, ctx: ServiceContext, noted: readonly Noted[]): Promise<TriedExample[]> {
  if (noted.length === 0) return [];
  const rows = await queryRows<{
    person_id: string;
    at: number;
    touch_id: string;
    contact_id: string;
    first_name: string | null;
    last_name: string | null;
    email: string | null;
  }>(tx, EXAMPLE_ROWS, [
    ctx.workspaceId,
    JSON.stringify(noted.map(({ personId, at }) => ({ person_id: personId, at: toDate(at).toISOString() }))),
  ]);
  const titles = await titleTouches(
    tx,
    ctx.workspaceId,
    rows.map((row) => row.touch_id),
  );
  return noted.flatMap((one) => {
    const row = rows.find(({ person_id, at }) => person_id === one.personId && Math.abs(at - one.at) < 1_000);
    if (!row) return [];
    const name = nameOf({ firstName: row.first_name, lastName: row.last_name, email: row.email });
    return [
      {
        contact: { id: row.contact_id, name },
        title: titles(row.touch_id) ?? "a message",
        sentAt: toDate(one.at),
        verdict: one.verdict,
        delayMs: one.delayMs,
      },
    ];
  });
}

const TOTALS: Record<PastOf, string> = {
  person: "select count(*)::int as n from person where workspace_id = $1::text",
  company: "select count(*)::int as n from company where workspace_id = $1::text",
};

const EXAMPLE_ROWS = `
select t.person_id, date_part('epoch', t.counted_at) * 1000 as at, t.id as touch_id, c.id as contact_id, c.first_name,
  c.last_name, c.email
from jsonb_to_recordset($2::text::jsonb) as r(person_id text, at timestamptz)
join touch t on t.workspace_id = $1::text and t.person_id = r.person_id
  and t.counted_at between r.at - interval '1 millisecond' and r.at + interval '1 millisecond'
join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id`;
