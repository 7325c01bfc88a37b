import { expect, test } from "vitest";
import { type AttributeType, judgeAttributes, readAttribute, toDefinitions } from "./attribute";
import { readAttributeDrafts, sayFields, withDefined } from "./attribute-draft";
import { checkRow } from "./import-csv";

const read = (type: AttributeType, value: string | number | boolean, options: string[] = []) => {
  const answer = readAttribute({ type, options }, value);
  return answer.ok ? answer.value : null;
};

test("a value is kept as the field's type keeps it, however it is written", () => {
  expect(read("text", 7)).toBe("7");
  expect(read("text", "007")).toBe("007");
  expect(read("number", " 4.5 ")).toBe(4.5);
  expect(read("number", 3)).toBe(3);
  expect(read("date", "2026-05-31")).toBe("2026-05-31");
  expect(read("date", "2026-05-31T10:00:00Z")).toBe("2026-05-31T10:00:00Z");
  expect(read("boolean", "Yes")).toBe(true);
  expect(read("boolean", 0)).toBe(false);
  expect(read("option", "pro", ["Free", "Pro"])).toBe("Pro");
});

test("what is none of the type is said", () => {
  for (const value of ["three", true, "1,5", ""]) expect(read("number", value)).toBeNull();
  for (const value of ["soon", "2026-02-29", "2026-05-31 around noon", 20260531])
    expect(read("date", value)).toBeNull();
  expect(read("boolean", "perhaps")).toBeNull();
  expect(readAttribute({ type: "option", options: ["Free", "Pro"] }, "Max")).toEqual({
    ok: false,
    problem: "Choose one of Free, Pro",
  });
});

const definitions = toDefinitions([
  { key: "seats", label: "Seats", type: "number", options: [] },
  { key: "plan", label: "Plan", type: "option", options: ["Free", "Pro"] },
]);

test("what does not fit is kept as it came and named; what nobody defined passes", () => {
  expect(judgeAttributes(definitions, { seats: "many", plan: "PRO", city: "Bonn", gone: null })).toEqual({
    values: { seats: "many", plan: "Pro", city: "Bonn", gone: null },
    misfits: { seats: "Give a number, with a point for decimals" },
  });
});

test("a cell that does not fit its field is a cause at its column", () => {
  const of = (seats: string, plan: string) =>
    checkRow(["Email", "Seats", "Plan"], ["email", "attribute:seats", "attribute:plan"], ["a@x.example", seats, plan], {
      productKeys: new Set(),
      definitions,
    });
  expect(of("12", "free")).toMatchObject({ ok: true, contact: { attributes: { seats: 12, plan: "Free" } } });
  expect(of("many", "Max")).toMatchObject({ ok: false, problems: [{ column: "Seats" }, { column: "Plan" }] });
});

test("the form shows every defined field in its type, and reads it so", () => {
  const fields = [...definitions.values()].map(({ type, ...one }) => ({ ...one, kind: type, isDefined: true }));
  const shown = withDefined([{ key: "seats", kind: "text", text: "12" }], fields);
  expect(shown.map(({ key, kind, text }) => [key, kind, text])).toEqual([
    ["seats", "number", "12"],
    ["plan", "option", ""],
  ]);
  const typed = shown.map((one) => (one.key === "plan" ? { ...one, text: "Max" } : one));
  expect(readAttributeDrafts(typed, shown)).toEqual({
    ok: false,
    problems: { "attributes.plan": "Choose one of Free, Pro" },
  });
  expect(sayFields({ seats: "many", plan: "Pro", city: "Bonn" }, fields)).toEqual([
    { label: "Seats", text: "many", problem: "Give a number, with a point for decimals" },
    { label: "Plan", text: "Pro", problem: null },
    { label: "city", text: "Bonn", problem: null },
  ]);
});
