import { type SQL, sql } from "drizzle-orm";
import { touch } from "@/db/schema/touch";

/**
 * Condition in SQL for the touches `alias` that have the key `key` (both SQL): the one that stands, and those that were
 * withdrawn before it. Said state by state, for each of the two has an index of its own; a key alone would read every touch.
 */
export const keyedBy = (alias: string, key: string): string =>
  `((${alias}.state <> 'withdrawn' and ${alias}.key = ${key}) or (${alias}.state = 'withdrawn' and ${alias}.key = ${key}))`;

/** The same for the query builder. */
export const touchKeyed = (key: string): SQL =>
  sql`((${touch.state} <> 'withdrawn' and ${touch.key} = ${key}) or (${touch.state} = 'withdrawn' and ${touch.key} = ${key}))`;
