import { CsvError, parse } from "csv-parse/sync";
import { cutText } from "@/core/storable-text";

export interface CsvRow {
  /** Line of the file it starts at; the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvProblem {
  readonly line: number;
  readonly cause: string;
  readonly row: string;
}

export interface CsvFile {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Lines that could not be read as a row; the rows around them were. */
  readonly problems: readonly CsvProblem[];
}

const MAX_ROW = 200_000;

/**
 * Reads a CSV (RFC 4180; comma, semicolon, tab or bar, whichever the first line has most of). A row that is broken is set
 * aside with its line, and reading goes on at the next line: a quote that is never closed does not swallow the rest.
 */
export function readCsv(text: string): CsvFile {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const delimiter = findDelimiter(lines.find((line) => line.trim() !== "") ?? "");
  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  for (let from = 0; from < lines.length; ) {
    const { read, failure } = readFrom(lines, from, delimiter);
    rows.push(...read);
    if (failure === null) break;
    problems.push({ line: failure.line, cause: failure.cause, row: cutText(lines[failure.line - 1] ?? "", 500) });
    from = failure.line;
  }
  const [head, ...rest] = rows;
  return { columns: nameColumns(head?.cells ?? []), rows: rest, problems };
}

/** Reads until the end or the first broken row. */
function readFrom(lines: readonly string[], from: number, delimiter: string) {
  const read: CsvRow[] = [];
  let next = from; // index of the line the next row starts at
  try {
    parse(lines.slice(from).join("\n"), {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      max_record_size: MAX_ROW,
      on_record: (cells: string[], { lines: end }) => {
        const start = next;
        next = from + end;
        if (cells.length > 1 || cells[0]?.trim() !== "") read.push({ line: start + 1, cells });
        return null;
      },
    });
    return { read, failure: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { read, failure: { line: next + 1, cause: causeOf(error.code) } };
  }
}

function causeOf(code: string): string {
  if (code === "CSV_MAX_RECORD_SIZE") return "The row is too long to be one";
  if (code === "CSV_QUOTE_NOT_CLOSED") return "A quotation mark is opened and never closed";
  return "A quotation mark stands where none may be";
}

function findDelimiter(head: string): string {
  const outside = head.replace(/"(?:[^"]|"")*"/g, "");
  const counted = [",", ";", "\t", "|"].map((sign) => ({ sign, count: outside.split(sign).length - 1 }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best), { sign: ",", count: 0 }).sign;
}

/** Every column has a name of its own. */
function nameColumns(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const base = cell.trim() || `Column ${index + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} ${n}`;
    taken.add(name);
    return name;
  });
}
