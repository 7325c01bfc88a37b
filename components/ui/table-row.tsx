"use client";

import Link from "next/link";
import { memo, type ReactNode } from "react";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { Skeleton } from "./skeleton";
import { columnClass, type TableColumn } from "./table-column";

export interface TableRowProps<Row> {
  columns: readonly TableColumn<Row>[];
  /** Undefined: not loaded yet. */
  row: Row | undefined;
  /** Place in the whole list, from 0. */
  index: number;
  height: number;
  href: string | undefined;
  /** Same function for every row and render, or the row is drawn again while scrolling. */
  onOpen: ((row: Row) => void) | undefined;
  /** Whether rows can be chosen, and this one is. */
  chosen: boolean | undefined;
  selectLabel: string | undefined;
  onToggle: (row: Row, chosen: boolean) => void;
}

const cellStyle = "overflow-hidden border-line border-b px-4 text-ellipsis";

/** The first cell's link reaches over the whole row, so the row is one target and one Tab stop. */
function Opener({
  href,
  onOpen,
  children,
}: {
  href: string | undefined;
  onOpen: (() => void) | undefined;
  children: ReactNode;
}) {
  const style =
    "block truncate text-left font-medium text-ink no-underline max-sm:line-clamp-2 max-sm:whitespace-normal max-sm:leading-tight after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-pine focus-visible:after:-outline-offset-2";
  if (href !== undefined)
    return (
      <Link href={href} prefetch={false} className={style}>
        {children}
      </Link>
    );
  if (onOpen)
    return (
      <button type="button" onClick={onOpen} className={style}>
        {children}
      </button>
    );
  return <span className="block truncate font-medium">{children}</span>;
}

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { columns, row, index, height, href, onOpen, chosen, selectLabel, onToggle } = props;
  return (
    <tr
      aria-rowindex={index + 2}
      style={{ height }}
      className={cn(
        "relative",
        (href !== undefined || onOpen) && "hover:bg-surface2",
        chosen && "bg-pine-tint hover:bg-pine-tint",
      )}
    >
      {chosen === undefined ? null : (
        <td className={cn(cellStyle, "overflow-visible pr-0")}>
          {row === undefined ? null : (
            <span className="relative z-1 block">
              <Checkbox
                checked={chosen}
                onCheckedChange={(next) => onToggle(row, next)}
                {...(selectLabel === undefined ? {} : { "aria-label": selectLabel })}
              />
            </span>
          )}
        </td>
      )}
      {columns.map((column, place) => (
        <td key={column.id} className={cn(cellStyle, columnClass(column), place > 0 && "text-ink2")}>
          {row === undefined ? (
            <Skeleton className={cn("h-3", place === 0 ? "w-2/3" : "w-1/2", column.align === "right" && "ml-auto")} />
          ) : place === 0 ? (
            <Opener href={href} onOpen={onOpen ? () => onOpen(row) : undefined}>
              {column.cell(row)}
            </Opener>
          ) : (
            <div className={cn(column.interactive ? "relative z-1" : "truncate")}>{column.cell(row)}</div>
          )}
        </td>
      ))}
    </tr>
  );
}

/** `memo` forgets a component's type parameter; what it returns takes the very same props. */
function keepGeneric<Component extends (props: never) => ReactNode>(component: Component): Component {
  return memo(component) as unknown as Component;
}

/** One row. While scrolling only rows that come in are drawn. */
export const TableRow = keepGeneric(PlainTableRow);
