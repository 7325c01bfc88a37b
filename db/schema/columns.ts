import { sql } from "drizzle-orm";
import type { AnyPgColumn, ExtraConfigColumn } from "drizzle-orm/pg-core";
import { bigint, customType, foreignKey, jsonb, text, timestamp } from "drizzle-orm/pg-core";

/** Every id is text with a prefix (`ctc_…`), made by db/ids.ts, sortable by time of creation. */
export const id = () => text("id").primaryKey();

/** Carried by every row of a workspace; db/policies.ts puts row-level security on each table that has it. */
export const workspaceId = () => text("workspace_id").notNull();

/** An instant, always with time zone; nothing stores a UTC offset. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const createdAt = () => instant("created_at").notNull().default(sql`now()`);
export const updatedAt = () => instant("updated_at").notNull().default(sql`now()`);

export const json = <T>(name: string) => jsonb(name).$type<T>();
export const millis = (name: string) => bigint(name, { mode: "number" });

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A foreign key that carries the workspace: a row can never point into another tenant. */
export function inWorkspace(
  own: { workspaceId: AnyPgColumn; ref: AnyPgColumn },
  target: { workspaceId: AnyPgColumn; id: AnyPgColumn },
) {
  return foreignKey({
    columns: [own.workspaceId as never, own.ref as never],
    foreignColumns: [target.workspaceId as never, target.id as never],
  });
}

/**
 * Newest first, as `order by … desc` asks for it. The builder's own `.desc()` makes `nulls last`, which PostgreSQL never
 * uses for such an order.
 */
export const newestFirst = (column: ExtraConfigColumn) => column.desc().nullsFirst();
