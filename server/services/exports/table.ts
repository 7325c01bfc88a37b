import type { Right } from "@/core/rights";

/** A table of the workspace as CSV: what it needs, the columns as the file calls them, and its rows from an id on. */
export interface ExportTable {
  readonly label: string;
  readonly rights: readonly Right[];
  readonly columns: readonly string[];
  /** `$1` workspace, `$2` the last row's id (empty at the start), `$3` how many. Each column as text, `id` first. */
  readonly sql: string;
}

/** An instant as ISO 8601 in UTC. */
export const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Joins another table of the same workspace. */
export const beside = (table: string, as: string, on: string) =>
  `left join ${table} ${as} on ${as}.workspace_id = x.workspace_id and ${on}`;

interface Said {
  readonly label: string;
  readonly rights: readonly Right[];
  /** The table, called `x`. */
  readonly of: string;
  readonly joins?: readonly string[];
  /** Which of its rows; left out: all. */
  readonly where?: string;
  /** What stands in each column; the id of the row comes first by itself. */
  readonly columns: Readonly<Record<string, string>>;
}

export function toTable({ label, rights, of, joins = [], where = "true", columns }: Said): ExportTable {
  const chosen = Object.entries(columns).map(([name, from]) => `(${from})::text as ${name}`);
  return {
    label,
    rights,
    columns: ["id", ...Object.keys(columns)],
    sql: `select x.id, ${chosen.join(", ")} from ${of} x ${joins.join(" ")}
      where x.workspace_id = $1 and x.id > $2 and ${where} order by x.id limit $3::int`,
  };
}
