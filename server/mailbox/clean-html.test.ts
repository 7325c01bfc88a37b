import { describe, expect, test } from "vitest";
import { cleanMailHtml } from "@/server/mailbox/clean-html";

const body = (html: string, images = false) => /<body>([\s\S]*)<\/body>/.exec(cleanMailHtml(html, images).html)?.[1];

describe("mail of strangers", () => {
  test.each([
    ["script", "<p>Hi</p><script>alert(1)</script>", "<p>Hi</p>"],
    ["a handler", '<p onclick="alert(1)">Hi</p>', "<p>Hi</p>"],
    ["an image handler", '<img src=x onerror="alert(1)" alt="x">', '<img alt="x" />'],
    ["a frame", '<iframe src="https://evil.example"></iframe>Hi', "Hi"],
    ["a form", '<form action="https://evil.example"><input name="password">Hi</form>', "Hi"],
    ["a style sheet", "<style>body{display:none}</style>Hi", "Hi"],
    [
      "a script address",
      '<a href="javascript:alert(1)">x</a>',
      '<a target="_blank" rel="noopener noreferrer nofollow">x</a>',
    ],
    [
      "a folded script address",
      '<a href="jav&#x09;ascript:alert(1)">x</a>',
      '<a target="_blank" rel="noopener noreferrer nofollow">x</a>',
    ],
    [
      "a picture in a style",
      '<p style="background-image:url(https://t.example/a.png);color:red">x</p>',
      '<p style="color:red">x</p>',
    ],
    ["a layer over the page", '<div style="position:fixed;top:0">x</div>', "<div>x</div>"],
    ["a meta refresh", '<meta http-equiv="refresh" content="0;url=https://evil.example">Hi', "Hi"],
    ["an svg", "<svg><script>alert(1)</script></svg>Hi", "Hi"],
  ])("%s goes", (_, html, expected) => {
    expect(body(html)?.trim()).toBe(expected);
  });

  test("pictures of other hosts are counted and come only when asked for", () => {
    const html = '<p>Hi <img src="https://t.example/pixel.gif"><img src="//t.example/b.png" alt="b"></p>';
    expect(cleanMailHtml(html, false)).toMatchObject({ remoteImages: 2 });
    expect(cleanMailHtml(html, false).html).not.toContain("t.example");
    expect(cleanMailHtml(html, false).html).toContain('img-src data:"');
    expect(body(html, true)).toContain('src="https://t.example/pixel.gif"');
    expect(cleanMailHtml(html, true).html).toContain("img-src data: http: https:");
  });

  test("links open elsewhere and say nothing of where they were", () => {
    expect(body('<a href="https://a.example/x" target="_top">x</a>')).toBe(
      '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  test("what a mail looks like stays", () => {
    const html = '<table><tr><td colspan="2" style="color:#333;text-align:center"><b>Hi</b></td></tr></table>';
    expect(body(html)).toContain('<td colspan="2" style="color:#333;text-align:center"><b>Hi</b></td>');
  });
});
