import { z } from "zod";
import type { InboundMail } from "@/core/reply-mail";
import type { ReportedRecipient } from "@/core/reply-report";

/**
 * A delivery notification that a mail service sends as JSON in the text of a mail (the form of Amazon SES, bare or wrapped
 * by its topic service), instead of a report part of RFC 3464 or 5965.
 */
export interface JsonNotification {
  readonly type: "bounce" | "complaint" | "delivery";
  readonly recipients: readonly ReportedRecipient[];
}

const recipient = z.object({
  emailAddress: z.string(),
  action: z.string().optional(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});
const said = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z.object({ bounceType: z.string().optional(), bouncedRecipients: z.array(recipient).default([]) }).optional(),
  complaint: z.object({ complainedRecipients: z.array(recipient).default([]) }).optional(),
  mail: z.object({ destination: z.array(z.string()).default([]) }).optional(),
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The object the text begins with; what a service appends below it ("to stop receiving …") is left. */
function readObject(text: string): unknown {
  const from = text.indexOf("{");
  if (from < 0 || text.slice(0, from).trim() !== "") return null;
  const whole = parse(text.slice(from));
  if (whole !== null) return whole;
  const end = text.lastIndexOf("}");
  // Lines folded inside a string by a mail program on the way are put together again.
  return parse(text.slice(from, end + 1)) ?? parse(text.slice(from, end + 1).replace(/\n[ \t]*/g, ""));
}

const address = (value: string): string => (/[^\s<>]+@[^\s<>]+/.exec(value)?.[0] ?? value).toLowerCase();

/** Null when the mail is no such thing. */
export function readNotification(mail: Pick<InboundMail, "fullText">): JsonNotification | null {
  const outer = readObject(mail.fullText);
  const wrapped = z.object({ Message: z.string() }).safeParse(outer);
  const inner = said.safeParse(wrapped.success ? readObject(wrapped.data.Message) : outer);
  if (!inner.success) return null;
  const { notificationType, eventType, bounce, complaint, mail: about } = inner.data;
  const type = (notificationType ?? eventType ?? "").toLowerCase();
  if (type === "bounce" && bounce) {
    const hard = bounce.bounceType === "Permanent";
    return {
      type,
      recipients: bounce.bouncedRecipients.map((one) => ({
        address: address(one.emailAddress),
        action: "failed",
        status: one.status ?? (hard ? "5.0.0" : "4.0.0"),
        diagnostic: one.diagnosticCode ?? "",
      })),
    };
  }
  if (type === "complaint" && complaint) {
    const recipients = complaint.complainedRecipients.map(({ emailAddress }) => emailAddress);
    return { type, recipients: recipients.map((one) => reached(one)) };
  }
  return type === "delivery" ? { type, recipients: (about?.destination ?? []).map((one) => reached(one)) } : null;
}

const reached = (one: string): ReportedRecipient => ({
  address: address(one),
  action: "delivered",
  status: null,
  diagnostic: "",
});
