import { afterEach, describe, expect, test } from "vitest";
import { type EmailText, renderEmailText } from "@/core/merge-content";
import { createVault, useVault } from "@/server/crypto";
import { env } from "@/server/env";
import { checkMime } from "@/server/mail/check-mime";
import { composeMail, type Envelope } from "@/server/mail/compose";
import { toMime } from "@/server/mail/mime";
import {
  readAction,
  readReplyToken,
  replyToken,
  signAction,
  TRAP_LINK,
  touchOfAddresses,
} from "@/server/mail/tracking-token";

afterEach(() => useVault(undefined));

const TOUCH = "tch_01jcqk3v7zabcdefghjkmnpqrs";
const origin = () => env().APP_URL;

const base: Envelope = {
  touchId: TOUCH,
  workspaceId: "wsp_1",
  class: "sales",
  from: { name: "Ana Ruiz", address: "ana@ours.example" },
  replyTo: null,
  plusAddressing: true,
  to: "tom@acme.example",
  code: "7kq2mfx9d",
  messageId: `<s.${TOUCH}@ours.example>`,
  thread: null,
  legalName: "Ours GmbH",
  postalAddress: "Hauptstraße 1, 10115 Berlin",
  trackOpens: true,
  trackClicks: true,
  trackingHost: null,
  date: new Date("2026-03-02T08:00:00Z"),
};

const text: EmailText = {
  subject: 'Your trial, {{ first_name | default: "friend" }}',
  preview: "Two minutes of reading",
  body: 'Hi {{ first_name | default: "there" }},\n\nsee [the guide](https://docs.example/guide?a=1&b=2) or https://docs.example/x.\n\n- **one**\n- two\n\nBest,\nAna',
};

const compose = (source: EmailText = text, data = {}, more: Partial<Envelope> = {}) =>
  composeMail(renderEmailText(source, data), { ...base, ...more });

test("blocks of brand mail carry their look themselves and pass the check", async () => {
  const body =
    "## News for {{ first_name }}\n\n![A lamp](https://img.example/lamp.png)\n\n---\n\n=> [See it](https://shop.example/lamp)";
  const mail = compose({ ...text, body }, { first_name: "<hr>Tom" });
  expect(mail.html).toContain('alt="A lamp"');
  expect(mail.html.match(/display:inline-block;padding/g)).toHaveLength(1);
  expect(mail.html.match(/<hr /g)).toHaveLength(1); // the person's name made none
  expect(mail.text).toContain("See it (");
  const authorUrls = ["https://shop.example/lamp"];
  expect(await checkMime(await toMime(mail), { class: "sales", origin: origin(), authorUrls })).toEqual([]);
});

describe("every mail passes the check on its bytes", () => {
  const names: Record<string, string>[] = [
    { first_name: "Tom" },
    { first_name: "" },
    { first_name: 'Zoë <b>"O\'Neil"</b> & Söhne\r\nBcc: x@y.example' },
    { first_name: "李雷 🎉" },
    { first_name: "$& $1 \\" },
  ];
  const envelopes: Partial<Envelope>[] = [
    {},
    { class: "marketing" },
    { class: "transactional" },
    { trackOpens: false, trackClicks: false },
    { plusAddressing: false, replyTo: "team@ours.example" },
    { thread: { subject: "Your trial", messageIds: ["<first@ours.example>", "<0102@eu-west-1.amazonses.com>"] } },
    { from: { name: 'Ana "the Fox" Ruíz, Sales', address: "ana@ours.example" } },
    { legalName: "Ünïcode & Söhne <GmbH>", postalAddress: "Straße 1\nBerlin" },
  ];
  for (const [i, data] of names.entries()) {
    for (const [j, more] of envelopes.entries()) {
      test(`person ${i}, envelope ${j}`, async () => {
        const mail = compose(text, data, more);
        const tracked = more.trackClicks !== false;
        const problems = await checkMime(await toMime(mail), {
          class: more.class ?? "sales",
          origin: origin(),
          ...(tracked ? { authorUrls: ["https://docs.example/guide?a=1&b=2", "https://docs.example/x"] } : {}),
        });
        expect(problems).toEqual([]);
      });
    }
  }

  test("also at two hundred paragraphs and forty links", async () => {
    const body = Array.from(
      { length: 200 },
      (_, i) => `Paragraph ${i} *with* words${i % 5 ? "" : ` and [link ${i}](https://docs.example/${i})`}.`,
    ).join("\n\n");
    const mail = compose({ subject: "Long", body });
    expect(await checkMime(await toMime(mail), { class: "sales", origin: origin() })).toEqual([]);
  });
});

describe("what a mail carries", () => {
  test("links lead through us and name the touch and the link; the author's addresses stay out", () => {
    const mail = compose(text, { first_name: "Tom" });
    const merged = renderEmailText(text, { first_name: "Tom" });
    const tokens = [...mail.html.matchAll(/\/c\/([^"]+)"/g)].map(([, token = ""]) => readAction(token));
    expect(tokens).toEqual([
      ...merged.links.map((link) => ({ do: "click", touchId: TOUCH, linkId: link.id })),
      { do: "click", touchId: TOUCH, linkId: TRAP_LINK },
    ]);
    // The link no person can see is in the HTML alone.
    expect([...mail.text.matchAll(/\/c\/(\S+?)[).]?\s/g)]).toHaveLength(2);
  });

  test("without tracking there is no pixel, no trap, and the author's own addresses", () => {
    const mail = compose(text, {}, { trackOpens: false, trackClicks: false });
    expect(mail.html).not.toContain("/o/");
    expect(mail.html).not.toContain("/c/");
    expect(mail.html).toContain('href="https://docs.example/guide?a=1&#38;b=2"');
    expect(mail.text).toContain("https://docs.example/x.");
  });

  test("law and answer: legal name, address, leaving, preferences, code; replies with a token", () => {
    const mail = compose();
    for (const part of [mail.html, mail.text]) {
      expect(part).toContain("Ours GmbH");
      expect(part).toContain("10115 Berlin");
      expect(part).toContain("/unsubscribe/");
      expect(part).toContain("/preferences/");
      expect(part).toContain("/verify/7kq2mfx9d");
    }
    expect(mail.headers["List-Unsubscribe"]).toMatch(/^<http.*\/unsubscribe\/.*>, <mailto:.*\?subject=unsubscribe>$/);
    const byMail = /<mailto:([^?]+)/.exec(mail.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
    expect(touchOfAddresses([byMail])).toBe(TOUCH);
    const unheard = compose(text, {}, { plusAddressing: false });
    expect(unheard.headers["List-Unsubscribe"]).toMatch(/^<http[^>]*>$/);
    expect(touchOfAddresses([mail.replyTo ?? ""])).toBe(TOUCH);
    expect((mail.replyTo ?? "").split("@")[0]?.length).toBeLessThanOrEqual(64);
  });

  test("a transactional mail has nothing to leave", () => {
    const mail = compose(text, {}, { class: "transactional" });
    expect(mail.headers).not.toHaveProperty("List-Unsubscribe");
    expect(mail.text).not.toContain("/unsubscribe/");
  });

  test("a local part too long for a token, or a host without plus-addressing, gets none", () => {
    expect(
      compose(text, {}, { from: { name: "A", address: "a.very.long.local.part@ours.example" } }).replyTo,
    ).toBeNull();
    expect(compose(text, {}, { plusAddressing: false }).replyTo).toBeNull();
  });

  test("a follow-up continues the thread, with our own id last", () => {
    const mail = compose(text, {}, { thread: { subject: "First", messageIds: ["<1@x>", "<2@x>"] } });
    expect(mail).toMatchObject({
      subject: "Re: First",
      inReplyTo: "<2@x>",
      references: ["<1@x>", "<2@x>", base.messageId],
    });
  });

  test("the same mail is the same bytes", async () => {
    expect((await toMime(compose())).equals(await toMime(compose()))).toBe(true);
  });
});

describe("tokens", () => {
  test("are read back, and by nobody's hand changed", () => {
    for (const action of [
      { do: "open", touchId: TOUCH },
      { do: "click", touchId: TOUCH, linkId: "l12ab3c" },
      { do: "leave", touchId: TOUCH },
      { do: "prefer", touchId: TOUCH },
    ] as const) {
      const token = signAction(action);
      expect(readAction(token)).toEqual(action);
      expect(token).toMatch(/^[\w.-]+$/);
      for (const forged of [
        `u${token.slice(1)}x`,
        token.replace(TOUCH, "tch_01jcqk3v7zabcdefghjkmnpqrt"),
        token.slice(0, -1),
        token.toUpperCase(),
      ]) {
        if (forged !== token) expect(readAction(forged)).toBeNull();
      }
    }
    // A token for one thing is none for another.
    expect(readAction(signAction({ do: "open", touchId: TOUCH }).replace(/^o/, "u"))).toBeNull();
  });

  test("a reply token survives upper case, and nothing else", () => {
    const address = compose().replyTo ?? "";
    expect(touchOfAddresses(["x@y.example", address.toUpperCase()])).toBe(TOUCH);
    const token = /\+r([0-9a-z]+)@/.exec(address)?.[1] ?? "";
    expect(readReplyToken(token)).toBe(TOUCH);
    const forged = `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;
    expect(readReplyToken(forged)).toBeNull();
    expect(readReplyToken("")).toBeNull();
  });

  test("a reply token outlives new keys, as long as the old one is kept", () => {
    const key = (id: string) => ({ id, secret: Buffer.alloc(32, id) });
    useVault(createVault([key("k1")]));
    const token = replyToken(TOUCH);
    useVault(createVault([key("k2"), key("k1")]));
    expect(readReplyToken(token)).toBe(TOUCH);
    expect(replyToken(TOUCH)).not.toBe(token);
    useVault(createVault([key("k2")]));
    expect(readReplyToken(token)).toBeNull();
  });
});

describe("the checker finds what is planted", () => {
  test.each<[string, (raw: string) => string, RegExp]>([
    ["a template's sign", (raw) => raw.replace("Paragraph", "{{ x }}"), /template's sign/],
    ["an empty greeting", (raw) => raw.replace("Paragraph", "Hi ,"), /greets nobody/],
    ["undefined", (raw) => raw.replace("Paragraph", "undefined"), /says undefined/],
    ["no one-click header", (raw) => raw.replace(/List-Unsubscribe-Post:.*\r\n/i, ""), /RFC 8058/],
    ["two subjects", (raw) => raw.replace(/^Subject:/m, "Subject: x\r\nSubject:"), /subject stands 2 times/],
    ["an open tag", (raw) => raw.replace("</p>", ""), /does not close/],
    ["a bare line feed", (raw) => raw.replace("\r\n\r\n", "\r\n\r\nx\n"), /CRLF/],
    ["one part only", (raw) => raw.replace(/multipart\/alternative/, "text/plain"), /not multipart/],
  ])("%s", async (_, spoil, problem) => {
    const raw = (await toMime(compose({ subject: "Plain", body: "Paragraph" }))).toString();
    const spoilt = spoil(raw);
    expect(spoilt).not.toBe(raw);
    expect((await checkMime(Buffer.from(spoilt), { class: "sales", origin: origin() })).join("\n")).toMatch(problem);
  });

  test("a link that was left alone, and one rewritten twice", async () => {
    const mail = compose(text, {}, { trackClicks: false });
    const problems = await checkMime(await toMime(mail), {
      class: "sales",
      origin: origin(),
      authorUrls: ["https://docs.example/x"],
    });
    expect(problems).toEqual(["a link was not rewritten: https://docs.example/x"]);
    const twice = { ...mail, html: mail.html.replace("https://docs.example/x", `${origin()}/c/a?to=${origin()}/c/b`) };
    expect(await checkMime(await toMime(twice), { class: "sales", origin: origin() })).toEqual([
      expect.stringContaining("rewritten twice"),
    ]);
  });
});
