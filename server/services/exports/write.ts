import { toCsvLine } from "@/core/csv-line";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext } from "@/server/services/context";
import { type ExportKind, exportTables } from "@/server/services/exports/tables";

const SET = 1_000;

/**
 * Everything of one kind as CSV (RFC 4180, UTF-8 with a mark that spreadsheets know it by), in pieces of a thousand rows: a
 * million contacts need no more memory than a thousand. Who asked is audited before the first row leaves.
 * @throws ForbiddenError
 */
export async function startExport(ctx: ServiceContext, kind: ExportKind): Promise<AsyncGenerator<string>> {
  for (const right of exportTables[kind].rights) need(ctx, right);
  await withWorkspace(ctx, (tx) =>
    writeAudit(tx, ctx, { action: "data.exported", subjectRef: ctx.workspaceId, data: { kind } }),
  );
  return writeRows(ctx, kind);
}

async function* writeRows(ctx: ServiceContext, kind: ExportKind): AsyncGenerator<string> {
  const { columns, sql } = exportTables[kind];
  yield `\uFEFF${toCsvLine(columns)}\r\n`;
  for (let last = ""; ; ) {
    const rows = await withWorkspace(ctx, (tx) =>
      queryRows<Record<string, string | null>>(tx, sql, [ctx.workspaceId, last, SET]),
    );
    if (rows.length === 0) return;
    yield rows.map((row) => `${toCsvLine(columns.map((column) => row[column]))}\r\n`).join("");
    last = rows.at(-1)?.id ?? last;
    if (rows.length < SET) return;
  }
}
