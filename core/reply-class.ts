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
