import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLiteralBody } from "@/core/literal-body";
import { placeLinks, renderEmailText } from "@/core/merge-content";

const textOf = (text: string) => {
  const { body, data } = toLiteralBody(text);
  const merged = renderEmailText({ subject: "Re", preview: "", body, links: [] }, { entry: data });
  const urlOf = (id: string) => merged.links.find((link) => link.id === id)?.url ?? "";
  return placeLinks(merged.text, urlOf, { html: false }).trim();
};

describe("words written by hand", () => {
  test.each([
    "Hello Tom,\n\nthank you.",
    "The variable {{ first_name }} and {% if x %} are Liquid.",
    "2 * 3 * 4 = 24, and *stars* and __init__ stay",
    "See [the guide](here) and C:\\temp_dir",
    "# no heading\n\n---\n\n- a\n- b\n\n1. one\n2) two\n\n=> [x](https://y.example)",
    "A brace { alone, {{{ three",
    "Look at https://example.com/a_b_c?x=*1* please.",
  ])("%j say what they say", (text) => {
    expect(textOf(text)).toBe(text);
  });

  test("any text without line ends comes out as it went in", () => {
    const word = fc.stringMatching(/^[ -~äöüß{}%*_[\]\\]{1,40}$/);
    fc.assert(
      fc.property(word, (raw) => {
        const text = `x${raw
          .replace(/\s+/g, " ")
          .replace(/https?:/g, "")
          .trim()}x`;
        expect(textOf(text)).toBe(text);
      }),
    );
  });
});
