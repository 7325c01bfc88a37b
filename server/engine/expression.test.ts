import { describe, expect, test } from "vitest";
import { matches, parseExpression, toKeyText, toWaitKey, valueAt } from "./expression";

const event = { name: "go", data: { id: "enr_1", n: 5, yes: true, none: null, list: [1], "odd key": "o" } };

describe("matches", () => {
  test.each([
    ["event.data.n == 5 && event.data.id == 'enr_1'", true],
    ["event.data.n > 5", false],
    ["event.data.missing == 'x'", false],
    ["event.data.missing == 'x' || event.data.yes", true],
    ["has(event.data.missing)", false],
    ["event.data.id", false],
  ])("%s: %s", (source, result) => {
    expect(matches(parseExpression(source), { event })).toBe(result);
  });

  test("what is not CEL is named", () => {
    expect(() => parseExpression("event.data.x ==")).toThrow('cannot read the expression "event.data.x =="');
  });
});

test("keys are text: numbers and truth values as JSON, a missing one empty", () => {
  const key = (source: string) => toKeyText(parseExpression(source), { event });
  expect(key("event.data.id")).toBe("enr_1");
  expect(key("event.data.n")).toBe("5");
  expect(key("event.data.id + '-' + string(event.data.n)")).toBe("enr_1-5");
  expect(key("event.data.missing")).toBe("");
  const odd = (text: string) => toKeyText(parseExpression("event.data.text"), { event: { data: { text } } });
  expect(odd("a\0b")).not.toContain("\0");
  expect(odd("x".repeat(5_000)).length).toBeLessThan(300);
  expect(odd(`${"x".repeat(5_000)}y`)).not.toBe(odd("x".repeat(5_000)));
});

describe("toWaitKey", () => {
  test.each([
    ["async.data.id == event.data.id", "data.id", '"enr_1"', null],
    ["event.data.id == async.data.id", "data.id", '"enr_1"', null],
    ['async.data.x == "abc"', "data.x", '"abc"', null],
    ["5 == async.data.deep['key']", "data.deep.key", "5", null],
    ["async.data.n == event.data.n", "data.n", "5", null],
    ["async.data.yes == event.data.yes", "data.yes", "true", null],
    ["async.data.x == event.data.none", "data.x", "null", null],
    ["async.id == event.data['odd key']", "id", '"o"', null],
    ["async.data.x == 'async.data.y'", "data.x", '"async.data.y"', null],
  ])("%s", (source, path, value, rest) => {
    expect(toWaitKey(source, event)).toEqual({ path, value, rest });
  });

  test("other conditions are kept for the rows found, wherever the equality stands", () => {
    for (const source of [
      "async.data.amount > 9 && async.data.n == event.data.n",
      "event.data.n == async.data.n && async.data.amount > 9",
    ])
      expect(toWaitKey(source, event)).toEqual({ path: "data.n", value: "5", rest: source });
  });

  test("a value the run's event lacks, or a list, equals no event's", () => {
    for (const source of ["async.data.x == event.data.missing", "async.data.x == event.data.list"])
      expect(valueAt({ data: { x: null } }, "data.x")).not.toBe(toWaitKey(source, event).value);
  });

  test.each([
    "async.data.n > 3",
    "async.data.a == async.data.b",
    "async.data.n == 1 || async.data.n == 2",
    "event.data.n == 5",
    "async.data['a.b'] == 1",
  ])("%s would need a scan", (source) => {
    expect(() => toWaitKey(source, event)).toThrow("equality");
  });
});

describe("valueAt", () => {
  test("equal values have equal text, of any length; others do not", () => {
    const long = "x".repeat(5_000);
    expect(valueAt({ data: { x: long } }, "data.x")).toBe(toWaitKey(`async.data.x == '${long}'`, event).value);
    expect(valueAt({ data: { x: `${long}y` } }, "data.x")).not.toBe(valueAt({ data: { x: long } }, "data.x"));
    expect(valueAt({ data: { x: long } }, "data.x")?.length).toBeLessThan(300);
    expect(valueAt({ data: { x: "5" } }, "data.x")).not.toBe(valueAt({ data: { x: 5 } }, "data.x"));
    expect(valueAt({ data: { x: 5 } }, "data.x")).toBe(toWaitKey("async.data.x == 5.0", event).value);
  });

  test("nothing where there is no plain value", () => {
    expect(valueAt({ data: { x: { y: 1 } } }, "data.x")).toBeUndefined();
    expect(valueAt({ data: "text" }, "data.x")).toBeUndefined();
    expect(valueAt({ data: {} }, "data.x")).toBeUndefined();
    expect(valueAt({ data: {} }, "")).toBe("");
  });
});
