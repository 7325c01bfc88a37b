import { describe, expect, it } from "vitest";
import { avoidedIn, checkBrand, narrowBrand, noBrand, widens } from "@/core/brand";

const company = { ...noBrand, accent: "#112233", senderIds: ["a", "b"], avoid: ["guaranteed"] };

describe("a team's brand", () => {
  it("fills what the company left open, and loosens nothing", () => {
    const team = { ...noBrand, accent: "#ffffff", footer: "Hamburg", senderIds: ["b", "c"], avoid: ["cheap"] };
    expect(narrowBrand(company, team)).toEqual({
      ...noBrand,
      accent: "#112233",
      footer: "Hamburg",
      senderIds: ["b"],
      avoid: ["guaranteed", "cheap"],
    });
    expect(narrowBrand(company, null)).toEqual(company);
    expect(narrowBrand(noBrand, team).senderIds).toEqual(["b", "c"]);
    expect(narrowBrand(company, noBrand).senderIds).toEqual(["a", "b"]);
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
    expect(checkBrand(text, "z", company).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "brand-words subject",
      "brand-sender senderId",
    ]);
    expect(checkBrand({ ...text, subject: "Hi" }, "a", company)).toEqual([]);
  });
});
