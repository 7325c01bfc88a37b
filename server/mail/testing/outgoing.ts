import type { OutgoingMail } from "@/server/mail/port";

/** A mail ready to leave, with what a test wants to differ. */
export function outgoingMail(more: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    from: { name: "Ana Ruiz", address: "ana@ours.example" },
    to: "tom@acme.example",
    replyTo: null,
    envelopeFrom: null,
    subject: "Your trial",
    html: "<p>Hello Tom</p>",
    text: "Hello Tom\n",
    messageId: "<s.tch_1@ours.example>",
    inReplyTo: null,
    references: ["<s.tch_1@ours.example>"],
    headers: { "X-Heed-Id": "o-tch_1.mac" },
    date: new Date("2026-03-02T08:00:00Z"),
    touchId: "tch_1",
    workspaceId: "wsp_1",
    ...more,
  };
}
