import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv, toCsvLine } from "@/core/csv-line";

test("what is written is read back, whatever is in it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 5 }), (values) => {
      const [row] = parse(`${toCsvLine(values)}\r\n`, { relax_column_count: true, skip_empty_lines: false });
      expect(row).toEqual(
        values.map((value) => (/^[=+\-@\t\r]/.test(value) && !/^-?\d+(?:\.\d+)?$/.test(value) ? `'${value}` : value)),
      );
    }),
  );
});

test("formulas are text, numbers stay numbers, nothing is an empty field", () => {
  expect(toCsvLine(["=HYPERLINK(1)", "+49 30 1", "-12.5", "@cmd", null, undefined, "", 'a "b", c'])).toBe(
    '\'=HYPERLINK(1),\'+49 30 1,-12.5,\'@cmd,,,,"a ""b"", c"',
  );
});

test("rows end in CRLF, what needs quotes has them", () => {
  expect(
    toCsv([
      ["a", 'say "hi"', "x,y", "two\nlines"],
      ["=1+1", "-2", "", "ü"],
    ]),
  ).toBe('a,"say ""hi""","x,y","two\nlines"\r\n\'=1+1,-2,,ü\r\n');
});
