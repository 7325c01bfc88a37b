import MailComposer from "nodemailer/lib/mail-composer";
import { type GetReceivingEmailResponseSuccess, Resend } from "resend";
import { env } from "@/server/env";

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * A mail that came in at Resend, as bytes: the webhook tells of it, the API has it. Null when it is gone.
 * @throws when they cannot be reached or say no
 */
export async function fetchReceived(apiKey: string, emailId: string): Promise<Buffer | null> {
  const { RESEND_BASE_URL: baseUrl } = env();
  const client = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  const { data, error } = await client.emails.receiving.get(emailId, {}, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (error?.statusCode === 404) return null;
  if (error) throw new Error(`Resend does not give the mail: ${error.name}`, { cause: error });
  const url = data.raw?.download_url;
  return url === undefined ? putTogether(data) : download(url);
}

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" });
  if (!answer.ok) throw new Error(`The mail cannot be downloaded: ${answer.status}`);
  if (Number(answer.headers.get("content-length") ?? 0) > MOST_BYTES) throw new Error("The mail is larger than 25 MB");
  return Buffer.from(await answer.arrayBuffer());
}

/** From what they parsed, where the bytes are not given. Headers they name decide what it is; the text is what was said. */
function putTogether(mail: GetReceivingEmailResponseSuccess): Promise<Buffer> {
  const own = new Set(
    "from to cc bcc subject date message-id content-type content-transfer-encoding mime-version in-reply-to references".split(
      " ",
    ),
  );
  const header = (name: string) => Object.entries(mail.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  const headers = Object.entries(mail.headers ?? {}).filter(([key]) => !own.has(key.toLowerCase()));
  const inReplyTo = header("in-reply-to");
  const references = header("references");
  return new MailComposer({
    from: mail.from,
    to: mail.to,
    ...(mail.cc === null ? {} : { cc: mail.cc }),
    subject: mail.subject,
    messageId: mail.message_id,
    date: new Date(header("date") ?? mail.created_at),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references === undefined ? {} : { references }),
    headers: [
      ...headers.map(([key, value]) => ({ key, value })),
      ...mail.received_for.map((value) => ({ key: "Delivered-To", value })),
    ],
    ...(mail.text === null ? {} : { text: mail.text }),
    ...(mail.html === null ? {} : { html: mail.html }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
