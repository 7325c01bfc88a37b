import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { systemMail } from "@/db/schema/sandbox-mail";
import type { SystemMail } from "@/server/auth/system-mail";
import { systemMailWords } from "@/server/auth/system-mail-words";
import { logger } from "@/server/log";
import { sendSystemMessage } from "@/server/mail/send-system";
import { renderSystemMail, type SystemMailText } from "@/server/mail/templates/system-mail";

/** Sends a mail of Heed itself about an account or a workspace. Throws when the provider did not take it. */
export const sendSystemMail = (mail: SystemMail): Promise<void> =>
  deliverSystemMail(mail.to, systemMailWords(mail), mail.url);

/**
 * Sends it where something sends Heed's own mail; where nothing does, it waits in `system_mail`, the local outbox, for a
 * week (the longest a link in one works), and only there: links that open accounts are not kept for nothing.
 */
export async function deliverSystemMail(to: string, words: SystemMailText, url: string): Promise<void> {
  const message = { to, subject: words.subject, ...renderSystemMail(words, url) };
  if (await sendSystemMessage(message)) return;
  logger("system-mail").warn("nothing sends Heed's own mail: MAIL_FROM and SMTP_URL say how");
  const { to: toAddress, ...parts } = message;
  await withOwner(async (tx) => {
    await queryRows(tx, "delete from system_mail where created_at < now() - interval '7 days'");
    await tx.insert(systemMail).values({ id: newId("mail"), toAddress, ...parts });
  });
}
