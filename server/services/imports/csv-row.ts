/** A row, or what is wrong with the line it would start at. */
export type ReadRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly cause: string; readonly row: string };

const QUOTE = 0x22;
const LINE_END = 0x0a;
const MAX_ROW = 200_000;
const TOO_LONG = "The row is too long to be one";
const NOT_CLOSED = "A quotation mark is opened and never closed";
const MISPLACED = "A quotation mark stands where none may be";

/**
 * Takes CSV text apart row by row (RFC 4180 §2: quoted cells, doubled quotes, rows over several lines). A broken row costs
 * what was read of it in vain; once that is more than the file itself, a quoted cell may no longer go over lines, so that
 * no file can make reading it take longer than twice its length.
 */
export class CsvRowReader {
  readonly #text: string;
  readonly #delimiter: number;
  #at = 0;
  #line = 1;
  #vain = 0;
  #work = 0;

  /** @param text lines ended by "\n" */
  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Characters read so far, those read twice counted twice. */
  get work(): number {
    return this.#work;
  }

  /** The next row; null at the end. */
  next(): ReadRow | null {
    const start = this.#at;
    if (start >= this.#text.length) return null;
    const line = this.#line;
    const cells: string[] = [];
    for (let at = start; ; ) {
      const cell = this.#text.charCodeAt(at) === QUOTE ? this.#quoted(at, start) : this.#plain(at, start);
      if ("cause" in cell) return this.#broken({ start, line }, cell.end, cell.cause);
      cells.push(cell.text);
      this.#line += cell.lines;
      at = cell.end + 1;
      if (this.#text.charCodeAt(cell.end) === this.#delimiter) continue;
      this.#at = at; // behind the line's end, or the file's
      this.#line += 1;
      this.#work += at - start;
      return { line, cells };
    }
  }

  #plain(from: number, start: number) {
    let end = from;
    for (; end < this.#text.length; end += 1) {
      const sign = this.#text.charCodeAt(end);
      if (sign === this.#delimiter || sign === LINE_END) break;
      if (sign === QUOTE) return { end, cause: MISPLACED };
      if (end - start >= MAX_ROW) return { end, cause: TOO_LONG };
    }
    return { end, text: this.#text.slice(from, end), lines: 0 };
  }

  #quoted(from: number, start: number) {
    const mayGoOn = this.#vain <= this.#text.length;
    let lines = 0;
    for (let end = from + 1; end < this.#text.length; end += 1) {
      const sign = this.#text.charCodeAt(end);
      if (end - start >= MAX_ROW) return { end, cause: TOO_LONG };
      if (sign === LINE_END) {
        if (!mayGoOn) return { end, cause: NOT_CLOSED };
        lines += 1;
      }
      if (sign !== QUOTE) continue;
      const after = this.#text.charCodeAt(end + 1); // NaN at the end of the file
      if (after === QUOTE) end += 1;
      else if (Number.isNaN(after) || after === LINE_END || after === this.#delimiter)
        return { end: end + 1, text: this.#text.slice(from + 1, end).replaceAll('""', '"'), lines };
      else return { end, cause: MISPLACED };
    }
    return { end: this.#text.length, cause: NOT_CLOSED };
  }

  /** Set aside: reading goes on at the line behind the one it began at. */
  #broken({ start, line }: { start: number; line: number }, end: number, cause: string): ReadRow {
    const found = this.#text.indexOf("\n", start);
    const lineEnd = found < 0 ? this.#text.length : found;
    const next = lineEnd + 1;
    this.#vain += Math.max(0, end - next);
    this.#work += Math.max(end, next) - start;
    this.#at = next;
    this.#line = line + 1;
    return { line, cause, row: this.#text.slice(start, lineEnd) };
  }
}
