import { checkRow, type ImportedContact, type ImportedFact } from "@/core/import-csv";
import { type ImportTarget, isImportTarget } from "@/core/import-field";
import { cutText } from "@/core/storable-text";
import type { Tx } from "@/db/client";
import type { ImportProblem, importJob } from "@/db/schema/import-job";
import { readDefinitions } from "@/server/services/attributes/read";
import { findKnown, toKeyed } from "@/server/services/contacts/find-known";
import { readProductKeys } from "@/server/services/imports/product-facts";
import { type CsvFile, readCsv } from "@/server/services/imports/read-csv";

type Job = typeof importJob.$inferSelect;

/** A job's file, and whom its rows up to `cursor` were about. */
interface OpenFile {
  readonly id: string;
  readonly file: CsvFile;
  cursor: number;
  readonly contactIds: Set<string>;
}

// The file of the job at work: reading 30 MB again for each of its batches would take longer than importing it.
let open: OpenFile | undefined;

/** The file of a job, and the contacts its rows before the job's cursor were about. */
export async function openFile(tx: Tx, job: Job, csv: string): Promise<OpenFile> {
  if (open?.id === job.id && open.cursor === job.cursor) return open;
  const file = open?.id === job.id ? open.file : await readCsv(csv);
  open = { id: job.id, file, cursor: job.cursor, contactIds: await contactsBefore(tx, job, file) };
  return open;
}

/** The batch is stored. */
export function moveOn(of: OpenFile, cursor: number, contactIds: readonly string[]): void {
  for (const id of contactIds) of.contactIds.add(id);
  of.cursor = cursor;
}

/** After a restart: who they were is found as the rows name them. */
async function contactsBefore(tx: Tx, job: Job, file: CsvFile): Promise<Set<string>> {
  if (job.cursor === 0) return new Set();
  const { good } = await checkRows(tx, job, file, file.rows.slice(0, job.cursor));
  const { byEmail, byExternalId } = await findKnown(tx, job.workspaceId, good.map(toKeyed));
  return new Set([...byEmail.values(), ...byExternalId.values()].map(({ id }) => id));
}

/** Rows as contacts and facts, and what is wrong with those that are none. */
export async function checkRows(tx: Tx, job: Job, file: CsvFile, rows: CsvFile["rows"]) {
  const mapping = file.columns.map((column): ImportTarget => {
    const target = job.mapping[column] ?? "skip";
    return isImportTarget(target) ? target : "skip";
  });
  const products = await readProductKeys(tx, job.workspaceId);
  const known = { productKeys: new Set(products.keys()), definitions: await readDefinitions(tx, job.workspaceId) };
  const good: ImportedContact[] = [];
  const facts: (readonly ImportedFact[])[] = [];
  const problems: ImportProblem[] = [];
  for (const { line, cells } of rows) {
    const checked = checkRow(file.columns, mapping, cells, known);
    if (checked.ok) {
      good.push({ ...checked.contact, tags: [...checked.contact.tags, ...(job.tags ?? [])] });
      facts.push(checked.facts);
    } else
      problems.push(...checked.problems.map((problem) => ({ line, ...problem, row: cutText(cells.join(", "), 500) })));
  }
  return { good, facts, problems, products };
}
