import { and, asc, eq } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { sequenceCheck } from "@/db/schema/sequence-check";
import { findContact } from "@/server/services/contacts/internal";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { findSequence, lockSequence } from "@/server/services/sequences/internal";
import { checksInput, removeCheckInput, saveCheckInput } from "@/server/services/trials/schemas";

/** Tried cases that were kept, oldest first; whoever publishes runs them again. @throws NotFoundError */
export async function listChecks(args: VerbArgs<typeof checksInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(checksInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findSequence(tx, ctx.workspaceId, id);
    return tx
      .select({
        id: sequenceCheck.id,
        name: sequenceCheck.name,
        /** null: somebody who was described. */
        contactId: sequenceCheck.contactId,
        tried: sequenceCheck.tried,
        expected: sequenceCheck.expected,
        createdAt: sequenceCheck.createdAt,
      })
      .from(sequenceCheck)
      .where(and(eq(sequenceCheck.workspaceId, ctx.workspaceId), eq(sequenceCheck.sequenceId, id)))
      .orderBy(asc(sequenceCheck.createdAt), asc(sequenceCheck.id));
  });
}

/** Keeps a tried case with the way it took. @throws NotFoundError, ForbiddenError */
export async function saveCheck(args: VerbArgs<typeof saveCheckInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const input = parseInput(saveCheckInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await lockSequence(tx, ctx, input.id);
    if (input.contactId !== null) await findContact(tx, ctx.workspaceId, input.contactId);
    const id = newId("check");
    await tx.insert(sequenceCheck).values({
      id,
      workspaceId: ctx.workspaceId,
      sequenceId: input.id,
      name: input.name,
      tried: input.tried,
      expected: input.expected,
      contactId: input.contactId,
      createdBy: memberIdOf(ctx),
    });
    return { id };
  });
}

/** @throws NotFoundError, ForbiddenError (another team's) */
export async function removeCheck(args: VerbArgs<typeof removeCheckInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sequences.write");
  const { checkId } = parseInput(removeCheckInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const at = and(eq(sequenceCheck.workspaceId, ctx.workspaceId), eq(sequenceCheck.id, checkId));
    const [check] = await tx.select({ sequenceId: sequenceCheck.sequenceId }).from(sequenceCheck).where(at);
    if (!check) throw new NotFoundError("check");
    await lockSequence(tx, ctx, check.sequenceId);
    await tx.delete(sequenceCheck).where(at);
    return { ok: true };
  });
}
