import type { JsonValue } from "@/core/json";

// what a database's double holds too
const WRITTEN = /^\s*[+-]?(?:\d{1,200}(?:\.\d{0,200})?|\.\d{1,200})(?:e[+-]?\d{1,2})?\s*$/i;

/**
 * The number a stored value is, also where it is written as text; null for anything else. Yes and no are no numbers.
 * server/services/segments/to-sql.ts reads them the same way.
 */
export function numberIn(value: JsonValue | undefined): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" && WRITTEN.test(value) ? Number(value) : null;
}
