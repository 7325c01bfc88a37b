import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeDomain, judgeWritten, sayDomain } from "@/core/domain-list";
import { editDistance, skeletonOf } from "@/core/domain-lookalike";
import { isEnding, partsOf, toDomain } from "@/core/domain-name";
import { toUnicodeHost } from "@/core/punycode";
import { lookAlikes, ours, ownList, unrelated } from "@/core/testing/domains";

const isOurs = (written: string) => ["mail", "web"].includes(judgeWritten(written, ownList)?.kind ?? "");

describe("300 domains", () => {
  it("are 300, each once", () => {
    expect([ours.length, lookAlikes.length, unrelated.length]).toEqual([100, 100, 100]);
    expect(new Set([...ours, ...lookAlikes, ...unrelated].map(toDomain)).size).toBe(300);
  });

  it("none of ours is called foreign", () => {
    expect(ours.filter((domain) => !isOurs(domain))).toEqual([]);
  });

  it("no look-alike is called ours, and each is recognized as one", () => {
    expect(lookAlikes.filter(isOurs)).toEqual([]);
    expect(lookAlikes.filter((domain) => judgeWritten(domain, ownList)?.kind !== "look-alike")).toEqual([]);
  });

  it("others are called unknown", () => {
    expect(unrelated.filter((domain) => judgeWritten(domain, ownList)?.kind !== "unknown")).toEqual([]);
  });
});

describe("a domain", () => {
  it("is what the nearest entry of the list says", () => {
    const list = [...ownList, { domain: "old.northlight.example", use: "web" as const }];
    expect(judgeDomain("x.old.northlight.example", list)).toMatchObject({
      kind: "web",
      listed: "old.northlight.example",
    });
    expect(judgeDomain("new.northlight.example", list)).toMatchObject({ kind: "mail" });
    expect(judgeDomain("calendar-host.example", list)).toMatchObject({ kind: "linked" });
    expect(judgeDomain("northlight.com", [...list, { domain: "northlight.com", use: "phish" as const }])).toMatchObject(
      {
        kind: "phish",
      },
    );
  });

  it("is said in words, with what it imitates and how", () => {
    expect(sayDomain(judgeDomain("northlight.net", ownList))).toBe(
      "northlight.net is not ours: it imitates northlight.example (another ending)",
    );
    expect(sayDomain(judgeDomain("kite.dev", ownList))).toBe("kite.dev is ours, and we send mail from it");
    expect(sayDomain(judgeDomain("cards.example", ownList))).toBe(
      "cards.example is nothing of ours; we have never used it",
    );
  });

  it("is read from addresses, links, and other scripts", () => {
    expect(toDomain("Ana <ana@News.Acme.example>".replace(/.*<|>/g, ""))).toBe("news.acme.example");
    expect(toDomain("https://user:pw@Acme.example:8080/a?b#c")).toBe("acme.example");
    expect(toDomain("münchen.example")).toBe("xn--mnchen-3ya.example");
    expect(["", "acme", "10.0.0.1", "a b.example", "http://", "x@", "-"].map(toDomain)).toEqual(Array(7).fill(null));
    expect(toUnicodeHost("www.xn--mnchen-3ya.example")).toBe("www.münchen.example");
    expect(toUnicodeHost("xn--!.example")).toBe("xn--!.example");
  });

  it("with two labels at its end belongs to who registered before them", () => {
    expect(partsOf("a.b.acme.co.uk")).toEqual({
      registered: "acme.co.uk",
      name: "acme",
      ending: "co.uk",
      below: ["a", "b"],
    });
    expect([isEnding("co.uk"), isEnding("com"), isEnding("acme.com")]).toEqual([true, true, false]);
  });
});

describe("likeness", () => {
  it("folds letters that look the same", () => {
    for (const [a, b] of [
      ["rneridian", "meridian"],
      ["paypaI", "paypal"],
      ["аррӏе", "apple"],
      ["g00gle", "google"],
      ["vvebsite", "website"],
    ] as const)
      expect(skeletonOf(a)).toBe(skeletonOf(b));
    expect(skeletonOf("riverbank")).not.toBe(skeletonOf("meridianbank"));
  });

  it("counts letters as people mistype them", () => {
    expect(editDistance("northlight", "northligth", 3)).toBe(1);
    expect(editDistance("abc", "abd", 3)).toBe(1);
    expect(editDistance("abc", "xyz", 2)).toBe(3);
    expect(editDistance("", "ab", 3)).toBe(2);
  });

  const label = fc.stringMatching(/^[a-z][a-z0-9]{4,14}$/);
  it("never makes a domain ours, whatever the name; below an own one everything is", () => {
    fc.assert(
      fc.property(label, label, fc.constantFrom("com", "example", "co.uk"), (own, other, ending) => {
        const list = [{ domain: `${own}.example`, use: "mail" as const }];
        const kind = judgeDomain(`${other}.${ending}`, list).kind;
        expect(kind === "mail").toBe(`${other}.${ending}` === `${own}.example`);
        expect(judgeDomain(`${other}.${own}.example`, list).kind).toBe("mail");
        expect(judgeDomain(`${own}.${other}x.example`, list).kind).not.toBe("mail");
      }),
    );
  });

  it("sees one letter less, more or changed in a name of five and more", () => {
    fc.assert(
      fc.property(label, fc.nat(), fc.constantFrom("a", "q", "z", "7"), (own, at, letter) => {
        const list = [{ domain: `${own}.example`, use: "mail" as const }];
        const i = at % own.length;
        for (const bad of [own.slice(0, i) + own.slice(i + 1), own.slice(0, i) + letter + own.slice(i)]) {
          if (bad !== own) expect(judgeDomain(`${bad}.example`, list).kind).toBe("look-alike");
        }
      }),
    );
  });

  it("text to Punycode and back is the text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüßéñçøåабвгдежзиклмн]{1,12}$/), (name) => {
        const domain = toDomain(`${name}.example`);
        if (domain !== null) expect(toDomain(toUnicodeHost(domain))).toBe(domain);
      }),
    );
  });
});
