import { KEYED } from "@/server/services/enrollments/decide-entry";

/**
 * SQL: whether two passages through one sequence are the same thing twice. Where it is entered once for each cart or order
 * (decide-entry.ts), those of different ones are not.
 */
export const samePassage = (one: string, other: string): string =>
  `(${one}.entry_key = ${other}.entry_key or ${one}.entry_key not like '${KEYED}%' or ${other}.entry_key not like '${KEYED}%')`;
