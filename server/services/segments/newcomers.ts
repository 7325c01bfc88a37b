import { and, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Condition, conditionSchema } from "@/core/audience";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { contact } from "@/db/schema/contact";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { lockWatch, type Watched } from "@/server/services/enrollments/watched";
import { parseInput } from "@/server/services/errors";
import { conditionFilter } from "@/server/services/segments/filter";
import { checkUsable, findSegment } from "@/server/services/segments/internal";

export const segmentNewcomersInput = z.object({ id: z.string().min(1), condition: conditionSchema });

/** What becomes of those whom an edit brings into a segment that lets people into live sequences. */
export const newcomersSchema = z.enum(["stay-out", "let-in"]);

/** Who would come in by the edit alone, and into which live sequences the segment lets people. @throws NotFoundError, InvalidError */
export async function segmentNewcomers(
  args: VerbArgs<typeof segmentNewcomersInput>,
): Promise<{ people: number; sequences: string[] }> {
  const { ctx } = args;
  need(ctx, "read");
  const { id, condition } = parseInput(segmentNewcomersInput, args.input);
  checkUsable(condition);
  return withWorkspace(ctx, async (tx) => {
    const before = await findSegment(tx, ctx.workspaceId, id);
    const watches = await watchesOf(tx, ctx.workspaceId, id);
    if (watches.length === 0) return { people: 0, sequences: [] };
    const [row] = await tx
      .select({ people: count() })
      .from(contact)
      .where(await comingIn(tx, ctx, before.condition, condition));
    return { people: row?.people ?? 0, sequences: watches.map(({ name }) => name) };
  });
}

/**
 * Takes the watches of the live sequences the segment lets people into, so that nobody judges by the old condition while the new
 * one is stored, and settles whom the edit brings in: only who becomes a member by a change of their own enters, so they are
 * marked as inside already; or, let in, they are judged as soon as the edit is stored. Gives how many they are.
 */
export async function settleNewcomers(
  tx: Tx,
  ctx: ServiceContext,
  edit: { id: string; after: Condition; newcomers: z.output<typeof newcomersSchema> },
): Promise<number> {
  const { workspaceId } = ctx;
  const held = [];
  for (const watch of await watchesOf(tx, workspaceId, edit.id)) if (await lockWatch(tx, watch)) held.push(watch);
  if (held.length === 0) return 0;
  const before = await findSegment(tx, workspaceId, edit.id); // read behind the locks: another edit may just have ended
  const where = await comingIn(tx, ctx, before.condition, edit.after);
  if (edit.newcomers === "let-in")
    await writeOutbox(tx, [{ name: "contact/changed", data: { workspaceId, contactIds: null } }]);
  else
    for (const { sequenceId } of held)
      await tx.execute(sql`
        insert into trigger_mark (id, workspace_id, sequence_id, contact_id)
        select ${sequenceId} || '/' || contact.id, contact.workspace_id, ${sequenceId}, contact.id from contact where ${where}
        on conflict (workspace_id, sequence_id, contact_id) do nothing`);
  const [row] = await tx.select({ people: count() }).from(contact).where(where);
  return row?.people ?? 0;
}

/** Whom the new condition holds for and the old one did not. Who is in both and has not been judged yet enters as always. */
async function comingIn(tx: Tx, ctx: ServiceContext, before: Condition, after: Condition): Promise<SQL | undefined> {
  const [was, is] = [await conditionFilter(tx, ctx, before), await conditionFilter(tx, ctx, after)];
  return and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt), is, sql`(${was}) is not true`);
}

const watchesOf = (tx: Tx, workspaceId: string, segmentId: string) =>
  queryRows<Watched & { name: string }>(tx, WATCHES, [workspaceId, segmentId]);

const WATCHES = `
select w.id as "sequenceId", s.live_version_id as "versionId", w.kind, w.ref, s.name,
  extract(epoch from w.checked_at)::float8 * 1000 as "checkedAt", 0 as "offsetMs"
from trigger_watch w join sequence s on s.workspace_id = w.workspace_id and s.id = w.id and s.state = 'live'
where w.workspace_id = $1::text and w.kind = 'segment' and w.ref = $2::text
order by w.id`;
