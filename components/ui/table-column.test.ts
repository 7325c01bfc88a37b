import { expect, it } from "vitest";
import { nextSort, type TableColumn, tableMinWidth } from "./table-column";

it("sorts a new column upwards and turns the one that is sorted", () => {
  expect(nextSort(null, "name")).toEqual({ column: "name", descending: false });
  expect(nextSort({ column: "name", descending: false }, "name")).toEqual({ column: "name", descending: true });
  expect(nextSort({ column: "name", descending: true }, "name")).toEqual({ column: "name", descending: false });
  expect(nextSort({ column: "name", descending: true }, "town")).toEqual({ column: "town", descending: false });
});

it("keeps room for the columns that are always there", () => {
  const cell = () => null;
  const columns: TableColumn<unknown>[] = [
    { id: "name", header: "Name", cell },
    { id: "mail", header: "Address", cell, hideBelow: "md" },
    { id: "state", header: "State", cell, width: "9rem" },
    { id: "share", header: "Share", cell, width: "20%" },
  ];
  expect(tableMinWidth(columns, false)).toBe("calc(8rem + 9rem + 8rem)");
  expect(tableMinWidth(columns, true)).toBe("calc(2.75rem + 8rem + 9rem + 8rem)");
});
