import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { sender } from "@/db/schema/sender";
import { realNow } from "@/server/clock";
import { vault } from "@/server/crypto";
import { writeAudit } from "@/server/services/audit-log";
import { checkOwner } from "@/server/services/contacts/internal";
import { memberIdOf, need, needTeam, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { listSenderDomain } from "@/server/services/domains/of-sender";
import { ConflictError, InvalidError, NotFoundError, parseInput } from "@/server/services/errors";
import { given } from "@/server/services/given";
import { closeBreaker } from "@/server/services/senders/judge-senders";
import {
  createSenderInput,
  type credentialsInput,
  restoreSenderInput,
  senderIdInput,
  updateSenderInput,
} from "@/server/services/senders/schemas";
import { checkTeam } from "@/server/services/teams/internal";
import { askToLookAgain } from "@/server/services/touches/look";
import { refuseDuplicates } from "@/server/services/unique";
import { readSettings } from "@/server/services/workspaces/settings";

const addressTaken = {
  sender_address_once: () =>
    new ConflictError("There is a sender with this address", [
      { path: "address", message: "There is a sender with this address" },
    ]),
};

/** @throws ConflictError (address taken; a real transport in a workspace whose clock was moved), NotFoundError (team), InvalidError */
export async function createSender(args: VerbArgs<typeof createSenderInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "sender.write");
  const { credentials, ...columns } = parseInput(createSenderInput, args.input);
  needTeam(ctx, columns.teamId);
  if (columns.memberId !== null && columns.memberId !== memberIdOf(ctx)) need(ctx, "sender.of-others");
  const id = newId("sender");
  await refuseDuplicates(addressTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await checkTeam(tx, workspaceId, columns.teamId);
      await checkOwner(tx, workspaceId, columns.memberId);
      await listSenderDomain(tx, ctx, columns.address);
      await tx.insert(sender).values({ id, workspaceId, ...columns, ...(await toTransport(tx, ctx, id, credentials)) });
      await writeAudit(tx, ctx, { action: "sender.created", subjectRef: id });
    }),
  );
  return { id };
}

/** @throws NotFoundError, ConflictError, ForbiddenError (another team's) */
export async function updateSender(args: VerbArgs<typeof updateSenderInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "sender.write");
  const { id, credentials, ...change } = parseInput(updateSenderInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const before = await findSender(tx, workspaceId, id);
    needTeam(ctx, before.teamId);
    await checkTeam(tx, workspaceId, change.teamId);
    const transport = credentials === undefined ? {} : await toTransport(tx, ctx, id, credentials);
    await tx
      .update(sender)
      .set({ ...given(change), ...transport, updatedAt: realNow() })
      .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, id)));
    // refused for what it signed in with before (stop-senders.ts): the next mail tells
    if (credentials !== undefined && before.breakerOpenedAt !== null && before.breakerTrips === 0)
      await closeBreaker(tx, workspaceId, id, toEpochMs(ctx.now()));
    await writeAudit(tx, ctx, {
      action: "sender.updated",
      subjectRef: id,
      data: { fields: Object.keys(given(change)) },
    });
  });
  return { ok: true };
}

/** Nothing is sent from it any more; what was, keeps its name. @throws NotFoundError, ForbiddenError */
export async function archiveSender(args: VerbArgs<typeof senderIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "sender.write");
  const { id } = parseInput(senderIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const before = await findSender(tx, ctx.workspaceId, id);
    needTeam(ctx, before.teamId);
    await tx
      .update(sender)
      .set({ archivedAt: ctx.now(), credentials: null })
      .where(and(eq(sender.workspaceId, ctx.workspaceId), eq(sender.id, id)));
    await writeAudit(tx, ctx, { action: "sender.archived", subjectRef: id });
  });
  return { ok: true };
}

/**
 * Things are sent from it again, and what waits for it is judged anew. A mailbox comes back by connecting it again.
 * @throws NotFoundError, ForbiddenError, ConflictError (another sender has the address now; a mailbox that is gone), InvalidError at `credentials`
 */
export async function restoreSender(args: VerbArgs<typeof restoreSenderInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "sender.write");
  const { id, credentials } = parseInput(restoreSenderInput, args.input);
  await refuseDuplicates(addressTaken, () =>
    withWorkspace(ctx, async (tx) => {
      const before = await findSender(tx, workspaceId, id);
      needTeam(ctx, before.teamId);
      if (before.archivedAt === null) throw new ConflictError("This sender is not archived");
      if (before.transport === "mailbox") throw new ConflictError("Connect the mailbox again: it becomes this sender");
      if (credentials === undefined && before.transport !== "sandbox")
        throw InvalidError.at("credentials", "What it signed in with was forgotten: enter it again");
      const transport = credentials === undefined ? {} : await toTransport(tx, ctx, id, credentials);
      await tx
        .update(sender)
        .set({ archivedAt: null, ...transport, updatedAt: realNow() })
        .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, id)));
      await askToLookAgain(tx, workspaceId, { senderId: id }, toEpochMs(ctx.now()));
      await writeAudit(tx, ctx, { action: "sender.restored", subjectRef: id });
    }),
  );
  return { ok: true };
}

async function findSender(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(sender)
    .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, id)));
  if (!row) throw new NotFoundError("sender");
  return row;
}

/** A workspace whose clock was moved can never get a real sender (SEMANTICS §10). */
async function toTransport(tx: Tx, ctx: ServiceContext, id: string, credentials: z.output<typeof credentialsInput>) {
  if (credentials.transport === "sandbox") return { transport: "sandbox", credentials: null };
  const { clockMovedAt } = await readSettings(tx, ctx.workspaceId);
  if (clockMovedAt !== null) {
    throw new ConflictError(
      "The clock of this sandbox was moved: it can only send to the local inbox. Make a live copy of it",
    );
  }
  const place = { table: "sender", column: "credentials", rowId: id };
  return {
    transport: credentials.transport,
    credentials: vault().seal("sender", place, JSON.stringify(credentials)),
  };
}
