import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import { systemMail } from "@/db/schema/sandbox-mail";
import type { SystemMail } from "@/server/auth/system-mail";
import { systemMailWords } from "@/server/auth/system-mail-words";
import { sendSystemMessage } from "@/server/mail/send-system";
import { renderSystemMail } from "@/server/mail/templates/system-mail";

/** Puts the mail into `system_mail`, the local outbox, and sends it where a provider for Heed's own mail is set up. */
export async function sendSystemMail(mail: SystemMail): Promise<void> {
  const words = systemMailWords(mail);
  const parts = renderSystemMail(words, mail.url);
  const row = { id: newId("mail"), toAddress: mail.to, subject: words.subject, ...parts };
  await withOwner((tx) => tx.insert(systemMail).values(row));
  await sendSystemMessage({ to: mail.to, subject: words.subject, ...parts });
}
