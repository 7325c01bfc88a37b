import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DataTable } from "./data-table";
import type { TableColumn } from "./table-column";
import { VirtualTable } from "./virtual-table";

afterEach(cleanup);

interface Person {
  id: string;
  name: string;
  touches: number | null;
}
const people: Person[] = [
  { id: "a", name: "Žofie", touches: 3 },
  { id: "b", name: "ana", touches: null },
  { id: "c", name: "Ben", touches: 12 },
];
const columns: TableColumn<Person>[] = [
  { id: "name", header: "Name", cell: (row) => row.name, sortValue: (row) => row.name },
  { id: "touches", header: "Touches", cell: (row) => row.touches ?? "–", sortValue: (row) => row.touches },
];
const firstCells = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => within(row).getAllByRole("cell")[0]?.textContent);

describe("DataTable", () => {
  it("sorts names as people do, turns on a second press, and keeps what has no value last", async () => {
    const user = userEvent.setup();
    render(<DataTable label="People" columns={columns} rows={people} rowId={(row) => row.id} />);
    expect(firstCells()).toEqual(["Žofie", "ana", "Ben"]);
    await user.click(screen.getByRole("button", { name: "Name" }));
    expect(firstCells()).toEqual(["ana", "Ben", "Žofie"]);
    await user.click(screen.getByRole("button", { name: "Touches" }));
    expect(firstCells()).toEqual(["Žofie", "Ben", "ana"]);
    await user.click(screen.getByRole("button", { name: "Touches" }));
    expect(firstCells()).toEqual(["Ben", "Žofie", "ana"]);
    expect(screen.getByRole("columnheader", { name: "Touches" }).getAttribute("aria-sort")).toBe("descending");
  });

  it("chooses one, all and none", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    const selection = { selected: new Set(["b"]), onChange, labelOf: (id: string) => id };
    render(<DataTable label="People" columns={columns} rows={people} rowId={(row) => row.id} selection={selection} />);
    await user.click(screen.getByRole("checkbox", { name: "Select a" }));
    expect(onChange).toHaveBeenLastCalledWith(new Set(["a", "b"]));
    await user.click(screen.getByRole("checkbox", { name: "Select b" }));
    expect(onChange).toHaveBeenLastCalledWith(new Set());
    await user.click(screen.getByRole("checkbox", { name: "Select all" }));
    expect(onChange).toHaveBeenLastCalledWith(new Set(["a", "b", "c"]));
  });
});

it("draws only the rows in view of 100,000 and asks for their page", () => {
  const onVisibleRange = vi.fn();
  render(
    <VirtualTable
      label="Contacts"
      columns={columns}
      rowCount={100_000}
      rowAt={(index) => (index === 0 ? people[0] : undefined)}
      rowId={(row) => row.id}
      onVisibleRange={onVisibleRange}
    />,
  );
  expect(screen.getAllByRole("row").length).toBeLessThan(80);
  expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("100001");
  expect(onVisibleRange.mock.lastCall?.[0]).toBe(0);
});
