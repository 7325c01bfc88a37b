"use client";

import Link from "next/link";
import type { ReactNode } from "react";
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
  onOpen: (() => void) | undefined;
  select: { checked: boolean; label: string; onToggle: (checked: boolean) => void } | "placeholder" | undefined;
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
    "block truncate text-left font-medium text-ink no-underline after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-pine focus-visible:after:-outline-offset-2";
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

export function TableRow<Row>({ columns, row, index, height, href, onOpen, select }: TableRowProps<Row>) {
  const chosen = typeof select === "object" && select.checked;
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
      {select === undefined ? null : (
        <td className={cn(cellStyle, "overflow-visible pr-0")}>
          {select === "placeholder" ? null : (
            <span className="relative z-1 block">
              <Checkbox aria-label={select.label} checked={select.checked} onCheckedChange={select.onToggle} />
            </span>
          )}
        </td>
      )}
      {columns.map((column, place) => (
        <td key={column.id} className={cn(cellStyle, columnClass(column), place > 0 && "text-ink2")}>
          {row === undefined ? (
            <Skeleton className={cn("h-3", place === 0 ? "w-2/3" : "w-1/2", column.align === "right" && "ml-auto")} />
          ) : place === 0 ? (
            <Opener href={href} onOpen={onOpen}>
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
