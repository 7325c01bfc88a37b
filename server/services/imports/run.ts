import { and, eq } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { importJob } from "@/db/schema/import-job";
import { workspaceSetting } from "@/db/schema/workspace-setting";
import { realNow } from "@/server/clock";
import { tellContactsChanged } from "@/server/services/contacts/changed";
import { upsertContacts } from "@/server/services/contacts/upsert";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { enterSequences } from "@/server/services/enrollments/enter";
import { addLeftOut } from "@/server/services/imports/left-out";
import { checkRows, moveOn, openFile } from "@/server/services/imports/open-file";
import { noteFacts } from "@/server/services/imports/product-facts";
import { type CsvFile, countRows } from "@/server/services/imports/read-csv";
import { recordConsents } from "@/server/services/imports/record-consents";

const BATCH = 500;
const PROBLEMS_KEPT = 1_000;

type Job = typeof importJob.$inferSelect;

/**
 * Imports the next rows of a job in one transaction: contacts, consent, tags, entry into a sequence, and how far it is. A
 * crash before the commit leaves nothing of the batch, so the next call goes on exactly there.
 * @returns whether the job is over
 */
export async function runImportBatch(workspaceId: string, id: string): Promise<{ over: boolean; cursor: number }> {
  const done = await withWorkspace({ workspaceId }, async (tx) => {
    const [job] = await tx
      .select()
      .from(importJob)
      .where(and(eq(importJob.workspaceId, workspaceId), eq(importJob.id, id)))
      .for("update");
    if (!job || job.csv === null || job.state === "finished" || job.state === "failed") {
      return { over: true, cursor: job?.cursor ?? 0, stored: null };
    }
    const of = await openFile(tx, job, job.csv);
    const { file } = of;
    const ctx = await importContext(tx, workspaceId);
    const rows = file.rows.slice(job.cursor, job.cursor + BATCH);
    const done = await importRows(tx, ctx, job, file, rows, of.contactIds);
    const cursor = job.cursor + rows.length;
    const over = cursor >= file.rows.length;
    const problems = [...(job.cursor === 0 ? file.problems : []), ...done.problems];
    await tx
      .update(importJob)
      .set({
        state: over ? "finished" : "running",
        cursor,
        created: job.created + done.created,
        updated: job.updated + done.updated,
        repeated: job.repeated + done.repeated,
        consentKept: job.consentKept + done.consentKept,
        entered: job.entered + done.entered,
        leftOut: done.leftOut,
        problems: [...job.problems, ...problems].slice(0, PROBLEMS_KEPT),
        problemCount: job.problemCount + countRows(problems),
        ...(over ? { finishedAt: realNow(), csv: null } : {}),
      })
      .where(and(eq(importJob.workspaceId, workspaceId), eq(importJob.id, id)));
    return { over, cursor, stored: () => moveOn(of, cursor, done.contactIds) };
  });
  done.stored?.();
  return { over: done.over, cursor: done.cursor };
}

/** Marks a job that cannot go on; what it has imported stays, the file does not. `reason` is for people. */
export async function failImport(workspaceId: string, id: string, reason: string): Promise<void> {
  await withWorkspace({ workspaceId }, (tx) =>
    tx
      .update(importJob)
      .set({ state: "failed", failure: reason, csv: null, finishedAt: realNow() })
      .where(and(eq(importJob.workspaceId, workspaceId), eq(importJob.id, id))),
  );
}

async function importRows(
  tx: Tx,
  ctx: ServiceContext,
  job: Job,
  file: CsvFile,
  rows: CsvFile["rows"],
  before: ReadonlySet<string>,
) {
  const { workspaceId } = ctx;
  const { good, facts, problems, products } = await checkRows(tx, job, file, rows);
  const contacts = await upsertContacts(tx, workspaceId, good, "csv");
  const personIds = [...new Set(contacts.map(({ personId }) => personId))];
  const contactIds = [...new Set(contacts.map(({ contactId }) => contactId))];
  const noted = contacts.flatMap(({ personId }, index) =>
    (facts[index] ?? []).map(({ productKey, fact }) => ({ personId, productId: products.get(productKey), fact })),
  );
  await noteFacts(tx, ctx, job.id, noted);
  let consentKept = 0;
  if (personIds.length > 0) {
    ({ kept: consentKept } = await recordConsents(tx, ctx, job, personIds));
    await tellContactsChanged(tx, ctx, { contactIds, personIds });
  }
  const entries = await enterAll(tx, ctx, job, contactIds);
  const fresh = new Set(contacts.filter(({ isNew }) => isNew).map(({ contactId }) => contactId));
  const first = contactIds.filter((contactId) => !before.has(contactId)).length;
  return {
    ...{ created: fresh.size, updated: first - fresh.size, repeated: good.length - first },
    ...{ contactIds, consentKept, ...entries, problems },
  };
}

/** Into the sequence the import is for, if any; who may not enter is kept by reason. */
async function enterAll(tx: Tx, ctx: ServiceContext, job: Job, contactIds: readonly string[]) {
  const { enrollInSequenceId: sequenceId, workspaceId } = job;
  if (sequenceId === null) return { entered: 0, leftOut: job.leftOut };
  const at = toEpochMs(ctx.now());
  const requests = contactIds.map((contactId) => ({ workspaceId, sequenceId, contactId, by: "csv" as const, at }));
  return addLeftOut(job.leftOut, contactIds, await enterSequences(tx, requests));
}

async function importContext(tx: Tx, workspaceId: string): Promise<ServiceContext> {
  const [row] = await tx
    .select({ offsetMs: workspaceSetting.clockOffsetMs })
    .from(workspaceSetting)
    .where(eq(workspaceSetting.workspaceId, workspaceId));
  return systemContext({ workspaceId, name: "csv", offsetMs: row?.offsetMs ?? 0 });
}
