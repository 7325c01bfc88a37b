"use client";

import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  type SortFn,
  type TableFeatures,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useState } from "react";
import type { TableColumn, TableSort } from "./table-column";
import { VirtualTable, type VirtualTableProps } from "./virtual-table";

const collator = new Intl.Collator("en", { numeric: true });

/** Ascending; the table turns it. What has no value is told apart by `sortUndefined`. */
const byValue: SortFn<TableFeatures, RowData> = (a, b, columnId) => {
  const left = a.getValue<string | number>(columnId);
  const right = b.getValue<string | number>(columnId);
  if (typeof left === "number" && typeof right === "number") return left - right;
  return collator.compare(String(left), String(right));
};

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { byValue },
});

export interface DataTableProps<Row extends RowData>
  extends Omit<VirtualTableProps<Row>, "rowCount" | "rowAt" | "sort" | "onSortChange" | "onVisibleRange" | "allIds"> {
  /** All rows, loaded. Keep the reference stable. */
  rows: readonly Row[];
  defaultSort?: TableSort;
}

function toColumnDef<Row extends RowData>(column: TableColumn<Row>): ColumnDef<typeof features, Row> {
  return {
    id: column.id,
    accessorFn: (row: Row) => column.sortValue?.(row) ?? undefined,
    enableSorting: column.sortValue !== undefined,
    sortFn: "byValue",
    sortUndefined: "last",
  };
}

/** A table of rows that are all here, sorted in the browser. For lists that page from the server use VirtualTable. */
export function DataTable<Row extends RowData>({ rows, columns, defaultSort, rowId, ...rest }: DataTableProps<Row>) {
  const [sort, setSort] = useState<TableSort | null>(defaultSort ?? null);
  const defs = useMemo(() => columns.map(toColumnDef), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowId,
    state: { sorting: sort ? [{ id: sort.column, desc: sort.descending }] : [] },
  });
  const sorted = table.getRowModel().rows;
  return (
    <VirtualTable
      {...rest}
      columns={columns}
      rowId={rowId}
      rowCount={sorted.length}
      rowAt={(index) => sorted[index]?.original}
      sort={sort}
      onSortChange={setSort}
      allIds={() => sorted.map((row) => row.id)}
    />
  );
}
