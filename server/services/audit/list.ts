import { and, desc, eq, gte, like, lt, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { toCsv } from "@/core/csv-line";
import { type Tx, withWorkspace } from "@/db/client";
import { audit } from "@/db/schema/audit";
import { user } from "@/db/schema/auth";
import { readAuditContacts, readAuditNames } from "@/server/services/audit/subjects";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { cursorInstant, fromCursor, pageInput, toPage } from "@/server/services/page";

export const listAuditInput = pageInput.extend({
  subjectRef: z.string().max(200).optional(),
  personId: z.string().max(64).optional(),
  memberId: z.string().max(64).optional(),
  /** What it was about: `sequence`, `support`, or a whole action. */
  action: z.string().max(80).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});
export const exportAuditInput = listAuditInput.omit({ limit: true, cursor: true });

const EXPORTED = 10_000;

/** Who did what to whom, newest first. `contact`: of the person it was about, as they are called today; null once erased. */
export async function listAudit(args: VerbArgs<typeof listAuditInput>) {
  const { ctx } = args;
  need(ctx, "audit.read");
  const { limit, cursor, ...filter } = parseInput(listAuditInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = cursorInstant(at);
  const older =
    at === undefined
      ? undefined
      : or(lt(audit.createdAt, before), and(eq(audit.createdAt, before), lt(audit.id, String(id))));
  return withWorkspace(ctx, async (tx) => {
    const rows = await selectAudit(tx, and(filtered(ctx.workspaceId, filter), older), limit + 1);
    const page = toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => row,
    );
    return { ...page, items: await withSubjects(tx, ctx.workspaceId, page.items) };
  });
}

/** The same as a CSV file: the newest 10,000 rows; `isCut`: there are older ones. */
export async function exportAudit(args: VerbArgs<typeof exportAuditInput>): Promise<{ csv: string; isCut: boolean }> {
  const { ctx } = args;
  need(ctx, "audit.read");
  const filter = parseInput(exportAuditInput, args.input);
  const { found, keys } = await withWorkspace(ctx, async (tx) => {
    const all = await selectAudit(tx, filtered(ctx.workspaceId, filter), EXPORTED + 1);
    const ids = [...new Set(all.flatMap(({ apiKeyId }) => apiKeyId ?? []))];
    return { found: all, keys: await readAuditNames(tx, ctx.workspaceId, ids) };
  });
  const rows = found.slice(0, EXPORTED);
  const head = ["at", "by", "action", "subject", "person", "reason", "data"];
  const lines = rows.map((row) => [
    row.createdAt.toISOString(),
    row.memberName ?? keys.get(row.apiKeyId ?? "") ?? row.apiKeyId ?? "Heed",
    row.action,
    row.subjectRef,
    row.personId ?? "",
    row.reason ?? "",
    JSON.stringify(row.data),
  ]);
  return { csv: toCsv([head, ...lines]), isCut: found.length > EXPORTED };
}

type Filter = z.output<typeof exportAuditInput>;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function filtered(workspaceId: string, { subjectRef, personId, memberId, action, from, to }: Filter): SQL | undefined {
  return and(
    eq(audit.workspaceId, workspaceId),
    subjectRef === undefined ? undefined : eq(audit.subjectRef, subjectRef),
    personId === undefined ? undefined : eq(audit.personId, personId),
    memberId === undefined ? undefined : eq(audit.memberId, memberId),
    action === undefined ? undefined : or(eq(audit.action, action), like(audit.action, `${escapeLike(action)}.%`)),
    from === undefined ? undefined : gte(audit.createdAt, from),
    to === undefined ? undefined : lt(audit.createdAt, to),
  );
}

type Entry = Awaited<ReturnType<typeof selectAudit>>[number];

async function withSubjects(tx: Tx, workspaceId: string, entries: readonly Entry[]) {
  const contacts = await readAuditContacts(tx, workspaceId, [...new Set(entries.flatMap((one) => one.personId ?? []))]);
  const ids = entries.flatMap(({ subjectRef, apiKeyId }) => [subjectRef, apiKeyId ?? ""]);
  const names = await readAuditNames(tx, workspaceId, [...new Set(ids)]);
  return entries.map((entry) => ({
    ...entry,
    contact: entry.personId === null ? null : (contacts.get(entry.personId) ?? null),
    subjectName: names.get(entry.subjectRef) ?? null,
    apiKeyName: names.get(entry.apiKeyId ?? "") ?? null,
  }));
}

function selectAudit(tx: Tx, where: SQL | undefined, limit: number) {
  return tx
    .select({
      id: audit.id,
      action: audit.action,
      subjectRef: audit.subjectRef,
      personId: audit.personId,
      memberId: audit.memberId,
      memberName: user.name,
      apiKeyId: audit.apiKeyId,
      reason: audit.reason,
      data: audit.data,
      createdAt: audit.createdAt,
    })
    .from(audit)
    .leftJoin(user, eq(user.id, audit.memberId))
    .where(where)
    .orderBy(desc(audit.createdAt), desc(audit.id))
    .limit(limit);
}
