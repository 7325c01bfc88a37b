import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { classifyReply } from "@/core/reply";
import { planMatch } from "@/core/reply-match";
import { extractNewText } from "@/core/reply-text";
import { parseMail } from "@/server/mailbox/parse-mail";
import { OUR_ID, toRaw } from "@/server/mailbox/testing/raw-mail";

const RECEIVED = toEpochMs("2026-03-02T08:01:00Z");

async function classify(raw: Buffer | string) {
  const mail = await parseMail(Buffer.from(raw));
  return { mail, verdict: classifyReply(mail, { newText: extractNewText(mail.text), receivedAt: RECEIVED }) };
}

function report(type: string, parts: readonly [string, string][], headers: readonly string[] = []): string {
  const top = [
    "From: Mail Delivery System <MAILER-DAEMON@mx.example>",
    "To: ana@ours.example",
    "Subject: Report",
    "MIME-Version: 1.0",
    ...headers,
  ];
  const body = parts.map(([kind, content]) => `--b\r\nContent-Type: ${kind}\r\n\r\n${content}\r\n`).join("");
  return `${top.join("\r\n")}\r\nContent-Type: multipart/report; report-type=${type}; boundary="b"\r\n\r\n${body}--b--\r\n`;
}

const returned = `From: ana@ours.example\r\nTo: tom@acme.example\r\nMessage-ID: ${OUR_ID}\r\nSubject: Your trial\r\n\r\nunsubscribe here`;

describe("reports", () => {
  const status = (action: string, code: string, text: string) =>
    `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; tom@acme.example\r\nAction: ${action}\r\nStatus: ${code}\r\nDiagnostic-Code: smtp; ${text}`;

  test.each([
    ["failed", "5.1.1", "550 5.1.1 user unknown", "bounce_hard"],
    ["failed", "5.2.2", "552 mailbox full", "bounce_soft"],
    ["failed", "5.7.1", "550 blocked using spamhaus", "bounce_block"],
    ["delayed", "4.4.1", "451 connection timed out", "delay_notice"],
    ["delivered", "2.1.5", "250 ok", "delay_notice"],
  ])("%s %s", async (action, code, text, expected) => {
    const { mail, verdict } = await classify(
      report("delivery-status", [
        ["text/plain", "Sorry."],
        ["message/delivery-status", status(action, code, text)],
        ["message/rfc822", returned],
      ]),
    );
    expect(verdict.class).toBe(expected);
    const { probes } = planMatch(mail, { isReport: true, ownAddresses: new Set(), receivedAt: RECEIVED });
    expect(probes).toContainEqual({ method: "returned_ids", messageIds: [OUR_ID] });
    if (action === "failed") expect(verdict.about).toBe("tom@acme.example");
  });

  test.each([
    ["abuse", "complaint"],
    ["fraud", "complaint"],
    ["opt-out", "unsubscribe"],
    ["not-spam", "automated"],
    ["auth-failure", "automated"],
  ])("feedback %s", async (type, expected) => {
    const { verdict } = await classify(
      report("feedback-report", [
        ["text/plain", "A report."],
        ["message/feedback-report", `Feedback-Type: ${type}\r\nVersion: 1\r\nOriginal-Rcpt-To: tom@acme.example`],
        ["message/rfc822", returned],
      ]),
    );
    expect(verdict.class).toBe(expected);
    expect(verdict.about).toBe(expected === "automated" ? null : "tom@acme.example");
  });

  test("a read receipt", async () => {
    const { verdict } = await classify(
      report("disposition-notification", [
        ["text/plain", "Your message was read"],
        ["message/disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed"],
      ]),
    );
    expect(verdict.class).toBe("read_receipt");
  });

  test("an invitation", async () => {
    const { verdict } = await classify(
      `From: tom@acme.example\r\nSubject: Accepted: Call\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nTom accepted.\r\n--b\r\nContent-Type: text/calendar; method=REPLY\r\nContent-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n--b--\r\n`,
    );
    expect(verdict.class).toBe("calendar");
  });
});

describe("mail systems without reports", () => {
  test("qmail's prose, one recipient gone and one full", async () => {
    const body = `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<tom@acme.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n<jo@acme.example>:\nRemote host said: 552 5.2.2 mailbox full\n\n--- Below this line is a copy of the message.\n\n${returned}`;
    const { verdict } = await classify(
      toRaw({ headers: ["From: MAILER-DAEMON@mx.example", "Subject: failure notice", "Return-Path: <>"], body }),
    );
    expect(verdict.class).toBe("bounce_hard");
    expect(verdict.bounced.map(({ address, kind }) => [address, kind])).toEqual([
      ["tom@acme.example", "hard"],
      ["jo@acme.example", "soft"],
    ]);
  });

  test("still trying is no bounce", async () => {
    const { verdict } = await classify(
      toRaw({
        headers: ["From: MAILER-DAEMON@mx.example", "Subject: Warning: message delayed 24 hours"],
        body: "Your message could not be delivered yet. Delivery attempts will continue. No action is required on your part.",
      }),
    );
    expect(verdict.class).toBe("delay_notice");
  });

  test.each([
    [
      "a person who forwards a bounce",
      ["Subject: Fwd: Undelivered Mail Returned to Sender"],
      "Hi Ana, your mail to Jo came back:\n\n550 5.1.1 user unknown. Can you try again?",
    ],
    [
      "a person who talks about deliveries",
      ["Subject: Re: Delivery failed"],
      "The delivery failed: nobody was at home between 400 and 500 pm. When do you come again?",
    ],
    [
      "a telephone number",
      ["Subject: Re: Trial", "Return-Path: <tom@acme.example>"],
      "Could not reach you. Call me: 415 555 0100",
    ],
  ])("%s is none", async (_, headers, body) => {
    const { verdict } = await classify(toRaw({ headers: [...headers, `In-Reply-To: ${OUR_ID}`], body }));
    expect(verdict.class).not.toMatch(/bounce|delay|complaint/);
  });
});

describe("automatic answers that are no absence", () => {
  test.each([
    [
      "a help desk",
      [
        "From: support@acme.example",
        "Subject: [#48213] We received your request",
        "Auto-Submitted: auto-replied",
        `In-Reply-To: ${OUR_ID}`,
      ],
      "Thank you for contacting us. Your ticket number is 48213.",
      "ticket_ack",
    ],
    [
      "somebody gone",
      [
        "Subject: Automatic reply: Trial",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        `In-Reply-To: ${OUR_ID}`,
      ],
      "Tom Reed is no longer with Acme. Please contact Jo.",
      "left_company",
    ],
    [
      "a challenge",
      ["Subject: Re: Trial", "Auto-Submitted: auto-replied"],
      "Please confirm that you are a human: click here and your message will be delivered.",
      "challenge",
    ],
    [
      "a notification",
      ["From: jobs@acme.example", "Subject: Build finished", "Auto-Submitted: auto-generated"],
      "Build 12 finished.",
      "automated",
    ],
    [
      "a mail program that asks to be left out, in words of its own",
      ["Subject: unsubscribe", "Auto-Submitted: auto-generated"],
      "This message was generated automatically to unsubscribe from a mailing list.",
      "unsubscribe",
    ],
    [
      "an answer to a mail of that name",
      ["Subject: Re: Unsubscribe", `In-Reply-To: ${OUR_ID}`],
      "What does it cost?",
      "question",
    ],
    [
      "a newsletter",
      ["Subject: News", "List-Unsubscribe: <https://x.example/u>", "Precedence: bulk"],
      "Our spring sale",
      "bulk",
    ],
    [
      "a person on a mailing list",
      ["Subject: Re: Trial", "List-Id: <x.acme.example>", `In-Reply-To: ${OUR_ID}`],
      "What does it cost?",
      "question",
    ],
  ])("%s", async (_, headers, body, expected) => {
    const { verdict } = await classify(toRaw({ headers, body }));
    expect(verdict.class, JSON.stringify(verdict.evidence)).toBe(expected);
  });
});

describe("odd mail", () => {
  test("old Mac line ends and an mbox separator", async () => {
    const raw = toRaw({ headers: ["Subject: Re: Trial"], body: "stop" })
      .toString()
      .replace(/\r\n/g, "\r");
    const { mail, verdict } = await classify(`From tom Mon Mar  2 09:00:00 2026\r${raw}`);
    expect(mail.subject).toBe("Re: Trial");
    expect(verdict.class).toBe("unsubscribe");
  });

  test("a clock that is years off does not move a return day", async () => {
    const { verdict } = await classify(
      toRaw({
        headers: ["Date: Fri, 1 Jan 2010 00:00:00 +0000", "Subject: Out of office"],
        body: "I am back on Monday.",
      }),
    );
    expect(verdict.until).toEqual({ date: "2026-03-09", named: true });
  });

  test.each([
    "",
    "\r\n",
    "no headers at all",
    "Subject: x\r\n\r\n",
    "From: \r\nContent-Type: multipart/report\r\n\r\n--\r\n",
  ])("%j is survived", async (raw) => {
    const { verdict } = await classify(raw);
    expect(verdict.class).toBe("unsure");
  });
});

describe("a mail service's notification as JSON", () => {
  const json = (said: object) =>
    toRaw({
      headers: ["From: no-reply@notify.example", "Subject: Notification"],
      body: `${JSON.stringify(said)}\n\n--\nTo stop receiving these, visit https://notify.example/off`,
    });
  const bounce = {
    notificationType: "Bounce",
    bounce: {
      bounceType: "Permanent",
      bouncedRecipients: [{ emailAddress: "Tom@acme.example", status: "5.1.1", diagnosticCode: "smtp; 550 unknown" }],
    },
  };

  test("a bounce", async () => {
    const { verdict } = await classify(json(bounce));
    expect(verdict).toMatchObject({ class: "bounce_hard", about: "tom@acme.example" });
  });

  test("wrapped by a topic service", async () => {
    const { verdict } = await classify(json({ Type: "Notification", Message: JSON.stringify(bounce) }));
    expect(verdict.class).toBe("bounce_hard");
  });

  test("a complaint, and a delivery", async () => {
    const complaint = { complaint: { complainedRecipients: [{ emailAddress: "tom@acme.example" }] } };
    expect((await classify(json({ eventType: "Complaint", ...complaint }))).verdict).toMatchObject({
      class: "complaint",
      about: "tom@acme.example",
    });
    const { verdict } = await classify(json({ notificationType: "Delivery", mail: { destination: ["t@x.example"] } }));
    expect(verdict.class).toBe("delay_notice");
  });

  test("a person who sends JSON is a person", async () => {
    const { verdict } = await classify(json({ notificationType: 3, order: "12" }));
    expect(verdict.class).not.toMatch(/bounce|complaint|delay/);
  });
});
