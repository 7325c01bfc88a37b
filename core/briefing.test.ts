import { describe, expect, it } from "vitest";
import { briefingGap, emptyBriefing, hasBriefing, unnamed, withNamed } from "@/core/briefing";
import { checkMessage } from "@/core/message-check";
import { namedIn } from "@/core/named-in-text";
import { isSamePhone } from "@/core/phone-number";

const text = {
  subject: "Your card",
  preview: "Call 0800 123 4567",
  body: "Hi {{ first_name }},\n\nsee [the page](https://card.acme.example/new/?x=1), write to help@acme.example, or go to acme-pay.com today, e.g. on 12.03.2026.\n\nOr [call](tel:+442079460000). Invoice.pdf costs 1.200,50 and {{ entry.url }}.",
};
const full = { ...emptyBriefing, about: "A new card.", questions: [{ ask: "Is it real?", answer: "Yes." }] };
const list = {
  domains: [{ domain: "acme.example", use: "mail" as const }],
  phones: ["+44 (0)20 7946 0000", "0800 1234567"],
};
const from = (senderAddress: string | null) => ({ briefing: full, senderAddress });

describe("what a text names", () => {
  it("is links, addresses, bare domains and numbers, not dates or files", () => {
    expect(namedIn(text)).toEqual({
      domains: ["card.acme.example", "acme.example", "acme-pay.com"],
      phones: ["+442079460000", "0800 123 4567"],
      pages: ["card.acme.example/new/"],
    });
  });

  it("knows no host that Liquid makes, and knows one in front of a path that it makes", () => {
    const named = (body: string) => namedIn({ subject: "", body }).domains;
    expect(named("[a](https://{{ entry.host }}/x)")).toEqual([]);
    expect(named("[a]({{ entry.url }})")).toEqual([]);
    expect(named("[a](https://acme.example/{{ entry.id }})")).toEqual(["acme.example"]);
    expect(named("https://bare.acme.example/x.")).toEqual(["bare.acme.example"]);
    expect(named("(555) 234-5678 is a number, 2026-11-29 is none")).toEqual([]);
    expect(namedIn({ subject: "", body: "(555) 234-5678 is a number, 2026-11-29 is none" }).phones).toEqual([
      "(555) 234-5678",
    ]);
  });

  it("compares numbers however they are written", () => {
    expect(isSamePhone("+44 (0)20 7946 0000", "020 7946 0000")).toBe(true);
    expect(isSamePhone("0044 20 79460000", "+442079460000")).toBe(true);
    expect(isSamePhone("020 7946 0001", "+442079460000")).toBe(false);
    expect(isSamePhone("", "0800 1234567")).toBe(false);
    expect([isSamePhone("112", "112"), isSamePhone("112", "0800 555112")]).toEqual([true, false]);
  });
});

describe("a briefing", () => {
  it("says what is missing, one thing at a time", () => {
    expect(briefingGap(emptyBriefing)?.path).toBe("about");
    expect(briefingGap({ ...full, questions: [] })?.path).toBe("questions");
    expect(briefingGap({ ...full, questions: [{ ask: "Why?", answer: " " }] })?.path).toBe("questions.0");
    expect(briefingGap(full)).toBeNull();
    expect([hasBriefing(emptyBriefing), hasBriefing(full)]).toEqual([false, true]);
  });

  it("takes over what the text names, once", () => {
    const taken = withNamed({ ...full, domains: ["https://acme.example/"] }, namedIn(text));
    expect(taken.domains).toEqual(["https://acme.example/", "card.acme.example", "acme-pay.com"]);
    expect(unnamed(taken, namedIn(text))).toEqual({ domains: [], phones: [], pages: [] });
    expect(withNamed(taken, namedIn(text))).toEqual(taken);
  });
});

describe("a message", () => {
  const codes = (problems: { code: string }[]) => problems.map(({ code }) => code);

  it("names only what is listed", () => {
    const found = checkMessage(text, from("news@acme.example"), list, null);
    expect(found).toContainEqual(expect.objectContaining({ code: "domain-look-alike", rank: "must", path: "body" }));
    expect(codes(found)).not.toContain("phone-unknown");
    expect(codes(checkMessage({ ...text, body: "Go to other.example." }, from(null), list, null))).toContain(
      "domain-unknown",
    );
    expect(codes(checkMessage(text, from(null), { ...list, phones: [] }, null))).toContain("phone-unknown");
  });

  it("leaves from a domain used for mail", () => {
    const plain = { subject: "Hi", body: "Hi" };
    const domains = [...list.domains, { domain: "web.example", use: "web" as const }];
    const sent = (address: string) => codes(checkMessage(plain, from(address), { domains }, null));
    expect(sent("a@news.acme.example")).toEqual([]);
    expect(sent("a@web.example")).toEqual(["sender-domain"]);
    expect(sent("a@acrne.example")).toEqual(["sender-domain"]);
    expect(codes(checkMessage(plain, from("a@other.example"), { domains: [] }, null))).toEqual([]);
  });

  it("needs a briefing above 500 people, and not below", () => {
    const plain = { subject: "Hi", body: "Hi" };
    const check = (people: number | null) =>
      checkMessage(plain, { briefing: emptyBriefing, senderAddress: null }, {}, people);
    expect(check(501)).toMatchObject([{ code: "briefing-missing", path: "briefing.about", rank: "must" }]);
    expect([check(500), check(null)]).toEqual([[], []]);
    expect(checkMessage(plain, from(null), {}, 10_000)).toEqual([]);
  });

  it("is reminded of what the briefing does not name", () => {
    expect(checkMessage(text, from(null), {}, null)).toMatchObject([{ code: "briefing-unnamed", rank: "look" }]);
  });
});
