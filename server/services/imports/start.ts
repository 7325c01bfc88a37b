import { checkRow, type Known } from "@/core/import-csv";
import { type ImportTarget, suggestMapping } from "@/core/import-field";
import { withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { type ImportProblem, importJob } from "@/db/schema/import-job";
import { writeOutbox } from "@/server/outbox/write-outbox";
import { readDefinitions } from "@/server/services/attributes/read";
import { writeAudit } from "@/server/services/audit-log";
import { memberIdOf, need, type VerbArgs } from "@/server/services/context";
import { needBriefed } from "@/server/services/enrollments/briefed";
import { ConflictError, InvalidError, parseInput } from "@/server/services/errors";
import { readProductKeys } from "@/server/services/imports/product-facts";
import { type CsvFile, countRows, giveTurn, readCsv } from "@/server/services/imports/read-csv";
import { readImportInput, startImportInput } from "@/server/services/imports/schemas";
import { findSequence } from "@/server/services/sequences/internal";
import { checkTopic } from "@/server/services/topics/internal";

const SAMPLES = 5;
const ROWS_A_TURN = 2_000;
const SHOWN = 100;

/** What is in a file, before anything is stored: columns with samples, where each would go, and what would not import. */
export async function readImport(args: VerbArgs<typeof readImportInput>) {
  const { ctx } = args;
  need(ctx, "contacts.import");
  const { csv } = parseInput(readImportInput, args.input);
  const file = await readCsv(csv);
  needColumns(file);
  const suggested = suggestMapping(file.columns);
  const known = await withWorkspace(ctx, async (tx) => ({
    productKeys: new Set((await readProductKeys(tx, ctx.workspaceId)).keys()),
    definitions: await readDefinitions(tx, ctx.workspaceId),
  }));
  const inRows = await listProblems(file, suggested, known);
  const problems = [...file.problems, ...inRows].sort((a, b) => a.line - b.line);
  return {
    columns: file.columns.map((name, index) => ({
      name,
      suggested: suggested[index] ?? ("skip" as const),
      samples: [...new Set(file.rows.map(({ cells }) => cells[index]?.trim() ?? "").filter(Boolean))].slice(0, SAMPLES),
    })),
    rows: rowsOf(file),
    goodRows: file.rows.length - countRows(inRows),
    problemCount: countRows(problems),
    problems: problems.slice(0, SHOWN),
  };
}

/** Of rows that could be taken apart. */
async function listProblems(file: CsvFile, mapping: readonly ImportTarget[], known: Known) {
  const inRows: ImportProblem[] = [];
  for (const [index, { line, cells }] of file.rows.entries()) {
    if (index % ROWS_A_TURN === 0) await giveTurn();
    const checked = checkRow(file.columns, mapping, cells, known);
    if (checked.ok) continue;
    for (const problem of checked.problems) inRows.push({ line, ...problem, row: cells.join(", ").slice(0, 200) });
  }
  return inRows;
}

/**
 * Stores the file and starts to import it in the background, in batches: `imports.get` tells how far it is.
 * @throws InvalidError (mapping, empty file), NotFoundError (topic, sequence), ConflictError (sequence not live)
 */
export async function startImport(args: VerbArgs<typeof startImportInput>): Promise<{ id: string }> {
  const { ctx } = args;
  const { workspaceId } = ctx;
  need(ctx, "contacts.import");
  const { csv, enrollInSequenceId, ...input } = parseInput(startImportInput, args.input);
  if (enrollInSequenceId !== null) need(ctx, "enroll");
  const file = await readCsv(csv);
  needColumns(file);
  const targets = file.columns.map((column) => input.mapping[column] ?? "skip");
  checkTargets(file.columns, targets);
  const id = newId("importJob");
  await withWorkspace(ctx, async (tx) => {
    await checkTopic(tx, workspaceId, input.consent.topicId);
    if (enrollInSequenceId !== null) {
      const { state } = await findSequence(tx, workspaceId, enrollInSequenceId);
      if (state !== "live") {
        throw new ConflictError("People can only enter a live sequence", [
          { path: "enrollInSequenceId", message: "Publish this sequence first" },
        ]);
      }
      await needBriefed(tx, ctx, enrollInSequenceId, file.rows.length);
    }
    await tx.insert(importJob).values({
      id,
      workspaceId,
      csv,
      ...input,
      enrollInSequenceId,
      total: rowsOf(file),
      createdBy: memberIdOf(ctx),
    });
    await writeOutbox(tx, [{ name: "import/started", data: { workspaceId, id } }]);
    await writeAudit(tx, ctx, {
      action: "import.started",
      subjectRef: id,
      data: { rows: rowsOf(file), basis: input.consent.basis },
    });
  });
  return { id };
}

/** Also those that cannot be taken apart. */
const rowsOf = (file: CsvFile): number => file.rows.length + countRows(file.problems);

function needColumns(file: CsvFile): void {
  if (file.columns.length === 0) throw InvalidError.at("csv", "The file is empty");
  if (file.rows.length + file.problems.length === 0) {
    throw InvalidError.at("csv", "The file has a first line with column names and nothing below it");
  }
}

function checkTargets(columns: readonly string[], targets: readonly string[]): void {
  if (!targets.some((target) => target === "email" || target === "externalId" || target === "phone")) {
    throw InvalidError.at("mapping", "Say which column holds the e-mail address");
  }
  const seen = new Set<string>();
  targets.forEach((target, index) => {
    if (target === "skip") return;
    if (seen.has(target))
      throw InvalidError.at(`mapping.${columns[index] ?? ""}`, "Another column goes to this field already");
    seen.add(target);
  });
}
