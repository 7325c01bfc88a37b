import { createHash } from "node:crypto";
import { toEmailKey } from "@/core/address";
import { extractMessageIds, headerValues } from "@/core/reply-mail";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { readAction, readReplyToken } from "@/server/mail/tracking-token";
import type { MailHead } from "@/server/mailbox/read-headers";

/** Under which key a mail is known again. The same mail sent to oneself comes and goes: two keys. */
export function seenKey(head: MailHead, side: "in" | "out", sizeBytes: number): string {
  const name =
    head.messageId ??
    JSON.stringify([
      head.from?.address ?? "",
      head.headers.date?.[0] ?? "",
      head.headers.subject?.[0] ?? "",
      sizeBytes,
    ]);
  return `${side} ${createHash("sha256").update(name).digest("base64url").slice(0, 27)}`;
}

const TOKEN = /\+r?([0-9a-z]{40,58})@/gi;
const REPORTER = /^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]*|staff)@/;

/** Delivery reports and complaints are about our mails inside, not on their head: they are fetched to know. */
function isReport({ headers, from }: MailHead): boolean {
  const type = headers["content-type"]?.[0] ?? "";
  return (
    /multipart\/report|message\/(?:delivery-status|feedback-report)/i.test(type) ||
    headers["x-failed-recipients"] !== undefined ||
    /^<\s*>$/.test(headers["return-path"]?.[0] ?? "") ||
    REPORTER.test(from?.address ?? "")
  );
}

const idsOf = (head: MailHead): string[] =>
  ["in-reply-to", "references"].flatMap((name) => headerValues(head, name)).flatMap(extractMessageIds);

const tokensOf = ({ headers }: MailHead): string[] =>
  ["to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "received"]
    .flatMap((name) => headers[name] ?? [])
    .flatMap((value) => [...value.matchAll(TOKEN)].map((hit) => hit[1] ?? ""));

/**
 * Which of these mails may belong to somebody we know: what else decides (server/services/replies) then sees the whole mail,
 * and of the others nothing but the head is ever fetched. Two statements, whatever their number.
 */
export async function findKnownMail(
  tx: AnyTx,
  workspaceId: string,
  heads: readonly MailHead[],
): Promise<ReadonlySet<MailHead>> {
  const keyOf = (head: MailHead) => toEmailKey(head.from?.address ?? "");
  const [aliases, people] = await Promise.all([
    queryRows<{ message_id: string }>(
      tx,
      "select message_id from message_alias where workspace_id = $1 and message_id = any($2::text[])",
      [workspaceId, [...new Set(heads.flatMap(idsOf))]],
    ),
    findPeople(
      tx,
      workspaceId,
      heads.flatMap((head) => keyOf(head) ?? []),
    ),
  ]);
  const known = new Set(aliases.map(({ message_id: id }) => id));
  return new Set(
    heads.filter(
      (head) =>
        isReport(head) ||
        people.has(keyOf(head) ?? "") ||
        idsOf(head).some((id) => known.has(id)) ||
        tokensOf(head).some((token) => readReplyToken(token) !== null),
    ),
  );
}

/** A person behind an address. */
export interface KnownPerson {
  readonly contactId: string;
  readonly personId: string;
  readonly companyId: string | null;
}

export async function findPeople(
  tx: AnyTx,
  workspaceId: string,
  addresses: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const keys = [...new Set(addresses.flatMap((address) => toEmailKey(address) ?? []))];
  if (keys.length === 0) return new Map();
  const rows = await queryRows<{ email_key: string; id: string; person_id: string; company_id: string | null }>(
    tx,
    "select email_key, id, person_id, company_id from contact where workspace_id = $1 and email_key = any($2::text[])",
    [workspaceId, keys],
  );
  return new Map(
    rows.map((row) => [row.email_key, { contactId: row.id, personId: row.person_id, companyId: row.company_id }]),
  );
}

/**
 * Which of our own mails a mail in the Sent folder is a copy of: by our private header, which comes back as it was, or by a
 * Message-ID we know. Never by References: a member's own answer on the thread has those too.
 */
export async function findOwnTouch(tx: AnyTx, workspaceId: string, head: MailHead): Promise<string | null> {
  for (const mark of headerValues(head, "x-heed-id")) {
    const touchId = readAction(mark)?.touchId;
    if (touchId === undefined) continue;
    const rows = await queryRows(tx, "select 1 from touch where workspace_id = $1 and id = $2", [workspaceId, touchId]);
    if (rows.length > 0) return touchId;
  }
  if (head.messageId === null) return null;
  const [alias] = await queryRows<{ touch_id: string }>(
    tx,
    "select touch_id from message_alias where workspace_id = $1 and message_id = $2",
    [workspaceId, head.messageId],
  );
  return alias?.touch_id ?? null;
}
