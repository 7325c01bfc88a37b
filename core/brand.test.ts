import { describe, expect, it } from "vitest";
import { avoidedIn, checkBrand, narrowBrand, noBrand, widens } from "@/core/brand";

const company = { ...noBrand, accent: "#112233", senderIds: ["a", "b"], avoid: ["guaranteed"] };

describe("a team's brand", () => {
  it("fills what the company left open, and loosens nothing", () => {
    const team = { ...noBrand, accent: "#ffffff", footer: "Hamburg", senderIds: ["b", "c"], avoid: ["cheap"] };
    expect(narrowBrand(company, team)).toMatchObject({
      logoUrl: "",
      accent: "#112233",
      footer: "Hamburg",
      allowed: ["b"],
      avoid: ["guaranteed", "cheap"],
    });
    expect(narrowBrand(company, null)).toMatchObject({ accent: "#112233", allowed: ["a", "b"] });
    expect(narrowBrand(noBrand, team).allowed).toEqual(["b", "c"]);
    expect(narrowBrand(company, noBrand).allowed).toEqual(["a", "b"]);
    expect(narrowBrand(noBrand, noBrand).allowed).toBeNull();
  });

  it("that has no sender in common with the company's lets nobody send", () => {
    const brand = narrowBrand(company, { ...noBrand, senderIds: ["c"] });
    expect(brand.allowed).toEqual([]);
    const text = { subject: "Hello", body: "Hello" };
    for (const senderId of ["a", "c"])
      expect(checkBrand(text, senderId, brand)).toMatchObject([{ code: "brand-sender", rank: "must" }]);
  });

  it("that would widen is named by field", () => {
    expect(widens(company, { ...noBrand, accent: "#ffffff" })).toEqual(["accent"]);
    expect(widens(company, { ...noBrand, senderIds: ["c"] })).toEqual(["senderIds"]);
    expect(widens(company, { ...noBrand, footer: "Hamburg", senderIds: ["a"], avoid: ["x"] })).toEqual([]);
  });
});

describe("words to avoid", () => {
  it("are whole words, without case, over line ends, not inside Liquid", () => {
    expect(avoidedIn("Returns GUARANTEED!", ["guaranteed"])).toEqual(["guaranteed"]);
    expect(avoidedIn("unguaranteed {{ guaranteed }}", ["guaranteed"])).toEqual([]);
    expect(avoidedIn("a last\nchance", ["last chance"])).toEqual(["last chance"]);
    expect(avoidedIn("Größe zählt", ["größe"])).toEqual(["größe"]);
    expect(avoidedIn("c++ (new)", ["c++"])).toEqual(["c++"]);
  });

  it("and senders outside the brand are problems at the step", () => {
    const text = { subject: "Guaranteed", preview: "", body: "fine" };
    expect(checkBrand(text, "z", narrowBrand(company, null)).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "brand-words subject",
      "brand-sender senderId",
    ]);
    expect(checkBrand({ ...text, subject: "Hi" }, "a", narrowBrand(company, null))).toEqual([]);
  });
});
