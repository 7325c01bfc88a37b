import type { Problem } from "@/core/problem";

/** Those that block publishing first. */
export const byRank = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => Number(a.rank === "look") - Number(b.rank === "look"));
