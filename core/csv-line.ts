/** What a spreadsheet would take for a formula is shown as text (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** A line of CSV (RFC 4180) without its end. Null is an empty field; numbers and dates keep their sign. */
export function toCsvLine(values: readonly (string | null | undefined)[]): string {
  return values.map(toField).join(",");
}

/** Rows as CSV text, lines ended by CRLF. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${toCsvLine(row)}\r\n`).join("");

function toField(value: string | null | undefined): string {
  if (value === null || value === undefined || value === "") return "";
  const safe = FORMULA.test(value) && !/^-?\d+(?:\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
