/** What an inbound mail is (SEMANTICS §4). Words are stored: none is ever renamed. */
export const replyClasses = [
  "interested",
  "question",
  "neutral",
  "referral",
  "not_now",
  "not_interested",
  "unsubscribe",
  "complaint",
  "bounce_hard",
  "left_company",
  "out_of_office",
  "unsure",
  "challenge",
  "ticket_ack",
  "calendar",
  "read_receipt",
  "delay_notice",
  "bounce_soft",
  "bounce_block",
  "bulk",
  "automated",
] as const;

export type ReplyClass = (typeof replyClasses)[number];

/** Written by a person to us. The others are made by machines and are no answer in any statistic. */
export const humanReplyClasses: ReadonlySet<ReplyClass> = new Set<ReplyClass>([
  "interested",
  "question",
  "neutral",
  "referral",
  "not_now",
  "not_interested",
  "unsubscribe",
  "unsure",
]);

/** One thing that was seen and led to the class. */
export interface ReplyEvidence {
  readonly where: "structure" | "header" | "subject" | "text";
  /** In words a member understands: "says it cannot be delivered". */
  readonly why: string;
  /** The very words or header. */
  readonly seen: string;
}

/** Replies a person should answer or judge; the others have been dealt with by what the sequence did. */
export const repliesToAnswer: ReadonlySet<ReplyClass> = new Set<ReplyClass>([
  "interested",
  "question",
  "neutral",
  "referral",
  "not_now",
  "unsure",
  "challenge",
]);

/** Written by a mail server about a mail: there is nobody an answer could reach. */
export const reportClasses: ReadonlySet<ReplyClass> = new Set<ReplyClass>([
  "complaint",
  "bounce_hard",
  "bounce_soft",
  "bounce_block",
  "delay_notice",
  "read_receipt",
]);

/** What a class is called on screen. */
export const replyClassNames: Readonly<Record<ReplyClass, string>> = {
  interested: "Interested",
  question: "A question",
  neutral: "An answer",
  referral: "Names somebody else",
  not_now: "Not now",
  not_interested: "Not interested",
  unsubscribe: "Wants no more mail",
  complaint: "Marked as spam",
  bounce_hard: "Address does not exist",
  left_company: "No longer there",
  out_of_office: "Away",
  unsure: "Unclear",
  challenge: "Asks for a proof",
  ticket_ack: "Confirms receipt",
  calendar: "Invitation",
  read_receipt: "Read receipt",
  delay_notice: "Delayed",
  bounce_soft: "Not delivered for now",
  bounce_block: "Refused",
  bulk: "Newsletter",
  automated: "Automatic mail",
};
