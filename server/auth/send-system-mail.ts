import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import { systemMail } from "@/db/schema/sandbox-mail";
import type { SystemMail } from "@/server/auth/system-mail";
import { systemMailWords } from "@/server/auth/system-mail-words";

/** Puts the mail into `system_mail`, the local outbox: what sends it for real reads from there. */
export async function sendSystemMail(mail: SystemMail): Promise<void> {
  const words = systemMailWords(mail);
  const row = {
    id: newId("mail"),
    toAddress: mail.to,
    subject: words.subject,
    html: [
      ...words.before.map(paragraph),
      `<p><a href="${escapeHtml(mail.url)}">${escapeHtml(words.button)}</a></p>`,
      ...words.after.map(paragraph),
    ].join("\n"),
    text: [...words.before, mail.url, ...words.after].join("\n\n"),
  };
  await withOwner((tx) => tx.insert(systemMail).values(row));
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}
