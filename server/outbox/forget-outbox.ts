import type { Sql } from "postgres";
import { queryRows } from "@/db/query-rows";

/** Takes an outbox row away once what it asked for is done: a sandbox clock waits for those that are there. */
export async function forgetOutbox(sql: Sql, id: string): Promise<void> {
  await queryRows(sql, "delete from outbox where id = $1::text", [id]);
}
