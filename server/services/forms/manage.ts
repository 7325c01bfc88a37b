import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { addMs, DAY_MS, toDate, toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { form } from "@/db/schema/form";
import { sender } from "@/db/schema/sender";
import { topic } from "@/db/schema/topic";
import { env } from "@/server/env";
import { writeAudit } from "@/server/services/audit-log";
import { need, type VerbArgs } from "@/server/services/context";
import { ConflictError, NotFoundError, parseInput } from "@/server/services/errors";
import { createFormInput, formIdInput, listFormsInput, updateFormInput } from "@/server/services/forms/schemas";
import { given } from "@/server/services/given";
import { refuseDuplicates } from "@/server/services/unique";

const nameTaken = {
  form_name_once: () =>
    new ConflictError("There is a form with this name", [{ path: "name", message: "There is a form with this name" }]),
};

const OF_FORM = sql`e.workspace_id = form.workspace_id and e.form_id = form.id`;

/**
 * Forms that are not archived, by name, with how many asked in the last `days` (null: ever), also those who never confirmed,
 * and how many of them confirmed. `url` is the page people fill in.
 */
export async function listForms(args: VerbArgs<typeof listFormsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { days } = parseInput(listFormsInput, args.input);
  const since = days === null ? new Date(0) : toDate(addMs(toEpochMs(ctx.now()), -days * DAY_MS));
  const from = since.toISOString();
  const rows = await withWorkspace(ctx, (tx) =>
    tx
      .select({
        id: form.id,
        name: form.name,
        title: form.title,
        intro: form.intro,
        wording: form.wording,
        button: form.button,
        topicIds: form.topicIds,
        askName: form.askName,
        senderId: form.senderId,
        mailSubject: form.mailSubject,
        mailText: form.mailText,
        asked: sql<number>`((select count(*) from form_entry e where ${OF_FORM} and e.requested_at > ${from}::timestamptz)
          + (select coalesce(sum(e.lapsed), 0) from form_lapse e where ${OF_FORM} and e.day >= (${from}::timestamptz at time zone 'UTC')::date))::int`,
        confirmed: sql<number>`(select count(*)::int from form_entry e where ${OF_FORM} and e.requested_at > ${from}::timestamptz and e.confirmed_at is not null)`,
      })
      .from(form)
      .where(and(eq(form.workspaceId, ctx.workspaceId), isNull(form.archivedAt)))
      .orderBy(asc(form.name)),
  );
  return rows.map((row) => ({ ...row, url: `${env().APP_URL}/f/${row.id}` }));
}

/** @throws ConflictError at `name`, NotFoundError for a sender or topic that is gone */
export async function createForm(args: VerbArgs<typeof createFormInput>): Promise<{ id: string }> {
  const { ctx } = args;
  need(ctx, "topics.write");
  const input = parseInput(createFormInput, args.input);
  const id = newId("form");
  await refuseDuplicates(nameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await checkRefs(tx, ctx.workspaceId, input);
      await tx.insert(form).values({ id, workspaceId: ctx.workspaceId, ...input });
      await writeAudit(tx, ctx, { action: "form.created", subjectRef: id });
    }),
  );
  return { id };
}

/** Consents that were given keep the words they were given to. @throws NotFoundError, ConflictError */
export async function updateForm(args: VerbArgs<typeof updateFormInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "topics.write");
  const { id, ...change } = parseInput(updateFormInput, args.input);
  await refuseDuplicates(nameTaken, () =>
    withWorkspace(ctx, async (tx) => {
      await checkRefs(tx, ctx.workspaceId, change);
      const changed = await tx
        .update(form)
        .set({ ...given(change), updatedAt: new Date() })
        .where(and(eq(form.workspaceId, ctx.workspaceId), eq(form.id, id), isNull(form.archivedAt)))
        .returning({ id: form.id });
      if (changed.length === 0) throw new NotFoundError("form");
      await writeAudit(tx, ctx, { action: "form.updated", subjectRef: id });
    }),
  );
  return { ok: true };
}

/** The page says that it is closed; links that were mailed still confirm. @throws NotFoundError */
export async function archiveForm(args: VerbArgs<typeof formIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "topics.write");
  const { id } = parseInput(formIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const gone = await tx
      .update(form)
      .set({ archivedAt: ctx.now() })
      .where(and(eq(form.workspaceId, ctx.workspaceId), eq(form.id, id), isNull(form.archivedAt)))
      .returning({ id: form.id });
    if (gone.length === 0) throw new NotFoundError("form");
    await writeAudit(tx, ctx, { action: "form.archived", subjectRef: id });
  });
  return { ok: true };
}

async function checkRefs(
  tx: Tx,
  workspaceId: string,
  { senderId, topicIds }: { senderId?: string | undefined; topicIds?: string[] | undefined },
): Promise<void> {
  if (senderId !== undefined) {
    const [row] = await tx
      .select({ id: sender.id })
      .from(sender)
      .where(and(eq(sender.workspaceId, workspaceId), eq(sender.id, senderId), isNull(sender.archivedAt)));
    if (!row) throw new NotFoundError("sender");
  }
  if (topicIds !== undefined && topicIds.length > 0) {
    const rows = await tx
      .select({ id: topic.id })
      .from(topic)
      .where(and(eq(topic.workspaceId, workspaceId), inArray(topic.id, topicIds), isNull(topic.archivedAt)));
    if (rows.length !== new Set(topicIds).size) throw new NotFoundError("topic");
  }
}
