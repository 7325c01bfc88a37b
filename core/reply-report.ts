import { extractMessageIds, headerValue, type InboundMail } from "@/core/reply-mail";

/** One recipient's block of a delivery report (RFC 3464 §2.3). */
export interface ReportedRecipient {
  readonly address: string | null;
  readonly action: "failed" | "delayed" | "delivered" | "unknown";
  readonly status: string | null;
  readonly diagnostic: string;
}

/** `name: value` lines of one block, unfolded, names in lower case; a repeated name keeps its first value. */
function readFields(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, " ").split("\n")) {
    const hit = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/.exec(line.trim());
    const name = hit?.[1]?.toLowerCase();
    if (name && !fields.has(name)) fields.set(name, (hit?.[2] ?? "").trim());
  }
  return fields;
}

function readAddress(value: string | undefined): string | null {
  const address = value?.replace(/^[\w-]+\s*;\s*/, "").match(/[^\s<>;:"()]+@[^\s<>;:"(),]+/)?.[0];
  return address ? address.toLowerCase() : null;
}

function readAction(value: string | undefined, status: string | null): ReportedRecipient["action"] {
  const word = value?.toLowerCase().trim() ?? "";
  if (/^(?:failed|failure|fail|bounced|error)/.test(word)) return "failed";
  if (/^delay/.test(word)) return "delayed";
  if (/^(?:deliver|relay|expand)/.test(word)) return "delivered";
  if (status?.startsWith("5")) return "failed";
  if (status?.startsWith("2")) return "delivered";
  return status?.startsWith("4") ? "delayed" : "unknown";
}

/** The recipients of a delivery report; blocks are never merged. Report fields without a recipient give nothing. */
export function readDeliveryStatus(content: string): ReportedRecipient[] {
  const recipients: ReportedRecipient[] = [];
  for (const block of content.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/)) {
    const fields = readFields(block);
    if (!["final-recipient", "original-recipient", "action", "status"].some((name) => fields.has(name))) continue;
    const status = fields.get("status")?.match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0] ?? null;
    recipients.push({
      address:
        readAddress(fields.get("final-recipient")) ??
        readAddress(fields.get("original-recipient")) ??
        readAddress(fields.get("x-actual-recipient")),
      action: readAction(fields.get("action"), status),
      status,
      diagnostic: fields.get("diagnostic-code") ?? "",
    });
  }
  return recipients;
}

export interface DeliveryReport {
  readonly recipients: readonly ReportedRecipient[];
  /** Found in the report's own part, or written where mail programs cannot parse it. */
  readonly structured: boolean;
}

const REPORT_PART = /^message\/(?:global-)?delivery-status$/;

/** The delivery report in a mail, also where broken MIME hides its part. Null when there is none. */
export function findDeliveryReport(mail: InboundMail): DeliveryReport | null {
  const parts = mail.parts.filter((part) => REPORT_PART.test(part.type));
  const recipients = parts.flatMap((part) => readDeliveryStatus(part.content));
  if (recipients.length > 0) return { recipients, structured: true };
  if (parts.length === 0 && mail.reportType !== "delivery-status") return null;
  const loose = /^(?:Reporting-MTA|Final-Recipient|Original-Recipient|Action)\s*:/im.exec(mail.source);
  const found = loose ? readDeliveryStatus(mail.source.slice(loose.index, loose.index + 4_000)) : [];
  return { recipients: found, structured: false };
}

export interface Feedback {
  /** abuse, fraud, virus, opt-out, not-spam, auth-failure, other… */
  readonly type: string;
  readonly recipient: string | null;
}

/** An abuse report (RFC 5965), or Microsoft's own form of one. Null when the mail is no such thing. */
export function findFeedback(mail: InboundMail): Feedback | null {
  const part = mail.parts.find((candidate) => candidate.type === "message/feedback-report");
  const loose = part ? null : /^Feedback-Type\s*:.*(?:\n.+)*/im.exec(mail.source)?.[0];
  if (part || (mail.reportType === "feedback-report" && loose)) {
    const fields = readFields((part?.content ?? loose ?? "").replace(/\n[ \t]*\n/g, "\n"));
    const recipient = ["original-rcpt-to", "removal-recipient", "original-recipient"]
      .map((name) => readAddress(fields.get(name)))
      .find((address) => address !== null);
    return { type: (fields.get("feedback-type") ?? "abuse").toLowerCase(), recipient: recipient ?? null };
  }
  if (mail.reportType === "feedback-report") return { type: "abuse", recipient: null };
  if (mail.from?.address === "staff@hotmail.com" && /^complaint about message from/i.test(mail.subject)) {
    const recipient = /^X-HmXmrOriginalRecipient:\s*(\S+)/im.exec(mail.source)?.[1];
    return { type: "abuse", recipient: recipient?.toLowerCase() ?? null };
  }
  return null;
}

/** What a returned message (in a bounce or complaint) tells about itself. Searched in the parts and the bare source. */
export function readReturned(mail: InboundMail): { messageIds: string[]; heedIds: string[]; addresses: string[] } {
  const texts = [...mail.parts.map((part) => part.content), mail.fullText, skipTopHeader(mail.source)];
  const all = (pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)].map((hit) => hit[1] ?? ""));
  const ids = all(
    /^[>\s]*(?:Message-ID|References|In-Reply-To|X-Microsoft-Original-Message-ID|X-Google-Original-Message-ID)\s*:\s*(.*(?:\n[ \t]+.*)*)/gim,
  );
  return {
    messageIds: [...new Set(ids.flatMap(extractMessageIds))].filter((id) => id !== mail.messageId),
    heedIds: [...new Set(all(/^[>\s]*X-Heed-Id\s*:\s*(\S+)/gim))],
    addresses: [
      ...new Set(
        [
          ...failedRecipients(mail),
          ...all(/^[>\s]*(?:To|Original-Rcpt-To|X-Actual-Recipient)\s*:\s*.*?([^\s<>;:"(),]+@[^\s<>;:"(),]+)/gim),
        ].map((address) => address.toLowerCase()),
      ),
    ],
  };
}

function failedRecipients(mail: InboundMail): string[] {
  return headerValue(mail, "x-failed-recipients")
    .split(/[\s,]+/)
    .filter((address) => address.includes("@"));
}

function skipTopHeader(source: string): string {
  const end = source.search(/\n[ \t]*\n/);
  return end < 0 ? "" : source.slice(end);
}
