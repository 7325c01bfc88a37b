import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { user } from "@/db/schema/auth";
import { contact } from "@/db/schema/contact";
import { task } from "@/db/schema/task";
import { checkOwner, findContact } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";

export const listTasksInput = z.object({
  /** A member's id; null: nobody's; left out: everybody's. */
  ownerId: z.string().nullable().optional(),
  contactId: z.string().optional(),
  open: z.boolean().default(true),
  limit: z.int().min(1).max(200).default(100),
});
export const createTaskInput = z.object({
  title: z.string().trim().min(1, "Say what is to do").max(200),
  note: z.string().trim().max(2_000).default(""),
  contactId: z.string().nullable().default(null),
  ownerId: z.string().nullable().default(null),
  dueAt: z.date().nullable().default(null),
});
export const taskIdInput = z.object({ id: z.string().min(1) });

/**
 * Open tasks by due date, those without one last; done ones newest first. A task made of a reply quotes it: that note is
 * left out for whom may not read replies.
 */
export async function listTasks(args: VerbArgs<typeof listTasksInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { ownerId, contactId, open, limit } = parseInput(listTasksInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: task.id,
        title: task.title,
        note: task.note,
        dueAt: task.dueAt,
        doneAt: task.doneAt,
        doneBy: task.doneBy,
        ownerId: task.ownerId,
        ownerName: user.name,
        enrollmentId: task.enrollmentId,
        inboundMailId: task.inboundMailId,
        createdAt: task.createdAt,
        contactId: contact.id,
        firstName: contact.firstName,
        lastName: contact.lastName,
        email: contact.email,
      })
      .from(task)
      .leftJoin(user, eq(user.id, task.ownerId))
      .leftJoin(contact, and(eq(contact.workspaceId, task.workspaceId), eq(contact.id, task.contactId)))
      .where(
        and(
          eq(task.workspaceId, ctx.workspaceId),
          open ? isNull(task.doneAt) : isNotNull(task.doneAt),
          ownerId === undefined ? undefined : ownerId === null ? isNull(task.ownerId) : eq(task.ownerId, ownerId),
          contactId === undefined ? undefined : eq(task.contactId, contactId),
        ),
      )
      .orderBy(...(open ? [asc(task.dueAt), asc(task.id)] : [desc(task.doneAt), asc(task.id)]))
      .limit(limit);
    return rows.map(({ firstName, lastName, email, contactId: id, ...row }) => ({
      ...row,
      note: row.inboundMailId === null || ctx.rights.has("replies.read") ? row.note : "",
      contact: id === null ? null : { id, name: nameOf({ firstName, lastName, email }) },
    }));
  });
}

/** @throws NotFoundError (contact), InvalidError at `ownerId` */
export async function createTask(args: VerbArgs<typeof createTaskInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "tasks.write");
  const input = parseInput(createTaskInput, args.input);
  const id = newId("task");
  await withWorkspace(ctx, async (tx) => {
    const about = input.contactId === null ? null : await findContact(tx, workspaceId, input.contactId);
    await checkOwner(tx, workspaceId, input.ownerId);
    await tx.insert(task).values({
      id,
      workspaceId,
      ...input,
      ownerId: input.ownerId ?? memberIdOf(ctx),
      personId: about?.personId ?? null,
    });
  });
  return { id };
}

/** Ticks a task off, or opens it again. @throws NotFoundError */
export async function tickTask(args: VerbArgs<typeof taskIdInput> & { done: boolean }): Promise<{ ok: true }> {
  const { ctx, done } = args;
  need(ctx, "tasks.write");
  const { id } = parseInput(taskIdInput, args.input);
  const changed = await withWorkspace(ctx, (tx) =>
    tx
      .update(task)
      .set(done ? { doneAt: ctx.now(), doneBy: memberIdOf(ctx) } : { doneAt: null, doneBy: null })
      .where(and(eq(task.workspaceId, ctx.workspaceId), eq(task.id, id)))
      .returning({ id: task.id }),
  );
  if (changed.length === 0) throw new NotFoundError("task");
  return { ok: true };
}
