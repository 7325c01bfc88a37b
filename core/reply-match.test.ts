import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import type { InboundMail } from "@/core/reply-mail";
import { planMatch, readRecipients, readTokens } from "@/core/reply-match";
import { normaliseSubject } from "@/core/reply-subject";

const TOKEN = "01jabcdefghjkmnpqrstvwxyz01234567890abcdef";
const NOW = toEpochMs("2026-03-02T08:00:00Z");

function mail(headers: Record<string, string[]>, more: Partial<InboundMail> = {}): InboundMail {
  return {
    messageId: "<in@acme.example>",
    from: { address: "tom@acme.example", name: "Tom" },
    to: [{ address: "ana@ours.example", name: "" }],
    cc: [],
    subject: "Re: Your trial ends",
    date: NOW,
    headers,
    contentType: "text/plain",
    reportType: null,
    text: "",
    fullText: "",
    parts: [],
    source: "",
    ...more,
  };
}

const plan = (m: InboundMail, isReport = false) =>
  planMatch(m, { isReport, ownAddresses: new Set(["ana@ours.example"]), receivedAt: NOW });

describe("planMatch", () => {
  test("asks in the order of the specification, references from the last", () => {
    const { probes } = plan(
      mail({
        "in-reply-to": ["<a@x>, <b@x>"],
        references: ["<1@x>,<2@x> <3@x>"],
        "delivered-to": [`ana+r${TOKEN.toUpperCase()}@ours.example`],
      }),
    );
    expect(probes).toEqual([
      { method: "token", tokens: [TOKEN] },
      { method: "in_reply_to", messageIds: ["<a@x>", "<b@x>"] },
      { method: "references", messageIds: ["<3@x>", "<2@x>", "<1@x>"] },
      {
        method: "subject",
        address: "tom@acme.example",
        subject: "your trial ends",
        since: NOW - 30 * 86_400_000,
        until: NOW,
      },
      { method: "sender", address: "tom@acme.example" },
    ]);
  });

  test("our own copies are dropped, but not bounces that come under our name", () => {
    const own = mail({}, { from: { address: "ana@ours.example", name: "" } });
    expect(plan(own)).toEqual({ own: true, probes: [] });
    expect(plan(own, true).own).toBe(false);
  });

  test("a bounce is matched by what it returns", () => {
    const returned =
      "Message-ID: <s.tch_1@mail.ours.example>\nX-Heed-Id: tch_1.mac\nTo: Tom <TOM@acme.example>\nReferences: <old@x>\n <s.tch_0@mail.ours.example>\n";
    const { probes } = plan(mail({}, { parts: [{ type: "text/rfc822-headers", content: returned }] }), true);
    expect(probes).toEqual([
      { method: "returned_mark", marks: ["tch_1.mac"] },
      { method: "returned_ids", messageIds: ["<s.tch_1@mail.ours.example>", "<old@x>", "<s.tch_0@mail.ours.example>"] },
      { method: "returned_address", addresses: ["tom@acme.example"], since: NOW - 5 * 86_400_000 },
    ]);
  });

  test("a short subject matches nothing, and a mail without a sender asks nobody", () => {
    const { probes } = plan(mail({}, { subject: "Re: Hi", from: null }));
    expect(probes).toEqual([]);
  });
});

test("recipients are found wherever servers note them", () => {
  const found = readRecipients(
    mail({ received: ["by mx.ours.example for <Hidden@ours.example>; Mon"], "x-original-to": ["list@ours.example"] }),
  );
  expect(found).toEqual(["ana@ours.example", "list@ours.example", "hidden@ours.example"]);
});

test("tokens of every kind of address, and nothing that only looks like one", () => {
  const to = [
    `reply+${TOKEN}@in.example`,
    `unsub+${TOKEN}@in.example`,
    `a+r${TOKEN}.x@in.example`,
    "a+short@in.example",
  ];
  expect(readTokens(mail({ to, "delivered-to": to }))).toEqual([TOKEN]);
});

describe("normaliseSubject", () => {
  test.each([
    ["Re: AW: [EXTERNAL] Fwd: Your  Trial", "your trial"],
    ["RE[2]: Sv: Odp: Your trial", "your trial"],
    ["回复：Your trial", "your trial"],
    ["Regarding your trial", "regarding your trial"],
    ["Re: ok", null],
    ["", null],
  ])("%s", (subject, expected) => {
    expect(normaliseSubject(subject)).toBe(expected);
  });
});
