import { type SQL, sql } from "drizzle-orm";
import type { Sql, TransactionSql } from "postgres";
import type { Tx } from "@/db/client";

/** A transaction of either client: the query builder's, or postgres.js itself in the gathered hot paths. */
export type AnyTx = Tx | TransactionSql | Sql;

/**
 * What a set statement takes. Sets of rows travel as one JSON text, read by `jsonb_to_recordset($1::text::jsonb)`: the one
 * form both clients hand over unchanged (drizzle disarms the parsers of the client it is given).
 */
export type QueryParam = string | number | boolean | null | readonly string[];

/**
 * Runs one statement with `$1…` parameters on either client and gives its rows. Read JSON as `::text` and instants as
 * `extract(epoch from …)::float8`: those come back alike from both. Prepared on postgres.js.
 */
export async function queryRows<Row extends object>(
  tx: AnyTx,
  text: string,
  params: readonly QueryParam[] = [],
): Promise<Row[]> {
  const result =
    typeof tx === "function"
      ? await tx.unsafe(text, params.map(toPlain), { prepare: true })
      : await tx.execute(toDrizzle(text, params));
  return asRows<Row>(result);
}

// The statement's own text says what its rows are; the compiler cannot read SQL.
const asRows = <Row>(result: Iterable<unknown>): Row[] => Array.from(result) as Row[];

/** Lists become array literals: the types of a prepared parameter are then the statement's casts. */
function toPlain(value: QueryParam): string | number | boolean | null {
  return typeof value === "object" && value !== null ? toArrayLiteral(value) : value;
}

function toArrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`;
}

function toDrizzle(text: string, params: readonly QueryParam[]): SQL {
  const parts = text.split(/\$(\d+)/);
  const chunks: SQL[] = parts.map((part, index) => {
    if (index % 2 === 0) return sql.raw(part);
    const value = params[Number(part) - 1];
    if (value === undefined) throw new Error(`the statement asks for $${part}, which was not given`);
    return sql`${toPlain(value)}`;
  });
  return sql.join(chunks);
}
