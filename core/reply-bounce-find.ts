import { type BounceVerdict, classifyBounce } from "@/core/reply-bounce";
import {
  BOUNCE_BODY,
  BOUNCE_NAME,
  BOUNCE_SENDER,
  BOUNCE_SUBJECTS,
  DELAY,
  SMTP_ANSWER,
  SURE_ANSWER,
} from "@/core/reply-bounce-words";
import { headerValue, headerValues, type InboundMail } from "@/core/reply-mail";
import { readNotification } from "@/core/reply-notification";
import { findDeliveryReport, type ReportedRecipient } from "@/core/reply-report";
import { hasReplyPrefix } from "@/core/reply-subject";

export interface BouncedRecipient extends BounceVerdict {
  readonly address: string | null;
  readonly diagnostic: string;
}

export type BounceFinding =
  | { readonly type: "bounce"; readonly recipients: readonly BouncedRecipient[]; readonly seen: string }
  /** Nothing has failed for good: still trying, or a report that the mail arrived. */
  | { readonly type: "notice"; readonly seen: string };

const HEAD = 4_096;
/** Where the returned mail begins: what follows are its words, not the mail system's. */
const RETURNED =
  /^[-=_*> \t]*(?:(?:below|this) (?:is|line is) a copy of (?:the|your) (?:original )?message|original message (?:follows|headers?|text|attached)|(?:begin )?your (?:message|mail|e-?mail) (?:follows|headers?|below|is below|text|body|attached)|(?:begin )?(?:returned|original|undelivered|unsent|rejected|bounced) (?:message|mail|e-?mail)(?: (?:follows|headers?|below|is below|text|body|attached))?|message (?:header|text|body|contents?) follows?|the (?:original|header|body|text) .{0,40}(?:follows|was|is)|received:\s.*\bby\b|return-path:)[-=_* \t:.]*$|^[-=_]{3,} ?(?:(?:this is|here is|here follows|below this line).{0,60}|(?:message|headers?|body|copy|start|begin).{0,40}(?:header|message|original|follows).{0,40})$/im;

/** The mail system's own words, without the mail it returns. */
export function bounceHead(mail: InboundMail): string {
  const text = mail.fullText.trim() === "" ? bodyOfSource(mail.source) : mail.fullText;
  const cut = RETURNED.exec(text);
  return (cut && cut.index > 40 ? text.slice(0, cut.index) : text).slice(0, HEAD);
}

function bodyOfSource(source: string): string {
  const end = source.search(/\n[ \t]*\n/);
  return end < 0 ? "" : source.slice(end, end + 2 * HEAD);
}

export function hasNullReturnPath(mail: InboundMail): boolean {
  return headerValues(mail, "return-path").some(
    (value) => /^<?\s*>?$/.test(value) || /^<?mailer-daemon@?[^>]*>?$/i.test(value),
  );
}

function isBounceSender(mail: InboundMail): boolean {
  if (!mail.from) return false;
  const local = mail.from.address.split("@")[0] ?? "";
  return BOUNCE_SENDER.test(local) || BOUNCE_NAME.test(mail.from.name);
}

const isBounceSubject = (subject: string): boolean => BOUNCE_SUBJECTS.some((pattern) => pattern.test(subject));

/** A recipient named in the text, near a refusal. */
function readTextRecipient(text: string): string | null {
  return /[^\s<>;:"'(),[\]]+@[^\s<>;:"'(),[\]]+\.[a-z]{2,}/i.exec(text)?.[0]?.toLowerCase() ?? null;
}

/** More than a scheme, a code and an address. */
function saysSomething(diagnostic: string): boolean {
  const words = diagnostic
    .replace(/^[\w-]+\s*;/, "")
    .replace(/\S+@\S+/g, "")
    .match(/[a-z]{3,}/gi);
  return (words?.length ?? 0) >= 3;
}

function judge(recipient: ReportedRecipient, head: string): BouncedRecipient {
  const said = classifyBounce({ status: recipient.status, diagnostic: recipient.diagnostic });
  // Neither code nor words decided: perhaps the text for people says more.
  const verdict =
    said.kind === "soft" && /^(?:status [45]\.\d\.0$|no rule)/.test(said.rule) && !saysSomething(recipient.diagnostic)
      ? classifyBounce({ status: recipient.status, diagnostic: `${recipient.diagnostic} ${head.slice(0, 1_500)}` })
      : said;
  return { address: recipient.address, diagnostic: recipient.diagnostic || head.slice(0, 300), ...verdict };
}

function fromReport(mail: InboundMail, recipients: readonly ReportedRecipient[]): BounceFinding | null {
  const head = bounceHead(mail);
  const failed = recipients.filter((recipient) => recipient.action === "failed");
  if (failed.length > 0) {
    return {
      type: "bounce",
      recipients: failed.map((recipient) => judge(recipient, head)),
      seen: "delivery report: failed",
    };
  }
  if (recipients.some((recipient) => recipient.action === "delayed"))
    return { type: "notice", seen: "delivery report: delayed" };
  if (recipients.some((recipient) => recipient.action === "delivered"))
    return { type: "notice", seen: "delivery report: delivered" };
  return null;
}

const ADDRESS_LINE =
  /^[ \t]*["'<(]?([^\s<>;:"'(),[\]]+@[^\s<>;:"'(),[\]]+\.[a-z]{2,})[>"')]?[ \t]*(?:\([^)]*\)|\.\.\.)?[ \t]*:?(?=\s|$)/gim;

/** The paragraphs that begin with an address: what is said of each recipient. */
function splitByRecipient(head: string): { address: string; text: string }[] {
  const starts = [...head.matchAll(ADDRESS_LINE)].map((hit) => ({ at: hit.index, address: hit[1] ?? "" }));
  // A recipient named again right away is still the same one ("host said: 550 <address>: unknown").
  const first = starts.filter(({ address }, i) => address.toLowerCase() !== starts[i - 1]?.address.toLowerCase());
  return first
    .map(({ at, address }, i) => ({
      address: address.toLowerCase(),
      text: head.slice(at, first[i + 1]?.at ?? head.length).slice(0, 1_000),
    }))
    .filter(({ text }) => text.replace(/\S+@\S+/g, "").replace(/[^a-z\d\u3000-\u9fff]/gi, "").length >= 10);
}

/** Refusal read from the mail system's prose, for reports without a machine-readable part. */
function fromText(mail: InboundMail, seen: string): BounceFinding {
  const head = bounceHead(mail);
  const said = splitByRecipient(head).map(({ address, text }) => ({
    address,
    diagnostic: text.slice(0, 500),
    ...classifyBounce({ diagnostic: text }),
  }));
  if (said.some(({ rule }) => rule !== "no rule applies")) return { type: "bounce", seen, recipients: said };
  const failed = headerValue(mail, "x-failed-recipients")
    .split(/[\s,]+/)
    .filter((address) => address.includes("@"));
  const addresses: (string | null)[] = failed.length > 0 ? failed : [readTextRecipient(head)];
  const verdict = classifyBounce({ diagnostic: /[a-z]{4}/i.test(head) ? head : mail.subject });
  return {
    type: "bounce",
    seen,
    recipients: addresses.map((address) => ({ address, diagnostic: head.slice(0, 500), ...verdict })),
  };
}

/**
 * Whether a mail system reports that a mail could not be delivered (RFC 3464, else by its looks). Without a report part
 * a sender that bounces, a subject that says so, and words of refusal must agree: a person who forwards a bounce is none.
 */
export function findBounce(mail: InboundMail): BounceFinding | null {
  const report = findDeliveryReport(mail);
  const told = report ? null : readNotification(mail);
  const found =
    report || (told && told.type !== "complaint")
      ? fromReport(mail, report?.recipients ?? told?.recipients ?? [])
      : null;
  if (found) return found;
  const head = bounceHead(mail);
  const subject = isBounceSubject(mail.subject);
  const sender = isBounceSender(mail);
  const nullPath = hasNullReturnPath(mail);
  const said = BOUNCE_BODY.test(head);
  const answer = SMTP_ANSWER.test(head);
  const failedHeader = headerValue(mail, "x-failed-recipients") !== "";
  // Italian certified mail says in a header what its receipt is (D.P.R. 68/2005).
  const certified = /^(?:errore-consegna|preavviso-errore|non-accettazione|rilevazione-virus)/i.test(
    headerValue(mail, "x-ricevuta"),
  );
  const daemon = nullPath && /^mail(?:er)?-?daemon$/i.test(mail.from?.address.split("@")[0] ?? "");
  const why = report
    ? "delivery report without a recipient"
    : failedHeader
      ? "names failed recipients"
      : sender && (subject || answer || said)
        ? "a mail system's address and words"
        : nullPath && (subject || (said && SURE_ANSWER.test(head)))
          ? "no return path and words of a bounce"
          : subject && said && answer && !hasReplyPrefix(mail.subject) && headerValue(mail, "in-reply-to") === ""
            ? "subject and words of a bounce"
            : certified
              ? "certified mail's receipt of a failure"
              : daemon
                ? "a mail system writes without a return path"
                : null;
  if (!why) return null;
  if (
    DELAY.test(`${mail.subject}\n${head}`) &&
    !/(?:giv(?:en|ing) up|permanent|fatal|will not|failed after|no longer|expired|undeliverable|returned mail|(?<!temporary |transient )failure)/i.test(
      `${mail.subject} ${head}`,
    )
  ) {
    return { type: "notice", seen: `${why}: still trying` };
  }
  return fromText(mail, why);
}
