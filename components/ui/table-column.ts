import type { ReactNode } from "react";

/** A column of DataTable or VirtualTable. Keep the array at module scope or in useMemo. */
export interface TableColumn<Row> {
  id: string;
  header: string;
  /** The header is spoken but not drawn (a column of menus). */
  headerHidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** CSS width ("9rem", "30%"). Columns without share what is left. */
  width?: string;
  align?: "left" | "right";
  /** Can be sorted; DataTable sorts by this value, a remote list by the column's id. */
  sortValue?: (row: Row) => string | number | null;
  /** Dropped on narrow screens. */
  hideBelow?: "sm" | "md" | "lg";
  /** Holds buttons or links of its own, which lie above the link of the row. */
  interactive?: boolean;
}

export interface TableSort {
  column: string;
  descending: boolean;
}

export interface TableSelection {
  selected: ReadonlySet<string>;
  onChange: (selected: Set<string>) => void;
  /** Spoken: "Select Jonas Weber". */
  labelOf: (id: string) => string;
}

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" } as const;

/** Classes a header cell and its cells share. */
export function columnClass<Row>(column: TableColumn<Row>): string {
  return [
    column.align === "right" ? "text-right tabular" : "text-left",
    column.hideBelow ? hidden[column.hideBelow] : "",
  ].join(" ");
}

/**
 * How narrow the table may become before it scrolls sideways: columns that are always there keep their width, those
 * without one at least 8 rem. Without it a fixed layout would squeeze the names to nothing on a phone.
 */
export function tableMinWidth<Row>(columns: readonly TableColumn<Row>[], selectable: boolean): string {
  const widths = columns
    .filter((column) => !column.hideBelow)
    .map((column) => (column.width && !column.width.endsWith("%") ? column.width : "8rem"));
  return `calc(${[...(selectable ? ["2.75rem"] : []), ...widths].join(" + ") || "0px"})`;
}

/** The next state of a header that is pressed: ascending, descending, ascending … */
export function nextSort(current: TableSort | null, column: string): TableSort {
  return { column, descending: current?.column === column ? !current.descending : false };
}
