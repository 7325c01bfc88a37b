"use client";

import { ArrowUp, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

/** An ordered list of things one adds, edits, ranks and takes out. `T` is whatever the draft holds. */
export function RowList<T>({
  rows,
  keyOf,
  onChange,
  make,
  addLabel,
  rowLabel,
  ranked = false,
  path,
  children,
}: {
  /** Where the list stands in the config: a problem of a row leads to the row. */
  path?: string;
  rows: readonly T[];
  keyOf: (row: T, index: number) => string;
  onChange: (rows: T[]) => void;
  make: () => T;
  addLabel: string;
  rowLabel: (row: T, index: number) => string;
  /** Order means something: rows can be moved up. */
  ranked?: boolean;
  children: (row: T, change: (next: T) => void, index: number) => ReactNode;
}) {
  const replace = (index: number, next: T) => onChange(rows.map((row, at) => (at === index ? next : row)));
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col gap-2">
        {rows.map((row, index) => (
          <li
            key={keyOf(row, index)}
            {...(path === undefined ? {} : { "data-path": `${path}.${index}` })}
            className="flex flex-col gap-2 rounded-lg border border-line bg-surface2 p-2.5"
          >
            <div className="flex items-center gap-1">
              <span className="flex-1 truncate text-caption text-ink2">{rowLabel(row, index)}</span>
              {ranked && index > 0 ? (
                <IconButton
                  size="sm"
                  label={`Move ${rowLabel(row, index)} up`}
                  icon={<ArrowUp />}
                  onClick={() => onChange(swap(rows, index))}
                />
              ) : null}
              <IconButton
                size="sm"
                label={`Remove ${rowLabel(row, index)}`}
                icon={<Trash2 />}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              />
            </div>
            {children(row, (next) => replace(index, next), index)}
          </li>
        ))}
      </ol>
      <Button size="sm" className="self-start" onClick={() => onChange([...rows, make()])}>
        {addLabel}
      </Button>
    </div>
  );
}

function swap<T>(rows: readonly T[], index: number): T[] {
  const moved = [...rows];
  const [row] = moved.splice(index, 1);
  if (row !== undefined) moved.splice(index - 1, 0, row);
  return moved;
}
