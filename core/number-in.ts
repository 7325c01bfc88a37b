import type { JsonValue } from "@/core/json";

const WRITTEN = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?\s*$/i;

/**
 * The number a stored value is, also where it is written as text; null for anything else. Yes and no are no numbers.
 * server/services/segments/to-sql.ts reads them the same way.
 */
export function numberIn(value: JsonValue | undefined): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" && WRITTEN.test(value) ? Number(value) : null;
}
