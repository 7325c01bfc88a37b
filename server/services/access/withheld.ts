import type { PersonFile } from "@/server/services/access/collect";

/** Where a person's own words stand: columns of a subject, of all its rows or of those that `of` picks. */
interface Words {
  readonly subject: string;
  readonly columns: readonly string[];
  readonly of?: (row: Readonly<Record<string, unknown>>) => boolean;
}

const WORDS: readonly Words[] = [
  { subject: "mailFromThem", columns: ["new_text", "text", "html", "raw", "raw_base64", "evidence"] },
  // a task made of a reply quotes it
  { subject: "tasks", columns: ["note"], of: (row) => row.inbound_mail_id !== undefined },
  // what a reply said about a mail
  { subject: "whatBecameOfMessages", columns: ["detail"], of: (row) => row.source === "reply" },
];

/** The file for a member who may not read what people wrote: without their words, and saying so. */
export function withoutWords(file: PersonFile): PersonFile {
  const told: Record<string, PersonFile[string]> = { ...file };
  const leftOut: Record<string, unknown>[] = [];
  for (const { subject, columns, of } of WORDS) {
    const rows = file[subject] ?? [];
    const concerned = rows.filter((row) => (of?.(row) ?? true) && columns.some((column) => column in row));
    if (concerned.length === 0) continue;
    told[subject] = rows.map((row) => (concerned.includes(row) ? without(row, columns) : row));
    leftOut.push({ from: subject, columns, rows: concerned.length, because: "Reading replies is a right of its own" });
  }
  return leftOut.length === 0 ? told : { ...told, leftOut };
}

const without = (row: Readonly<Record<string, unknown>>, columns: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));
