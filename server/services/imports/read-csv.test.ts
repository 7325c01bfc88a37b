import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvRowReader } from "./csv-row";
import { readCsv } from "./read-csv";

describe("readCsv", () => {
  test("good rows around broken ones are read, each with its line", async () => {
    const file = await readCsv(
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
  ])("the first line says what separates: %j", async (text, cells) => {
    expect((await readCsv(text)).rows).toEqual([{ line: 2, cells }]);
  });

  test("a byte order mark, columns without a name or with the same one", async () => {
    expect((await readCsv("\uFEFFemail,,email\na,b,c")).columns).toEqual(["email", "Column 2", "email 2"]);
  });

  test("an empty file has neither columns nor rows", async () => {
    expect(await readCsv("")).toEqual({ columns: [], rows: [], problems: [] });
    expect(await readCsv("\n\n")).toEqual({ columns: [], rows: [], problems: [] });
  });

  test("rows of any text written by the rules come back as they were", async () => {
    const cell = fc
      .string()
      .map((text) => text.replace(/\r/g, "").trim())
      .filter((text) => text !== "");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = ["a,b", ...rows.map((cells) => cells.map(quote).join(","))].join("\n");
        const file = await readCsv(text);
        expect(file.problems).toEqual([]);
        expect(file.rows.map(({ cells }) => cells)).toEqual(rows.map((cells) => [...cells]));
      }),
    );
  });

  test("any text is read to the end, without an error", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('"', ",", "\n", "a", " ") }), async (text) => {
        const lines = text.split("\n").length;
        const { problems, rows } = await readCsv(text);
        for (const { line } of [...problems, ...rows]) expect(line).toBeLessThanOrEqual(lines);
      }),
    );
  });

  describe.each([
    ["a stray quote in every row", (n: number) => `p${n}@x.example,"Bo\n`],
    ["rows that seem to go on and on", () => ',"a\n","b\n'],
    ["a quote that is opened in every row and never closed", (n: number) => (n % 2 ? "" : `"p${n}, and so on\n`)],
  ])("%s", (_, rowOf) => {
    const file = (size: number): string => {
      const rows = ["email,name\n"];
      for (let n = 0, length = 0; length < size; n += 1) {
        const row = rowOf(n);
        rows.push(row);
        length += row.length;
      }
      return rows.join("");
    };
    const workOf = (text: string): number => {
      const reader = new CsvRowReader(text, ",");
      while (reader.next() !== null);
      return reader.work;
    };

    test("is read to its end in time that grows as the file does", async () => {
      const [small, large] = [file(250_000), file(1_000_000)];
      expect(workOf(large) / workOf(small)).toBeLessThan(5);
      expect(workOf(large)).toBeLessThan(3 * large.length);
      const { problems } = await readCsv(large);
      expect(problems.length).toBeGreaterThan(1_000);
    });
  });

  test("5 MB of stray quotes are read to the end", async () => {
    const lines = 250_000;
    const { problems, rows } = await readCsv(`email,name\n${'p@x.example,"Bo said\n'.repeat(lines)}`);
    expect([problems.length, rows.length]).toEqual([lines, 0]);
  });

  test("others get their turn while a large file is read", async () => {
    let turns = 0;
    let reading = true;
    const count = () => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    await readCsv("a,b\n".repeat(400_000));
    reading = false;
    expect(turns).toBeGreaterThan(2);
  });
});
