/** One mail to one recipient, ready to be handed over: what every transport needs, whatever its wire looks like. */
export interface OutgoingMail {
  from: { name: string; address: string };
  to: string;
  replyTo: string | null;
  /** Envelope sender where we own the return path; null: the transport's own. */
  envelopeFrom: string | null;
  subject: string;
  html: string;
  text: string;
  /** With angle brackets; some providers replace it (EMAIL §1.1). */
  messageId: string;
  inReplyTo: string | null;
  /** Wire ids of the thread, ours last. */
  references: readonly string[];
  /** List-Unsubscribe, List-Unsubscribe-Post, X-Heed-Id… */
  headers: Readonly<Record<string, string>>;
  /** The instant in the Date header: workspace time. */
  date: Date;
  touchId: string;
  workspaceId: string;
}

/** What became of a hand-over, as far as it can be known. */
export type HandOver =
  /** The provider has it. `aliases`: other Message-IDs it will be known by. */
  | { outcome: "accepted"; providerId: string | null; messageId: string; aliases: readonly string[]; answer: string }
  /** It will never take it. */
  | { outcome: "rejected"; code: string; answer: string; bounce: "hard" | "soft" | "block" | null }
  /**
   * Surely not accepted (connection refused, SMTP 4xx, 429): may be tried again, the slot is freed meanwhile. `stopsSender`:
   * it would be told the same whoever it writes to, until a member has seen to it.
   */
  | { outcome: "deferred"; answer: string; retryAfterMs: number | null; stopsSender?: true }
  /** It may or may not have it. Never sent again by itself, unless the provider knows idempotency keys. */
  | { outcome: "unknown"; answer: string };

/** How long a sender whose own trouble it is stands still before one mail tries again. */
export const SENDER_TROUBLE_MS = 15 * 60_000;

/** The sender is refused, whoever it writes to: no mail may be lost for it. */
export const senderTrouble = (answer: string): HandOver => ({
  outcome: "deferred",
  answer,
  retryAfterMs: SENDER_TROUBLE_MS,
  stopsSender: true,
});

export interface MailTransport {
  /** Whether handing over the same key again is safe: it answers as it did the first time. */
  readonly honoursKeys: boolean;
  /** Never throws for what a provider or a network can do; gives up after its own time-out. */
  send(mail: OutgoingMail, options: { idempotencyKey: string }): Promise<HandOver>;
  /** Several in one call, all taken or none; the answers in the same order. Only where the provider knows it. */
  sendBatch?(mails: readonly OutgoingMail[], options: { idempotencyKey: string }): Promise<HandOver[]>;
  close(): Promise<void>;
}
