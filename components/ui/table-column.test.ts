import { expect, it } from "vitest";
import { nextSort } from "./table-column";

it("sorts a new column upwards and turns the one that is sorted", () => {
  expect(nextSort(null, "name")).toEqual({ column: "name", descending: false });
  expect(nextSort({ column: "name", descending: false }, "name")).toEqual({ column: "name", descending: true });
  expect(nextSort({ column: "name", descending: true }, "name")).toEqual({ column: "name", descending: false });
  expect(nextSort({ column: "name", descending: true }, "town")).toEqual({ column: "town", descending: false });
});
