import { expect, it } from "vitest";
import { toCsv } from "@/core/csv-rows";

it("quotes what needs it and starts no formula", () => {
  expect(
    toCsv([
      ["a", 'say "hi"', "x,y", "two\nlines"],
      ["=1+1", "-2", "", "ü"],
    ]),
  ).toBe('a,"say ""hi""","x,y","two\nlines"\r\n\'=1+1,\'-2,,ü\r\n');
});
