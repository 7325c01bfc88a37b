"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";
import { type TableColumn, type TableSelection, type TableSort, tableMinWidth } from "./table-column";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import { useStableCallback } from "./use-stable-callback";

export interface VirtualTableProps<Row> {
  /** Names the table: "Contacts". */
  label: string;
  columns: readonly TableColumn<Row>[];
  /** All rows, also those not loaded. */
  rowCount: number;
  /** Undefined while it is not loaded: the row is drawn as a skeleton of the same height. */
  rowAt: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  /** Where a row leads; its first cell becomes the link. */
  rowHref?: (row: Row) => string;
  onRowOpen?: (row: Row) => void;
  /** Told which rows are in view (indices, inclusive), to load their page. */
  onVisibleRange?: (first: number, last: number) => void;
  sort?: TableSort | null;
  onSortChange?: (sort: TableSort) => void;
  selection?: TableSelection;
  /** All ids for "select all"; left out, the box chooses what is loaded and in view. */
  allIds?: () => readonly string[];
  rowHeight?: number;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  /** Bounds of the scrolling box. */
  className?: string | undefined;
}

const VIRTUAL_FROM = 80;

/** A real `<table>` that draws only the rows in view: 100,000 rows scroll like 100. */
export function VirtualTable<Row>({
  label,
  columns,
  rowCount,
  rowAt,
  rowId,
  rowHref,
  onRowOpen,
  onVisibleRange,
  sort = null,
  onSortChange,
  selection,
  allIds,
  rowHeight = 44,
  empty,
  className,
}: VirtualTableProps<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = rowCount > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: virtual,
    initialRect: { width: 1024, height: 640 },
  });
  const items = virtualizer.getVirtualItems();
  const first = virtual ? (items[0]?.index ?? 0) : 0;
  const last = virtual ? (items.at(-1)?.index ?? -1) : rowCount - 1;

  useEffect(() => {
    if (last >= first) onVisibleRange?.(first, last);
  }, [first, last, onVisibleRange]);

  const width = columns.length + (selection ? 1 : 0);
  const before = first * rowHeight;
  const after = Math.max(0, rowCount - last - 1) * rowHeight;

  function idsInView(): string[] {
    const ids: string[] = [];
    for (let index = first; index <= last; index++) {
      const row = rowAt(index);
      if (row !== undefined) ids.push(rowId(row));
    }
    return ids;
  }
  function toggleAll(all: boolean): void {
    selection?.onChange(all ? new Set(allIds ? allIds() : idsInView()) : new Set());
  }
  function selectAllState(): "none" | "some" | "all" {
    if (!selection || selection.selected.size === 0) return "none";
    return selection.selected.size >= (allIds ? allIds().length : rowCount) ? "all" : "some";
  }
  const toggleRow = useStableCallback((row: Row, chosen: boolean) => {
    if (!selection) return;
    const next = new Set(selection.selected);
    if (chosen) next.add(rowId(row));
    else next.delete(rowId(row));
    selection.onChange(next);
  });
  const openRow = useStableCallback((row: Row) => onRowOpen?.(row));

  const visible = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={cn(
        "relative overflow-auto rounded-card border border-line bg-surface",
        virtual && "max-h-[calc(100dvh-14.5rem)] min-h-80",
        className,
      )}
    >
      <table
        aria-label={label}
        aria-rowcount={rowCount + 1}
        style={{ minWidth: tableMinWidth(columns, selection !== undefined) }}
        className="w-full table-fixed border-separate border-spacing-0 [&_tr:last-child>td]:border-b-0"
      >
        <colgroup>
          {selection ? <col style={{ width: "2.75rem" }} /> : null}
          {columns.map((column) => (
            <col
              key={column.id}
              style={column.width ? { width: column.width } : undefined}
              className={
                column.hideBelow
                  ? { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" }[column.hideBelow]
                  : ""
              }
            />
          ))}
        </colgroup>
        <TableHead
          columns={columns}
          sort={sort}
          onSortChange={onSortChange}
          selectAll={
            selection
              ? {
                  label: virtual && !allIds ? "Select those in view" : "Select all",
                  state: selectAllState(),
                  onToggle: toggleAll,
                }
              : undefined
          }
        />
        <tbody>
          {rowCount === 0 && empty ? (
            <tr>
              <td colSpan={width}>{empty}</td>
            </tr>
          ) : null}
          {before > 0 ? (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a spacer, nothing in it takes the focus
            <tr aria-hidden="true" style={{ height: before }}>
              <td />
            </tr>
          ) : null}
          {visible.map((index) => {
            const row = rowAt(index);
            const id = row === undefined ? undefined : rowId(row);
            return (
              <TableRow
                key={id ?? `row-${index}`}
                columns={columns}
                row={row}
                index={index}
                height={rowHeight}
                href={row !== undefined && rowHref ? rowHref(row) : undefined}
                onOpen={onRowOpen ? openRow : undefined}
                chosen={selection ? id !== undefined && selection.selected.has(id) : undefined}
                selectLabel={selection && id !== undefined ? `Select ${selection.labelOf(id)}` : undefined}
                onToggle={toggleRow}
              />
            );
          })}
          {after > 0 ? (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a spacer, nothing in it takes the focus
            <tr aria-hidden="true" style={{ height: after }}>
              <td />
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}
