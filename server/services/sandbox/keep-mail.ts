import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import type { KeepMail } from "@/server/mail/sandbox";

/** Stores a message in the local inbox of its workspace, once per key; committed before the transport answers. */
export const keepSandboxMail: KeepMail = async ({ key, raw, outgoing }) => {
  const [row] = await queryRows<{ id: string }>(ownerSql(), KEEP, [
    newId("sandbox"),
    outgoing.workspaceId,
    key,
    outgoing.touchId,
    outgoing.from.address,
    outgoing.to,
    outgoing.subject,
    raw.toString("base64"),
    outgoing.date.toISOString(),
  ]);
  if (!row) throw new Error(`the local inbox kept nothing for ${key}`);
  return row.id;
};

// "do update" of nothing, so that a repeated key answers with the row of the first time
const KEEP = `
insert into sandbox_mail (
  id, workspace_id, idempotency_key, touch_id, from_address, to_address, subject, raw, received_at)
values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'base64'), $9::timestamptz)
on conflict (workspace_id, idempotency_key) do update set idempotency_key = excluded.idempotency_key
returning id`;
