import { expect, test } from "vitest";
import { frameSource, sentFrameSource } from "./frame-source";

const html = "<!doctype html>\n<html><head>\n<title>$& Hello</title></head><body>Hi</body></html>";

test("the frame gets the very mail, with nothing it may run or call home to", () => {
  const light = frameSource(html, "light");
  expect(light).toContain("default-src 'none'");
  expect(light).toContain('<base target="_blank">');
  expect(light.replace(/<head>.*\n/, "<head>\n")).toBe(html);
  expect(frameSource(html, "phone")).toBe(light);
});

test("in the dark the colours are turned, pictures twice", () => {
  expect(frameSource(html, "dark")).toMatch(/html\{[^}]*invert\(1\).*img\{filter:invert\(1\)/);
  expect(frameSource("Hi", "dark")).toMatch(/^<meta .*<\/style>Hi$/);
});

test("a mail that was sent asks no host for anything, and stays a page of today", () => {
  expect(sentFrameSource(html)).toMatch(/^<!doctype html>\n<html><head><meta [^>]*img-src data:"/);
});
