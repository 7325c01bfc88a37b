import { type ForwardedMail, readForwardedMail } from "@/core/forwarded-mail";
import { readSupportQuery, type SupportQuery } from "@/core/support-query";
import { readAction } from "@/server/mail/tracking-token";
import { parseMail } from "@/server/mailbox/parse-mail";

const RAW =
  /^(?:received|return-path|delivered-to|mime-version|dkim-signature|x-heed-id|arc-seal|authentication-results):/im;

export interface ReadQuery {
  readonly query: SupportQuery;
  /** Messages of ours that the headers name by a token we signed. */
  readonly touchIds: readonly string[];
}

/** What was asked, raw mail taken apart first. A mail forwarded as an attachment is read in the place of its wrapping. */
export async function readQuery(typed: string): Promise<ReadQuery> {
  if (!typed.includes("\n") || !RAW.test(typed.slice(0, 20_000)))
    return { query: readSupportQuery(typed), touchIds: [] };
  const outer = await parseMail(Buffer.from(typed, "utf8"));
  const inner = outer.parts.find(({ type }) => type === "message/rfc822");
  const parsed = inner === undefined ? outer : await parseMail(Buffer.from(inner.content, "utf8"));
  const head = [
    ...(parsed.from ? [`From: ${parsed.from.address}`] : []),
    ...parsed.to.map(({ address }) => `To: ${address}`),
    `Subject: ${parsed.subject}`,
    ...(parsed.messageId ? [`Message-ID: ${parsed.messageId}`] : []),
  ];
  const mail: ForwardedMail = readForwardedMail([...head, "", parsed.fullText, parsed.html ?? ""].join("\n"));
  const tokens = [outer, parsed].flatMap(({ headers }) => headers["x-heed-id"] ?? []);
  const touchIds = tokens.flatMap((token) => readAction(token.trim())?.touchId ?? []);
  return { query: { kind: "mail", mail }, touchIds };
}
