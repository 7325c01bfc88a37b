import { and, desc, eq, lt, or } from "drizzle-orm";
import { withWorkspace } from "@/db/client";
import { user } from "@/db/schema/auth";
import { importJob } from "@/db/schema/import-job";
import { need, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { importIdInput, listImportsInput } from "@/server/services/imports/schemas";
import { cursorInstant, fromCursor, toPage } from "@/server/services/page";

const columns = {
  id: importJob.id,
  fileName: importJob.fileName,
  state: importJob.state,
  /** Rows in all (created, updated, repeated and problems together once it is over), and read so far of those that can be. */
  total: importJob.total,
  cursor: importJob.cursor,
  created: importJob.created,
  updated: importJob.updated,
  /** Rows about somebody an earlier row was about. */
  repeated: importJob.repeated,
  consentKept: importJob.consentKept,
  entered: importJob.entered,
  problemCount: importJob.problemCount,
  failure: importJob.failure,
  consent: importJob.consent,
  tags: importJob.tags,
  enrollInSequenceId: importJob.enrollInSequenceId,
  createdBy: user.name,
  createdAt: importJob.createdAt,
  finishedAt: importJob.finishedAt,
};

/** Imports, newest first. */
export async function listImports(args: VerbArgs<typeof listImportsInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { limit, cursor } = parseInput(listImportsInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = cursorInstant(at);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select(columns)
      .from(importJob)
      .leftJoin(user, eq(user.id, importJob.createdBy))
      .where(
        and(
          eq(importJob.workspaceId, ctx.workspaceId),
          at === undefined
            ? undefined
            : or(lt(importJob.createdAt, before), and(eq(importJob.createdAt, before), lt(importJob.id, String(id)))),
        ),
      )
      .orderBy(desc(importJob.createdAt), desc(importJob.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.createdAt.getTime(), row.id],
      (row) => row,
    );
  });
}

/** How far an import is, and the first thousand rows that could not be imported, each with line and cause. @throws NotFoundError */
export async function getImport(args: VerbArgs<typeof importIdInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { id } = parseInput(importIdInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({
        ...columns,
        problems: importJob.problems,
        mapping: importJob.mapping,
        leftOut: importJob.leftOut,
      })
      .from(importJob)
      .leftJoin(user, eq(user.id, importJob.createdBy))
      .where(and(eq(importJob.workspaceId, ctx.workspaceId), eq(importJob.id, id)));
    if (!row) throw new NotFoundError("import");
    // how many for each reason; who they are is asked for by `leftOut`
    const leftOut = Object.entries(row.leftOut).map(([reason, { count }]) => [reason, { count }] as const);
    return { ...row, problems: row.problems.toSorted((a, b) => a.line - b.line), leftOut: Object.fromEntries(leftOut) };
  });
}
