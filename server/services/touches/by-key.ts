import { type SQL, sql } from "drizzle-orm";
import { touch } from "@/db/schema/touch";

type Tag<Said, Part> = (text: TemplateStringsArray, ...parts: Part[]) => Said;

/**
 * The touches that have a key: the one that stands, and those that were withdrawn before it. Said state by state, for each of
 * the two has an index of its own; a key alone would read every touch.
 */
const keyed = <Said, Part>(say: Tag<Said, Part>, of: { state: Part; key: Part }, key: Part): Said =>
  say`((${of.state} <> 'withdrawn' and ${of.key} = ${key}) or (${of.state} = 'withdrawn' and ${of.key} = ${key}))`;

/** As a condition in SQL for the touches `alias`; `key` is SQL too. */
export const keyedBy = (alias: string, key: string): string =>
  keyed<string, string>(String.raw, { state: `${alias}.state`, key: `${alias}.key` }, key);

/** For the query builder. */
export const touchKeyed = (key: string): SQL => keyed<SQL, unknown>(sql, touch, key);
