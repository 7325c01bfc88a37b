import { and, desc, eq, gte, like, lt, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { type AuditNameOf, auditRefs, sayAbout } from "@/core/audit-about";
import { toCsv } from "@/core/csv-line";
import { type Tx, withWorkspace } from "@/db/client";
import { audit } from "@/db/schema/audit";
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

/** Who did what to whom, newest first, and in words what it was. `contact`: of the person it was about, as they are called today; null once erased. */
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
  const { found, nameOf } = await withWorkspace(ctx, async (tx) => {
    const all = await selectAudit(tx, filtered(ctx.workspaceId, filter), EXPORTED + 1);
    return { found: all, nameOf: await readAuditNames(tx, ctx.workspaceId, all.flatMap(refsOf)) };
  });
  const rows = found.slice(0, EXPORTED);
  const head = ["at", "by", "action", "subject", "about", "person", "reason", "data"];
  const lines = rows.map((row) => [
    row.createdAt.toISOString(),
    sayBy(row, nameOf),
    row.action,
    row.subjectRef,
    sayAbout(row, nameOf),
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
  const nameOf = await readAuditNames(tx, workspaceId, entries.flatMap(refsOf));
  return entries.map((entry) => ({
    ...entry,
    contact: entry.personId === null ? null : (contacts.get(entry.personId) ?? null),
    by: sayBy(entry, nameOf),
    about: sayAbout(entry, nameOf),
  }));
}

const refsOf = (entry: Entry): string[] => [
  ...auditRefs(entry),
  ...[entry.memberId, entry.apiKeyId].filter((id) => id !== null),
];

/** Who did it; a colleague who left is known by the entry that says so. */
function sayBy({ memberId, apiKeyId }: Entry, nameOf: AuditNameOf): string {
  if (memberId !== null) return nameOf(memberId) ?? "A former member";
  return apiKeyId === null ? "Heed" : `The key ${nameOf(apiKeyId) ?? "that is gone"}`;
}

function selectAudit(tx: Tx, where: SQL | undefined, limit: number) {
  return tx
    .select({
      id: audit.id,
      action: audit.action,
      subjectRef: audit.subjectRef,
      personId: audit.personId,
      memberId: audit.memberId,
      apiKeyId: audit.apiKeyId,
      reason: audit.reason,
      data: audit.data,
      createdAt: audit.createdAt,
    })
    .from(audit)
    .where(where)
    .orderBy(desc(audit.createdAt), desc(audit.id))
    .limit(limit);
}
