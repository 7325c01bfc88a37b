import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "./read-csv";

describe("readCsv", () => {
  test("good rows around broken ones are read, each with its line", () => {
    const file = readCsv(
      [
        "email,name", // 1
        "a@x.com,Ana",
        'b@x.com,"Bo', // 3: never closed
        "c@x.com,Cy",
        'd@x.com,"Di ""D"" Z"',
        '"e@x.com" oops,Ed', // 6: quote in the middle
        "",
        'g@x.com,"Multi',
        'line"',
        "h@x.com,Hal",
        'i@x.com,"never closed', // 11
        "j@x.com,Jo",
      ].join("\r\n"),
    );
    expect(file.columns).toEqual(["email", "name"]);
    expect(file.rows).toEqual([
      { line: 2, cells: ["a@x.com", "Ana"] },
      { line: 4, cells: ["c@x.com", "Cy"] },
      { line: 5, cells: ["d@x.com", 'Di "D" Z'] },
      { line: 8, cells: ["g@x.com", "Multi\nline"] },
      { line: 10, cells: ["h@x.com", "Hal"] },
      { line: 12, cells: ["j@x.com", "Jo"] },
    ]);
    expect(file.problems).toEqual([
      { line: 3, cause: "A quotation mark stands where none may be", row: 'b@x.com,"Bo' },
      { line: 6, cause: "A quotation mark stands where none may be", row: '"e@x.com" oops,Ed' },
      { line: 11, cause: "A quotation mark is opened and never closed", row: 'i@x.com,"never closed' },
    ]);
  });

  test.each([
    ["email;name\na@x.com;Ruiz, Ana", ["a@x.com", "Ruiz, Ana"]],
    ["email\tname\na@x.com\tAna", ["a@x.com", "Ana"]],
    ['"Name, full";email\nAna;a@x.com', ["Ana", "a@x.com"]],
  ])("the first line says what separates: %j", (text, cells) => {
    expect(readCsv(text).rows).toEqual([{ line: 2, cells }]);
  });

  test("a byte order mark, columns without a name or with the same one", () => {
    expect(readCsv("\uFEFFemail,,email\na,b,c").columns).toEqual(["email", "Column 2", "email 2"]);
  });

  test("an empty file has neither columns nor rows", () => {
    expect(readCsv("")).toEqual({ columns: [], rows: [], problems: [] });
    expect(readCsv("\n\n")).toEqual({ columns: [], rows: [], problems: [] });
  });

  test("rows of any text written by the rules come back as they were", () => {
    const cell = fc
      .string()
      .map((text) => text.replace(/\r/g, "").trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = ["a,b", ...rows.map((cells) => cells.map(quote).join(","))].join("\n");
        const file = readCsv(text);
        expect(file.problems).toEqual([]);
        expect(file.rows.map(({ cells }) => cells)).toEqual(rows.map((cells) => [...cells]));
      }),
    );
  });

  test("any text is read to the end, without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", "\n", "a", " ") }), (text) => {
        const lines = text.split("\n").length;
        const { problems, rows } = readCsv(text);
        for (const { line } of [...problems, ...rows]) expect(line).toBeLessThanOrEqual(lines);
      }),
    );
  });
});
