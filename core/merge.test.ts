import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMerge, findVariables, MergeError, renderMerge, renderMergeLine } from "@/core/merge";
import { splitMergeTokens } from "@/core/merge-tokens";

const decode = (html: string) =>
  html.replace(/&(amp|lt|gt|#34|#39);/g, (_, name: string) => {
    const chars: Record<string, string> = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
    return chars[name] ?? "";
  });

/** Text with everything that templates, HTML and String.replace give a meaning to. */
const nastyText = fc
  .array(
    fc.oneof(fc.constantFrom("$&", "$1", "{{", "}}", "{%", "%}", "<b>", "&amp;", '"', "'", "\\", "é"), fc.string()),
  )
  .map((parts) => parts.join("").replace(/[\uE000\uE001]/g, ""))
  .filter((text) => text.trim() !== "");

describe("renderMerge", () => {
  test("data is never read as a template, markup or a replacement pattern", () => {
    fc.assert(
      fc.property(nastyText, (name) => {
        const data = { name, nested: { name } };
        expect(renderMerge("<{{ name }}|{{ nested.name }}>", data, { html: false }).text).toBe(`<${name}|${name}>`);
        const html = renderMerge("{{ name }}", data, { html: true }).text;
        expect(html).not.toMatch(/[<>"']/);
        expect(decode(html)).toBe(name);
      }),
    );
  });

  test("a template without Liquid is unchanged", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/\{\{|\{%/.test(text));
        expect(renderMerge(text, {}, { html: true }).text).toBe(text);
      }),
    );
  });

  test("the pieces of a template give it back", () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        expect(
          splitMergeTokens(text)
            .map((token) => token.raw)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  test("names what came out empty, and only what was written", () => {
    const template = "{{ first_name }}{% if vip %}{{ gift }}{% endif %}{{ city | default: 'here' }}{{ count }}";
    const { text, missing } = renderMerge(template, { first_name: " ", vip: false, count: 0 }, { html: false });
    expect(text).toBe("here0");
    expect(missing).toEqual(["first_name"]);
    expect(renderMerge(template, { first_name: "A", vip: true, count: 1 }, { html: false }).missing).toEqual(["gift"]);
  });

  test("an empty string is no value to a condition", () => {
    const template = "{% if name %}Hi {{ name }}{% else %}Hello{% endif %}";
    expect(renderMerge(template, { name: "" }, { html: false }).text).toBe("Hello");
    expect(renderMerge(template, { name: "Ana" }, { html: false }).text).toBe("Hi Ana");
  });

  test("reads own properties only", () => {
    expect(renderMerge("{{ name.constructor }}{{ constructor.name }}", { name: "x" }, { html: false }).text).toBe("");
  });

  test("the clock is not readable", () => {
    expect(renderMerge('{{ "now" | date: "%Y" }}', {}, { html: false }).text).toBe("now");
    expect(renderMerge('{{ d | date: "%-d %B %Y" }}', { d: "2026-03-01T23:30:00Z" }, { html: false }).text).toBe(
      "1 March 2026",
    );
  });

  test.each(["{{ a", "{{ a | raw }}", "{% include 'x' %}", "{% if a %}", "{{ }}", "{% raw %}{% endraw %}"])(
    "%s is refused",
    (template) => {
      expect(() => renderMerge(template, { a: 1 }, { html: true })).toThrow(MergeError);
    },
  );

  test("an endless loop ends in an error", () => {
    const nested = "{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}";
    expect(() => renderMerge(nested, {}, { html: false })).toThrow(MergeError);
  });

  test("a header line stays one line", () => {
    const { text } = renderMergeLine("Hi {{ name }}", { name: "Ana\r\nBcc: all@example.com\u2028x" });
    expect(text).toBe("Hi Ana Bcc: all@example.com x");
  });
});

describe("findVariables and checkMerge", () => {
  const known = [
    { path: "first_name", mayBeEmpty: true },
    { path: "company.name", mayBeEmpty: true },
    { path: "email", mayBeEmpty: false },
    { path: "event.*", mayBeEmpty: false },
  ];

  test("finds paths, leaves loop variables out", () => {
    const template =
      "{{ company.name }}{% for i in event.items %}{{ i.name }}{% endfor %}{% if first_name %}x{% endif %}";
    expect(findVariables(template)).toEqual(["company.name", "event.items", "first_name"]);
  });

  test.each([
    ["{{ email }}", []],
    ["{{ event.cart.total }}", []],
    ["{{ first_name }}", ["no_fallback"]],
    ["{{ first_name | upcase }}", ["no_fallback"]],
    ['{{ first_name | default: "" }}', ["no_fallback"]],
    ['{{ first_name | default: "you" | upcase }}', []],
    ["{{ first_name | default: email }}", []],
    ["{{ first_name | default: company.name }}", ["no_fallback"]],
    ["{% if first_name %}{{ first_name }}{% endif %}", []],
    ["{% if first_name %}x{% else %}{{ first_name }}{% endif %}", ["no_fallback"]],
    ["{% if first_name or email %}{{ first_name }}{% endif %}", ["no_fallback"]],
    ["{% if email and first_name %}{{ first_name }}{% endif %}{{ first_name }}", ["no_fallback"]],
    ["{% unless first_name %}{{ first_name }}{% endunless %}", ["no_fallback"]],
    ["{{ frist_name }}", ["unknown_variable"]],
    ["{% if nobody %}x{% endif %}", ["unknown_variable"]],
    ["{{ first_name", ["syntax"]],
    ["{{ first_name | shout }}", ["syntax"]],
  ])("%s", (template, kinds) => {
    expect(checkMerge(template, known).map((problem) => problem.kind)).toEqual(kinds);
  });

  test("says what was probably meant, and where", () => {
    expect(checkMerge("Hi {{ frist_name }}", known)).toEqual([
      { kind: "unknown_variable", variable: "frist_name", at: 3, message: expect.stringContaining("mean first_name?") },
    ]);
  });

  test("a checked template never leaves a blank", () => {
    const piece = fc.constantFrom(
      "Hi ",
      "{{ email }}",
      '{{ first_name | default: "you" }}',
      "{{ company.name }}",
      "{% if company.name %}{{ company.name }}{% endif %}",
    );
    const value = fc.constantFrom("Ana", "", " ", null, undefined);
    fc.assert(
      fc.property(fc.array(piece), value, value, (pieces, first, company) => {
        const template = pieces.join("");
        fc.pre(checkMerge(template, known).length === 0);
        const data = { email: "a@b.example", first_name: first, company: { name: company } };
        expect(renderMerge(template, data, { html: true }).missing).toEqual([]);
      }),
    );
  });
});
