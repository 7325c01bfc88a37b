import { desc } from "drizzle-orm";
import { withOwner } from "@/db/client";
import { systemMail } from "@/db/schema/sandbox-mail";
import { type Environment, env } from "@/server/env";
import { sendsSystemMail } from "@/server/mail/send-system";
import { NotFoundError } from "@/server/services/errors";
import { toShownHtml } from "@/server/services/sandbox/read-links";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);
const SHOWN = 50;

/**
 * Whether mails of Heed itself (confirm, reset, invite) stay here and whoever sits at this machine may read them: a demo that
 * nobody else reaches and that has no way to send. They open accounts, so each of these must be so.
 */
export function keepsOwnMails(environment: Environment = env()): boolean {
  const { HEED_DEMO, HEED_SANDBOX, HEED_HOST, APP_URL } = environment;
  const alone = LOOPBACK.has(HEED_HOST ?? "") && LOOPBACK.has(new URL(APP_URL).hostname);
  return HEED_DEMO && HEED_SANDBOX && alone && !sendsSystemMail(environment);
}

/** Mails of Heed itself that were not sent, newest first, at most 50. @throws NotFoundError where they may not be read */
export async function listOwnMails() {
  if (!keepsOwnMails()) throw new NotFoundError("mail");
  const rows = await withOwner((tx) => tx.select().from(systemMail).orderBy(desc(systemMail.createdAt)).limit(SHOWN));
  return rows.map(({ id, toAddress, subject, html, createdAt }) => ({
    id,
    to: toAddress,
    subject,
    html: toShownHtml(html),
    sentAt: createdAt,
  }));
}
