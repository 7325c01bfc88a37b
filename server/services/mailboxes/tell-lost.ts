import { headerValue } from "@/core/reply-mail";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { MailHead } from "@/server/mailbox/read-headers";

/** A mail that could not be taken in, by its head: nothing else of it is certain. */
export interface LostMail {
  readonly workspaceId: string;
  readonly mailboxId: string;
  readonly memberId: string;
  readonly head: MailHead;
  readonly at: Date;
  /** Under which key it is known: it is told of once. */
  readonly key: string;
  readonly side: "in" | "out";
}

/** What a notification of such a mail is kept under; Today shows those its member has not seen. */
export const LOST_MAIL = "mail-lost/";

/**
 * Tells the mailbox's member of a mail that is passed over because taking it in failed for a reason nobody foresaw: whose it
 * is, when it came and where it lies, so that they look at it there. In the transaction that passes it over.
 */
export async function tellLost(tx: AnyTx, lost: LostMail): Promise<void> {
  const { workspaceId, mailboxId, memberId, head, at, key, side } = lost;
  const other = (side === "in" ? head.from : head.to[0])?.address ?? "somebody";
  await queryRows(tx, TELL, [
    newId("notification"),
    workspaceId,
    `${LOST_MAIL}${mailboxId}/${key}`.slice(0, 900),
    memberId,
    clean(`A mail ${side === "in" ? "from" : "to"} ${other} could not be read`),
    clean(
      `${subjectOf(head)}${at.toISOString().slice(0, 16).replace("T", " ")} UTC: look at it in your mailbox. No sequence knows of it.`,
    ),
    `/settings/mailboxes/${mailboxId}`,
  ]);
}

/** A subject that is encoded (RFC 2047) is left out: decoding may be what failed. */
function subjectOf(head: MailHead): string {
  const subject = headerValue(head, "subject").slice(0, 200);
  return subject === "" || subject.includes("=?") ? "" : `“${subject}”, `;
}

const clean = (text: string): string => text.replaceAll("\0", ""); // PostgreSQL's text holds none

const TELL = `
insert into notification (id, workspace_id, key, member_id, title, body, href)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (workspace_id, key) where key is not null do nothing`;
