import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Letterhead } from "@/core/letterhead";
import { createdAt, json, workspaceId } from "./columns";

/** Sender, footer and brand as mails had them when they were written, once per distinct value; a touch holds the hash. */
export const letterhead = pgTable(
  "letterhead",
  {
    workspaceId: workspaceId(),
    hash: text("hash").notNull(),
    value: json<Letterhead>("value").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);
