import { toMime } from "@/server/mail/mime";
import type { MailTransport, OutgoingMail } from "@/server/mail/port";

/** Puts one message into the local inbox; the same key again does nothing. Gives the id it is known by. */
export type KeepMail = (mail: { key: string; raw: Buffer; outgoing: OutgoingMail }) => Promise<string>;

/** A provider that never leaves the house: full MIME into the workspace's local inbox, keys honoured as the best do. */
export function createSandboxTransport(keep: KeepMail): MailTransport {
  return {
    honoursKeys: true,
    async send(mail, { idempotencyKey }) {
      const raw = await toMime(mail);
      const id = await keep({ key: idempotencyKey, raw, outgoing: mail });
      return {
        outcome: "accepted",
        providerId: id,
        messageId: mail.messageId,
        aliases: [],
        answer: "kept in the local inbox",
      };
    },
    close: () => Promise.resolve(),
  };
}
