import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toMailBody } from "@/core/mail-body";
import { type MailDocument, type MailMark, type MailNode, toMailDocument } from "@/core/mail-document";
import { inlinesOf, parseBody } from "@/core/merge-body";

const again = (body: string) => toMailBody(toMailDocument(body));

describe("a body and its document", () => {
  test.each([
    'Hi {{ first_name | default: "there" }},\n\nhere are **three** things:\n\n- one\n- *two*\n\nSee [the guide](https://a.example/x).',
    "## News\n\n---\n\n=> [Book a call](https://a.example/book)\n\n![A lamp](https://a.example/lamp.png)",
    "{% if company.name %}\n\nHow is {{ company.name }}?\n\n{% endif %}",
    "line one\nline two\n\n1. first\n2. second",
    "https://a.example/bare and **bold *both* bold**",
  ])("come back as they were: %j", (body) => {
    expect(again(body)).toBe(body);
  });

  test("what only looks like markup stays text", () => {
    const typed = (text: string): MailDocument => ({
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text }] }],
    });
    for (const text of [
      "- no list",
      "1. no list",
      "## no heading",
      "=> no button",
      "*no* stars_",
      "[no](link)",
      "---",
      "• dot",
    ]) {
      expect(toMailDocument(toMailBody(typed(text)))).toEqual(typed(text));
    }
  });

  test("spaces at the edge of a bold run stay outside it", () => {
    const bold: MailMark[] = [{ type: "bold" }];
    const content: MailNode[] = [
      { type: "text", text: "a" },
      { type: "text", text: " b ", marks: bold },
      { type: "text", text: "c" },
    ];
    expect(toMailBody({ type: "doc", content: [{ type: "paragraph", content }] })).toBe("a **b** c");
  });

  test("emphasis inside a word, which the format has no sign for, is left out", () => {
    const content: MailNode[] = [
      { type: "text", text: "un" },
      { type: "text", text: "likely", marks: [{ type: "italic" }] },
    ];
    expect(toMailBody({ type: "doc", content: [{ type: "paragraph", content }] })).toBe("unlikely");
  });

  const piece = fc.constantFrom(
    "a",
    " b ",
    "c.",
    "**x**",
    "*y*",
    "[l](https://a.example)",
    "{{ first_name }}",
    "\n",
    "\n\n",
    "- i",
    "\n1. n",
    "*",
    "_",
    "\\",
    "## ",
    "---",
    "=> ",
    "![s](https://i.example/p.png)",
    "https://b.example/q?x=1",
    "(",
    ")",
    "#",
    "{% if a %}",
    "{% endif %}",
  );
  const bodies = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(""));

  test("written twice is written once", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(again(again(body))).toBe(again(body));
      }),
      { numRuns: 400 },
    );
  });

  test("no word is lost or made", () => {
    const words = (body: string) =>
      parseBody(body)
        .flatMap((block) => [...inlinesOf(block)])
        .map((inline) => (inline.type === "text" ? inline.template : ""))
        .join("")
        .replace(/\s/g, "");
    fc.assert(
      fc.property(bodies, (body) => {
        expect(words(again(body))).toEqual(words(body));
      }),
      { numRuns: 300 },
    );
  });
});
