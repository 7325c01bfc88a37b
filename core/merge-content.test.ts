import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBody } from "@/core/merge-body";
import { checkEmailText, placeLinks, renderEmailText, toRepeatText } from "@/core/merge-content";
import { assignLinkIds } from "@/core/merge-link";

const render = (body: string, data = {}) => renderEmailText({ subject: "s", body }, data);
const show = (part: string, html = true) => placeLinks(part, (id) => `T:${id}`, { html });

describe("body format", () => {
  test.each([
    ["a\nb\n\nc", "<p>a<br>\nb</p>\n<p>c</p>\n"],
    ["**a** *b* _c_ d_e_f 2*3*4 \\*x\\*", "<p><strong>a</strong> <em>b</em> <em>c</em> d_e_f 2*3*4 *x*</p>\n"],
    ["**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>\n"],
    [
      "- a\n- b\n  more\n\n1. c\n2) d",
      "<ul>\n<li>a</li>\n<li>b more</li>\n</ul>\n<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n",
    ],
    ["text\n- item", "<p>text</p>\n<ul>\n<li>item</li>\n</ul>\n"],
    ['<b onclick="x"> & co', "<p>&#60;b onclick=&#34;x&#34;&#62; &#38; co</p>\n"],
    ["[a](mailto:x@y.example)", '<p><a href="mailto:x@y.example">a</a></p>\n'],
    ["[a](javascript:alert)", "<p>a</p>\n"],
    ["", ""],
  ])("%j", (body, html) => {
    expect(render(body).html).toBe(html);
  });

  test("data cannot become markup or a link", () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          "**",
          "*",
          "_",
          "[x](https://evil.example)",
          "\n\n",
          "- ",
          "<i>",
          "{{ a }}",
          "\uE000l1\uE001",
          "ab",
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(nasty, (name) => {
        const mail = render("Hi **{{ name | default: 'x' }}** [go](https://a.example)", { name });
        expect(mail.links).toHaveLength(1);
        expect(mail.html.match(/<[^>]*>/g)).toEqual([
          "<p>",
          "<strong>",
          "</strong>",
          expect.any(String),
          "</a>",
          "</p>",
        ]);
        expect(show(mail.html).match(/T:/g)).toHaveLength(1);
        expect(show(mail.text, false).match(/T:/g)).toHaveLength(1);
      }),
    );
  });

  test("any text parses to balanced HTML", () => {
    const piece = fc.constantFrom(
      "*",
      "**",
      "_",
      "[",
      "](",
      ")",
      "https://a.b",
      "\n",
      "\n\n",
      "- ",
      "1. ",
      "{{ a }}",
      "a",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const open: string[] = [];
        for (const [, slash, tag] of render(pieces.join(""), { a: "1" }).html.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
          if (tag === "br" || !tag) continue;
          if (slash) expect(open.pop()).toBe(tag);
          else open.push(tag);
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("links", () => {
  const body = "See [our guide]({{ base }}/guide?a=1&b=2) or https://shop.example/x. Bye";

  test("are placeholders in both parts, with the merged address beside them", () => {
    const mail = render(body, { base: "https://g.example" });
    expect(mail.links.map((link) => link.url)).toEqual(["https://g.example/guide?a=1&b=2", "https://shop.example/x"]);
    const [guide, shop] = mail.links.map((link) => `T:${link.id}`);
    expect(show(mail.html)).toBe(
      `<p>See <a href="${guide}">our guide</a> or <a href="${shop}">https://shop.example/x</a>. Bye</p>\n`,
    );
    expect(show(mail.text, false)).toBe(`See our guide (${guide}) or ${shop}. Bye\n`);
  });

  test("an address that merges to something else than an address is left as text and named", () => {
    const mail = render(body, { base: "javascript:alert(1)//" });
    expect(mail.badLinks).toEqual(["javascript:alert(1)///guide?a=1&b=2"]);
    expect(show(mail.html)).toContain("See our guide or");
  });

  test("what an untaken branch would have said is not missing", () => {
    const text = "{% if vip %}\n[x]({{ url }}) {{ gift }}\n{% endif %}\nbye";
    expect(render(text, {})).toMatchObject({ missing: [], badLinks: [], links: [] });
    expect([...render(text, { vip: true }).missing].sort()).toEqual(["gift", "url"]);
  });

  test("keep their id over edits of address, label and order", () => {
    const ids = (text: string, previous: ReturnType<typeof assignLinkIds> = []) =>
      assignLinkIds(parseBody(text), previous);
    const first = ids("[a](https://a.example) [b](https://b.example)");
    const [a, b] = first.map((link) => link.id);
    expect(ids("[a2](https://a.example) [b](https://b.example)", first).map((link) => link.id)).toEqual([a, b]);
    expect(ids("[a](https://a2.example) [b](https://b.example)", first).map((link) => link.id)).toEqual([a, b]);
    expect(ids("[b](https://b.example) [a](https://a.example)", first).map((link) => link.id)).toEqual([b, a]);
    expect(ids("[x](https://x.example) [b](https://b.example)", first)[0]?.id).not.toBe(a);
    expect(ids("[b](https://b.example)", first).map((link) => link.id)).toEqual([b]);
    const grown = ids("[a](https://a.example) [n](https://n.example) [b](https://b.example)", first);
    expect(new Set(grown.map((link) => link.id)).size).toBe(3);
    expect([grown[0]?.id, grown[2]?.id]).toEqual([a, b]);
  });

  test("are distinct, also when one address stands twice", () => {
    const links = assignLinkIds(parseBody("[a](https://a.example) [b](https://a.example)"));
    expect(new Set(links.map((link) => link.id)).size).toBe(2);
  });
});

describe("checkEmailText", () => {
  const known = [{ path: "first_name", mayBeEmpty: true }];

  test("names the part", () => {
    const problems = checkEmailText({ subject: "{{ first_name }}", preview: "{{ x }}", body: "{{" }, known);
    expect(problems.map((problem) => [problem.part, problem.kind])).toEqual([
      ["subject", "no_fallback"],
      ["preview", "unknown_variable"],
      ["body", "syntax"],
    ]);
  });

  test.each([
    ["{% if first_name %}\n\na\n\n{% endif %}", []],
    ["a {% if first_name %}b{% endif %} c", []],
    ["a {% if first_name %}b\n\nc{% endif %}", ["unbalanced"]],
    ["**a {% if first_name %}b** c{% endif %}", ["unbalanced"]],
    ["[a](ftp://x)", ["bad_link"]],
    ["[a](https://x.example/{{ first_name | default: 'x' }})", []],
  ])("%j", (body, kinds) => {
    expect(checkEmailText({ subject: "s", body }, known).map((problem) => problem.kind)).toEqual(kinds);
  });
});

test("two mails that read the same are the same", () => {
  const one = render("Hi  Ana,\n\nsee [x](https://a.example)");
  const two = render("hi Ana,\nsee [x](https://b.example)");
  expect(toRepeatText(one)).toBe(toRepeatText(two));
});
