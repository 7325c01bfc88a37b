import { describe, expect, it } from "vitest";
import { readForwardedMail } from "@/core/forwarded-mail";
import { answerSupport, type SentFact, type SupportFacts } from "@/core/support-answer";
import { readSupportQuery } from "@/core/support-query";

const sent: SentFact = {
  touchId: "tch_1",
  subject: "Your new card",
  when: "14 May 10:02",
  source: "sequence",
  channel: "email",
  senderName: "Meridian",
  senderAddress: "news@meridian.example",
  mailboxOf: null,
  partOf: "Trial",
  step: 3,
  unsure: false,
};
const nothing: SupportFacts = {
  query: { kind: "empty" },
  domains: [
    { domain: "meridian.example", use: "mail" },
    { domain: "meridian-pay.example", use: "web" },
    { domain: "calendar.example", use: "linked" },
  ],
  phones: [{ number: "+44 20 7946 0000", label: "Card support" }],
  senders: [{ name: "Meridian", address: "news@meridian.example" }],
  ownHosts: ["heed.meridian.example"],
  people: [],
  sent: [],
  messages: [],
  notLeft: false,
  waiting: 0,
};
const ask = (typed: string, facts: Partial<SupportFacts> = {}) =>
  answerSupport({ ...nothing, query: readSupportQuery(typed), ...facts });

describe("what was typed", () => {
  it.each([
    ["ana@acme.example", "address"],
    ["Ana Ruiz <ana@acme.example>", "address"],
    ["k3m-q2x-z7p", "code"],
    ["Code: k3mq2xz7p", "code"],
    ["https://heed.example/verify/k3mq2xz7p", "code"],
    ["card.meridian.example", "domain"],
    ["https://meridian-login.example/pay?x=1", "domain"],
    ["+44 20 7946 0000", "phone"],
    ["sebastyan", "words"],
    ["Ana Ruiz", "words"],
    ["From: a@b.example\nTo: c@d.example\n\nHello", "mail"],
    ["Is https://meridian-login.example/pay yours?", "mail"],
    ["Did we write to carla@free.example last week?", "address"],
    ["ana@acme.example or bob@acme.example", "words"],
    ["", "empty"],
  ])("%j is read as %s", (typed, kind) => {
    expect(readSupportQuery(typed).kind).toBe(kind);
  });
});

it("a question with a link in it is answered by where the link leads", () => {
  const answer = ask("It says pay now: https://meridian.login.example/pay. Is it yours?");
  expect(answer.tone).not.toBe("yes");
  expect(ask("Is https://rneridian.example/pay yours?").line).toMatch(
    /^No: rneridian\.example is not ours: it imitates/,
  );
});

describe("a call noted since", () => {
  const call: SentFact = { ...sent, source: "logged", channel: "call", when: "14 May 11:30", mailboxOf: "Ana" };
  it("does not stand before the mail that is asked about", () => {
    const facts = { people: [{ name: "Carla" }], sent: [call, sent] };
    for (const typed of ["carla@free.example", "carla"]) {
      const answer = ask(typed, facts);
      expect(answer.line).toMatch(/^Yes: sent 14 May 10:02 /);
      expect(answer.more).toEqual(["Since then: call of 14 May 11:30, logged by Ana"]);
    }
  });
  it("is no message of ours where nothing was sent", () => {
    const answer = ask("carla@free.example", { people: [{ name: "Carla" }], sent: [call] });
    expect(answer.line).toBe("No: nothing has been sent to this person yet");
    expect(answer.more).toEqual(["Only this was noted: call of 14 May 11:30, logged by Ana"]);
  });
});

describe("a forwarded mail", () => {
  it("is read in several languages, quoted or not, the forwarded block before the forwarding", () => {
    const mail = readForwardedMail(
      'From: Carla <carla@free.example>\nTo: help@meridian.example\nSubject: Fwd: Card\n\n> Von: Meridian <news@meridian.example>\n> An: carla@free.example\n> Betreff: Your new card\n> Is this mail really ours? Code k3mq2xz7p: https://heed.meridian.example/verify/k3mq2xz7p\n> <a href="https://evil.example/x">here</a> call 0800 555 1234',
    );
    expect(mail.from).toEqual(["news@meridian.example", "carla@free.example"]);
    expect(mail.subject).toBe("Your new card");
    expect(mail.codes).toEqual(["k3mq2xz7p"]);
    expect(mail.links).toContain("evil.example");
    expect(mail.phones).toEqual(["0800 555 1234"]);
  });
});

describe("the answer", () => {
  it("to a code says when, by whom, where from", () => {
    expect(ask("k3m-q2x-z7p", { sent: [sent] }).line).toBe("Yes: sent 14 May 10:02 by Meridian, step 3 of Trial");
    expect(ask("k3m-q2x-z7p", { sent: [{ ...sent, mailboxOf: "Ana Ruiz" }] }).line).toBe(
      "Yes: sent 14 May 10:02 by Ana Ruiz’s mailbox, step 3 of Trial",
    );
    expect(ask("k3m-q2x-z7p")).toMatchObject({ tone: "no", line: "No: no mail of ours carries this code" });
    expect(ask("k3m-q2x-z7p", { notLeft: true }).line).toContain("has not left");
  });

  it("to an address is about the person, the sender or the domain", () => {
    const people = [{ name: "Carla" }];
    expect(ask("carla@free.example", { people, sent: [sent], waiting: 2 })).toMatchObject({
      tone: "yes",
      more: ["2 more planned or held"],
    });
    expect(ask("carla@free.example", { people })).toMatchObject({ tone: "no" });
    expect(ask("news@meridian.example")).toMatchObject({ tone: "yes" });
    expect(ask("ceo@meridian.example")).toMatchObject({ tone: "careful" });
    expect(ask("x@meridlan.example")).toMatchObject({
      tone: "no",
      line: expect.stringContaining("imitates meridian.example"),
    });
    expect(ask("x@free.example")).toMatchObject({ tone: "no" });
  });

  it("to a domain names the messages that go there", () => {
    const messages = [
      { subject: "Your new card", partOf: "Cards", step: 2, since: "14 May 10:02", domains: ["card.meridian.example"] },
    ];
    expect(ask("card.meridian.example", { messages })).toEqual({
      tone: "yes",
      line: "Yes: card.meridian.example is ours, and we send mail from it",
      more: ["“Your new card” of Cards, step 2, sent since 14 May 10:02"],
    });
    expect(ask("newcard.test")).toMatchObject({
      tone: "no",
      line: "No: newcard.test is nothing of ours; we have never used that domain",
    });
    expect(ask("meridian-pay.example").line).toContain("never send mail from it");
    expect(ask("calendar.example").tone).toBe("yes");
    expect(ask("heed.meridian.example").tone).toBe("yes");
  });

  it("to a number and to words", () => {
    expect(ask("020 7946 0000").line).toBe("Yes: +44 20 7946 0000 is ours: Card support");
    expect(ask("0800 555 1234").tone).toBe("no");
    expect(ask("Ana Ruiz", { people: [{ name: "Ana Ruiz" }], sent: [sent] }).tone).toBe("yes");
    expect(ask("Ana", { people: [{ name: "Ana" }, { name: "Anna" }] }).tone).toBe("ask");
    expect(ask("nobody here").tone).toBe("no");
    const message = { subject: "Your new card", partOf: "Cards", step: null, since: null, domains: [] };
    expect(ask("new card", { messages: [message] }).tone).toBe("careful");
    expect(ask("new card", { messages: [{ ...message, since: "14 May 10:02" }] }).tone).toBe("yes");
  });
});

describe("a mail somebody shows", () => {
  const shown = (from: string, body: string) =>
    `From: ${from}\nTo: carla@free.example\nSubject: Your new card\n\n${body}`;
  const real = shown("news@meridian.example", "see https://card.meridian.example/new");

  it("is ours when it is found and names nothing foreign", () => {
    expect(ask(real, { sent: [sent] })).toMatchObject({ tone: "yes" });
    expect(ask(real)).toMatchObject({ tone: "careful" });
  });

  it("is ours only from the sender it left from", () => {
    const senders = [...nothing.senders, { name: "Meridian billing", address: "billing@meridian.example" }];
    const claiming = shown("billing@meridian.example", "see https://card.meridian.example/new");
    expect(ask(claiming, { senders, sent: [sent] })).toEqual({
      tone: "careful",
      line: "Careful: we sent 14 May 10:02 by Meridian, step 3 of Trial, but this copy names another sender",
      more: ["It says it comes from billing@meridian.example; ours came from news@meridian.example"],
    });
    const theirs = { ...sent, touchId: "tch_2", senderAddress: "Billing@meridian.example" };
    expect(ask(claiming, { senders, sent: [sent, theirs] })).toMatchObject({ tone: "yes" });
  });

  it("is not ours when it sends people to a name that passes for ours, also in plain words; other names say nothing", () => {
    for (const word of ["Type meridlan.example/new into your browser", "Write to card@meridlan.example."])
      expect(ask(shown("news@meridian.example", word), { sent: [sent] })).toMatchObject({
        tone: "no",
        line: expect.stringContaining("imitates meridian.example"),
      });
    const harmless =
      "Your invoice.pdf, as on other.example; e.g. at 10.30, from meridian.example. Write to me@else.example";
    expect(ask(shown("news@meridian.example", harmless), { sent: [sent] })).toMatchObject({ tone: "yes" });
  });

  it("of somebody whose own name is like ours is not taken for an imitation", () => {
    const theirs =
      "From: news@meridian.example\nTo: ann@meridlan.example\nSubject: Your new card\n\nHello ann@meridlan.example";
    expect(ask(theirs, { sent: [sent] })).toMatchObject({ tone: "yes" });
  });

  it("is not ours when it copies one of ours and leads elsewhere", () => {
    const copied = shown("news@meridian.example", "code k3mq2xz7p, see https://evil.test/new");
    expect(ask(copied, { sent: [sent] })).toMatchObject({ tone: "careful" });
    const imitated = shown("news@meridian.example", "code k3mq2xz7p, see https://meridian-login.example/new");
    expect(ask(imitated, { sent: [sent] })).toMatchObject({ tone: "no" });
    expect(ask(imitated, { sent: [sent] }).more.join()).toContain("copies a mail we sent 14 May 10:02");
  });

  it("from a domain that is not ours is not ours", () => {
    expect(ask(shown("news@meridian.test", "hello"))).toMatchObject({
      tone: "no",
      line: expect.stringContaining("imitates"),
    });
    expect(ask(shown("news@stranger.test", "hello"))).toMatchObject({
      tone: "no",
      line: "No: nothing of ours; we have never used that domain",
    });
    expect(ask(shown("news@meridian-pay.example", "hello"))).toMatchObject({ tone: "no" });
  });

  it("never says yes to what comes from or leads to a look-alike", () => {
    for (const bad of ["meridlan.example", "meridian-secure.example", "meridian.shop"]) {
      for (const body of [`https://${bad}/x`, `[a](https://${bad})`, `<a href="https://${bad}/">`])
        expect(ask(shown("news@meridian.example", body), { sent: [sent] }).tone).not.toBe("yes");
      expect(ask(shown(`news@${bad}`, "x"), { sent: [sent] }).tone).not.toBe("yes");
    }
  });
});
