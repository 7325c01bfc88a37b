import { and, asc, gt, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Explanation } from "@/core/attention/decision";
import type { TouchOverride } from "@/core/attention/touch";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { touch } from "@/db/schema/touch";
import { heldFilterInput, heldWhere } from "@/server/services/attention/held-filter";
import { writeAudits } from "@/server/services/audit-log";
import { memberIdOf, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { oweWakes } from "@/server/services/enrollments/wake";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { reopenAnswered } from "@/server/services/replies/lost-answers";
import { lockPeople } from "@/server/services/touches/gather/people";
import { lookAgain } from "@/server/services/touches/look";

/** In one transaction at most; a caller with more goes on from `next`. */
const SET = 500;

export const actOnHeldInput = z.object({
  /** These messages; or all that a filter leaves. */
  which: z.union([
    z.object({ ids: z.array(z.string().min(1)).min(1).max(SET) }),
    z.object({ filter: heldFilterInput, after: z.string().nullable().default(null) }),
  ]),
  reason: z.string().trim().min(1, "Say why: it is kept in the audit log").max(300),
});

/** What came of one set. `next`: where to go on when more is left; null at the end. */
export interface ActedOnHeld {
  readonly done: number;
  /** Not held any more, or held by something no right can lift. */
  readonly left: number;
  readonly next: string | null;
}

/**
 * Lets held messages go early: they leave as soon as their person is judged again, before all others, and still count. What
 * the person chose, the law and a pause are not overruled: those stay held. @throws ForbiddenError, NotFoundError
 */
export async function letGo(args: VerbArgs<typeof actOnHeldInput>): Promise<ActedOnHeld> {
  return act(args, "hold.let-go", async (tx, ctx, rows, reason) => {
    const override: TouchOverride = { memberId: memberIdOf(ctx) ?? "system", reason, at: toEpochMs(ctx.now()) };
    const ids = rows.filter(({ liftable }) => liftable).map(({ id }) => id);
    return queryRows<{ id: string }>(tx, LET_GO, [ctx.workspaceId, ids, JSON.stringify(override)]);
  });
}

/**
 * Takes held messages out of the line for good: they are skipped, and whoever waits behind them in a sequence goes on by the
 * step's "skipped" outcome. @throws ForbiddenError, NotFoundError
 */
export async function cancelHeld(args: VerbArgs<typeof actOnHeldInput>): Promise<ActedOnHeld> {
  return act(args, "hold.cancelled", async (tx, ctx, rows, reason) => {
    const { workspaceId } = ctx;
    const at = toEpochMs(ctx.now());
    const because = { kind: "cancelled" as const, memberId: memberIdOf(ctx) ?? "system", reason, at };
    const set = rows.map((row) => ({ id: row.id, decision: newId("decision"), because: explained(row, because) }));
    const done = await queryRows<{ id: string }>(tx, CANCEL, [
      workspaceId,
      JSON.stringify(set),
      new Date(at).toISOString(),
    ]);
    const gone = new Set(done.map(({ id }) => id));
    await oweWakes(
      tx,
      rows.flatMap(({ id, enrollmentId }) =>
        enrollmentId !== null && gone.has(id) ? [{ workspaceId, enrollmentId, cause: "touch" as const, ref: id }] : [],
      ),
    );
    await reopenAnswered(tx, workspaceId, [...gone], at);
    return done;
  });
}

interface HeldRow {
  readonly id: string;
  readonly personId: string;
  readonly enrollmentId: string | null;
  readonly because: Explanation | null;
  readonly liftable: boolean;
}

type Change = (tx: Tx, ctx: ServiceContext, rows: readonly HeldRow[], reason: string) => Promise<{ id: string }[]>;

/** One set: chosen, its people locked in the order every lock is taken in, changed, audited one by one, looked at again. */
async function act(args: VerbArgs<typeof actOnHeldInput>, action: string, change: Change): Promise<ActedOnHeld> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "hold.override");
  const { which, reason } = parseInput(actOnHeldInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const rows = await selectHeld(tx, workspaceId, which);
    if ("ids" in which && rows.length === 0) throw new NotFoundError("held message");
    const personIds = [...new Set(rows.map(({ personId }) => personId))];
    await lockPeople(tx, workspaceId, personIds);
    const done = await change(tx, ctx, rows, reason);
    const ids = new Set(done.map(({ id }) => id));
    const changed = rows.filter(({ id }) => ids.has(id));
    await writeAudits(
      tx,
      ctx,
      changed.map(({ id, personId }) => ({ action, subjectRef: id, personId, reason })),
    );
    await lookAgain(tx, workspaceId, [...new Set(changed.map(({ personId }) => personId))], toEpochMs(ctx.now()));
    const asked = "ids" in which ? new Set(which.ids).size : rows.length;
    const last = rows.at(-1)?.id ?? null;
    return {
      done: changed.length,
      left: asked - changed.length,
      next: "filter" in which && rows.length === SET ? last : null,
    };
  });
}

async function selectHeld(tx: Tx, workspaceId: string, which: z.output<typeof actOnHeldInput>["which"]) {
  const rows = await tx
    .select({ id: touch.id, personId: touch.personId, enrollmentId: touch.enrollmentId, because: touch.because })
    .from(touch)
    .where(
      "ids" in which
        ? and(heldWhere(workspaceId, {}), inArray(touch.id, which.ids))
        : and(heldWhere(workspaceId, which.filter), which.after === null ? undefined : gt(touch.id, which.after)),
    )
    .orderBy(asc(touch.id))
    .limit(SET);
  return rows.map((row): HeldRow => {
    const override = row.because?.override;
    const liftable = override === undefined || (override.kind === "right" && override.right === "override_hold");
    return { ...row, liftable };
  });
}

/** The explanation of a cancelled message: who and why, on the person's clock as before. */
function explained(row: HeldRow, because: Extract<Explanation["because"], { kind: "cancelled" }>): Explanation {
  return {
    v: 1,
    at: because.at,
    zone: row.because?.zone ?? { id: "UTC", source: "workspace" },
    because,
    also: [],
    counters: row.because?.counters ?? [],
    next: { kind: "continues" },
    override: { kind: "nobody", because: "gone" },
  };
}

const LET_GO = `
update touch set override = $3::text::jsonb, updated_at = now()
where workspace_id = $1::text and id = any($2::text[]) and state = 'held'
returning id`;

const CANCEL = `
with r as (
  select * from jsonb_to_recordset($2::text::jsonb) as r(id text, decision text, because jsonb)
), gone as (
  update touch t
  set state = 'skipped', failure = 'cancelled', because = r.because, binding_rule_id = null, held_until = null,
    decided_at = $3::timestamptz, ended_at = $3::timestamptz, updated_at = now()
  from r where t.workspace_id = $1::text and t.id = r.id and t.state = 'held'
  returning t.id, r.decision, r.because
), trail as (
  insert into touch_decision (id, workspace_id, touch_id, decision, because, decided_at)
  select decision, $1::text, id, 'skip', because, $3::timestamptz from gone)
select id from gone`;
