import { and, asc, count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { type Condition, conditionSchema } from "@/core/audience";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { contact } from "@/db/schema/contact";
import { segment } from "@/db/schema/segment";
import { realNow } from "@/server/clock";
import { writeAudit } from "@/server/services/audit-log";
import { selectItems } from "@/server/services/contacts/list";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { ConflictError, parseInput } from "@/server/services/errors";
import { conditionFilter } from "@/server/services/segments/filter";
import { needUnused } from "@/server/services/segments/in-use";
import { checkUsable, findSegment } from "@/server/services/segments/internal";
import { newcomersSchema, settleNewcomers } from "@/server/services/segments/newcomers";
import { refuseDuplicates } from "@/server/services/unique";

const name = z.string().trim().min(1, "Give the segment a name").max(120);
export const createSegmentInput = z.object({ name, condition: conditionSchema });
export const updateSegmentInput = z.object({
  id: z.string().min(1),
  name: name.optional(),
  condition: conditionSchema.optional(),
  newcomers: newcomersSchema.default("stay-out"),
});
export const segmentIdInput = z.object({ id: z.string().min(1) });
export const previewSegmentInput = z.object({ condition: conditionSchema });

const SAMPLE = 10;

const nameTaken = {
  segment_name_once: () =>
    new ConflictError("There is a segment of this name", [
      { path: "name", message: "There is a segment of this name" },
    ]),
};

/** Segments by name. How many are in one is `segments.preview` or `contacts.count`: counting them all would be slow. */
export async function listSegments({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "read");
  return withWorkspace(ctx, (tx) =>
    tx
      .select({ id: segment.id, name: segment.name, condition: segment.condition, updatedAt: segment.updatedAt })
      .from(segment)
      .where(and(eq(segment.workspaceId, ctx.workspaceId), isNull(segment.archivedAt)))
      .orderBy(asc(segment.name)),
  );
}

/** One segment with how many are in it now. @throws NotFoundError */
export async function getSegment(args: VerbArgs<typeof segmentIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(segmentIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const row = await findSegment(tx, ctx.workspaceId, id);
    return {
      id,
      name: row.name,
      condition: row.condition,
      updatedAt: row.updatedAt,
      archivedAt: row.archivedAt,
      count: await countWhere(tx, ctx, row.condition),
    };
  });
}

/** Whom a condition would hold for: how many, and the newest ten. @throws InvalidError below `condition` */
export async function previewSegment(args: VerbArgs<typeof previewSegmentInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { condition } = parseInput(previewSegmentInput, args.input);
  checkUsable(condition);
  return withWorkspace(ctx, async (tx) => ({
    count: await countWhere(tx, ctx, condition),
    sample: await selectItems(tx, await living(tx, ctx, condition), SAMPLE),
  }));
}

/** @throws ConflictError at `name`, InvalidError below `condition` */
export async function createSegment(args: VerbArgs<typeof createSegmentInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "segments.write");
  const input = parseInput(createSegmentInput, args.input);
  checkUsable(input.condition);
  const id = newId("segment");
  await refuseDuplicates(nameTaken, () =>
    withWorkspace(ctx, (tx) => tx.insert(segment).values({ id, workspaceId: ctx.workspaceId, ...input })),
  );
  return { id };
}

/**
 * Renames a segment or changes whom it means. Whom the edit itself brings in does not enter the live sequences it lets people
 * into, unless `newcomers` lets them in; `people` says how many they are.
 * @throws NotFoundError, ConflictError at `name`, InvalidError below `condition`
 */
export async function updateSegment(args: VerbArgs<typeof updateSegmentInput>): Promise<{ people: number }> {
  const { ctx } = args;
  need(ctx, "segments.write");
  const input = parseInput(updateSegmentInput, args.input);
  if (input.condition !== undefined) checkUsable(input.condition);
  return refuseDuplicates(nameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const before = await findSegment(tx, ctx.workspaceId, input.id);
      const { id, newcomers } = input;
      const after = input.condition;
      const people = after === undefined ? 0 : await settleNewcomers(tx, ctx, { id, after, newcomers });
      await tx
        .update(segment)
        .set({
          name: input.name ?? before.name,
          condition: input.condition ?? before.condition,
          checkedAt: null,
          updatedAt: realNow(),
        })
        .where(and(eq(segment.workspaceId, ctx.workspaceId), eq(segment.id, id)));
      if (after !== undefined)
        await writeAudit(tx, ctx, { action: "segment.changed", subjectRef: id, data: { people, newcomers } });
      return { people };
    }),
  );
}

/** @throws NotFoundError, ConflictError while a sequence or a broadcast asks about it */
export async function archiveSegment(args: VerbArgs<typeof segmentIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "segments.write");
  const { id } = parseInput(segmentIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    await findSegment(tx, ctx.workspaceId, id);
    await needUnused(tx, ctx.workspaceId, id);
    await tx
      .update(segment)
      .set({ archivedAt: ctx.now() })
      .where(and(eq(segment.workspaceId, ctx.workspaceId), eq(segment.id, id)));
  });
  return { ok: true };
}

const living = async (tx: Tx, ctx: ServiceContext, condition: Condition) =>
  and(eq(contact.workspaceId, ctx.workspaceId), isNull(contact.archivedAt), await conditionFilter(tx, ctx, condition));

async function countWhere(tx: Tx, ctx: ServiceContext, condition: Condition): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(contact)
    .where(await living(tx, ctx, condition));
  return row?.count ?? 0;
}
