import { createTransport } from "nodemailer";
import { Resend } from "resend";
import { type Environment, env } from "@/server/env";

export interface SystemMessage {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const TIMEOUT_MS = 15_000;

/** Whether something sends Heed's own mail. */
export function sendsSystemMail({ SMTP_URL, RESEND_API_KEY, MAIL_FROM }: Environment = env()): boolean {
  return MAIL_FROM !== undefined && (SMTP_URL ?? RESEND_API_KEY) !== undefined;
}

/**
 * Sends a mail of Heed itself through SMTP_URL, else through Resend, as MAIL_FROM. False where neither is set up. Throws when
 * the provider did not take it, so that whoever asked can say so.
 */
export async function sendSystemMessage(message: SystemMessage): Promise<boolean> {
  const { SMTP_URL, RESEND_API_KEY, MAIL_FROM } = env();
  if (MAIL_FROM === undefined) return false;
  if (SMTP_URL !== undefined) {
    const transport = createTransport(withTimeouts(SMTP_URL), { from: MAIL_FROM });
    try {
      await transport.sendMail({ ...message, headers: { "Auto-Submitted": "auto-generated" } });
    } finally {
      transport.close();
    }
    return true;
  }
  if (RESEND_API_KEY === undefined) return false;
  const { error } = await new Resend(RESEND_API_KEY).emails.send(
    { from: MAIL_FROM, ...message },
    { signal: AbortSignal.timeout(TIMEOUT_MS) },
  );
  if (error) throw new Error(`Resend did not take the mail: ${error.name}`, { cause: error });
  return true;
}

/** Somebody waits for the answer: a server that says nothing is given up on as early as a provider's, unless the address says otherwise. */
function withTimeouts(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  for (const name of ["connectionTimeout", "greetingTimeout", "socketTimeout"])
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(TIMEOUT_MS));
  return url.href;
}
