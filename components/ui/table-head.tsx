"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { columnClass, nextSort, type TableColumn, type TableSort } from "./table-column";

export interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[];
  sort: TableSort | null;
  onSortChange: ((sort: TableSort) => void) | undefined;
  /** Given when rows can be chosen. */
  selectAll: { label: string; state: "none" | "some" | "all"; onToggle: (all: boolean) => void } | undefined;
}

function SortSign({ sort, column }: { sort: TableSort | null; column: string }) {
  const style = "size-3 shrink-0";
  if (sort?.column !== column) return <ChevronsUpDown aria-hidden="true" className={cn(style, "text-line2")} />;
  return sort.descending ? (
    <ArrowDown aria-hidden="true" className={style} />
  ) : (
    <ArrowUp aria-hidden="true" className={style} />
  );
}

export function TableHead<Row>({ columns, sort, onSortChange, selectAll }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {selectAll ? (
          <th scope="col" className="sticky top-0 z-2 h-9 border-line border-b bg-surface2 pl-4">
            <Checkbox
              aria-label={selectAll.label}
              checked={selectAll.state === "all"}
              indeterminate={selectAll.state === "some"}
              onCheckedChange={selectAll.onToggle}
            />
          </th>
        ) : null}
        {columns.map((column) => {
          const sortable = column.sortValue !== undefined && onSortChange !== undefined;
          const direction = sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sortable ? (direction ?? "none") : undefined}
              className={cn(
                "sticky top-0 z-2 h-9 whitespace-nowrap border-line border-b bg-surface2 px-4 font-medium text-caption text-ink2",
                columnClass(column),
              )}
            >
              {sortable ? (
                <button
                  type="button"
                  onClick={() => onSortChange(nextSort(sort, column.id))}
                  className="-mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink"
                >
                  {column.header}
                  <SortSign sort={sort} column={column.id} />
                </button>
              ) : (
                <span className={cn(column.headerHidden && "sr-only")}>{column.header}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
