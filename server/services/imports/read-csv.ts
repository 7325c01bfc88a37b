import { cutText } from "@/core/storable-text";
import { CsvRowReader } from "@/server/services/imports/csv-row";

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

const LONGEST_HEAD = 20_000;
/** So much is read before others in the process get their turn. */
const TURN = 500_000;

/** Lets whatever else waits in this process have its turn. */
export const giveTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Reads a CSV (RFC 4180; comma, semicolon, tab or bar, whichever the first line has most of). A row that is broken is set
 * aside with its line, and reading goes on at the next line: a quote that is never closed does not swallow the rest. The
 * time it takes grows as the file does, whatever is in it.
 */
export async function readCsv(text: string): Promise<CsvFile> {
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const reader = new CsvRowReader(plain, findDelimiter(firstLine(plain)));
  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  let turn = TURN;
  for (let row = reader.next(); row !== null; row = reader.next()) {
    if ("cause" in row) problems.push({ ...row, row: cutText(row.row, 500) });
    else if (row.cells.length > 1 || row.cells[0]?.trim() !== "") rows.push(row);
    if (reader.work < turn) continue;
    turn = reader.work + TURN;
    await giveTurn();
  }
  const [head, ...rest] = rows;
  return { columns: nameColumns(head?.cells ?? []), rows: rest, problems };
}

/** The first line that says anything; of a very long one its beginning says enough. */
function firstLine(text: string): string {
  const said = Math.max(0, text.search(/\S/));
  const start = text.lastIndexOf("\n", said) + 1;
  const end = text.indexOf("\n", said);
  return text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_HEAD));
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

/** How many rows these are: one may have several things wrong. */
export const countRows = (problems: readonly { readonly line: number }[]): number =>
  new Set(problems.map(({ line }) => line)).size;
