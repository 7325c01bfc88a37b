import { array, assert, constantFrom, property } from "fast-check";
import { expect, it } from "vitest";
import { readLineDocument, toLineContent, toLineDocument, toOneLine } from "./line-document";

it("a line's values are chips, all else stays text", () => {
  expect(toLineContent('Hi {{ first_name | default: "there" }}, {% if x %}a{% endif %} {{ broken')).toEqual([
    { type: "text", text: "Hi " },
    { type: "value", attrs: { raw: '{{ first_name | default: "there" }}' } },
    { type: "text", text: ", " },
    { type: "text", text: "{% if x %}" },
    { type: "text", text: "a" },
    { type: "text", text: "{% endif %}" },
    { type: "text", text: " " },
    { type: "text", text: "{{ broken" },
  ]);
  expect(toLineContent("")).toEqual([]);
});

it("any line comes back as it was", () => {
  const part = constantFrom(
    "{{ a }}",
    "{{",
    "}}",
    " ",
    "word",
    '"',
    "{% if a %}",
    '{{ a | default: "}}" }}',
    "  ",
    "{",
  );
  assert(
    property(array(part), (parts) => {
      expect(readLineDocument(toLineDocument(parts.join("")))).toBe(parts.join(""));
    }),
  );
});

it("what is pasted becomes one line", () => {
  expect(toOneLine(" Three things \r\n  to try\n")).toBe("Three things to try");
});
