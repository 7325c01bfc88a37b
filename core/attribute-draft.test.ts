import { expect, test } from "vitest";
import { type AttributeDraft, readAttributeDrafts, toAttributeDrafts } from "./attribute-draft";

const before = toAttributeDrafts({
  seats: 3,
  plan: "pro",
  since: "2026-05-01",
  vip: false,
  seen_at: "2026-05-01T10:00:00Z",
  cart: { lines: 2 },
});
const typed = (key: string, text: string): AttributeDraft[] =>
  before.map((one) => (one.key === key ? { ...one, text } : one));

test("what is stored is edited as what it is; what a program stored as a list or object is left alone", () => {
  expect(before.map(({ key, kind, text }) => [key, kind, text])).toEqual([
    ["plan", "text", "pro"],
    ["seats", "number", "3"],
    ["seen_at", "text", "2026-05-01T10:00:00Z"],
    ["since", "date", "2026-05-01"],
    ["vip", "boolean", "false"],
  ]);
});

test("only what changed is told, with the type it has; an emptied field is taken away", () => {
  expect(readAttributeDrafts(before, before)).toEqual({ ok: true, changed: {} });
  expect(readAttributeDrafts(typed("seats", " 4.5 "), before)).toEqual({ ok: true, changed: { seats: 4.5 } });
  expect(readAttributeDrafts(typed("vip", "true"), before)).toEqual({ ok: true, changed: { vip: true } });
  expect(readAttributeDrafts(typed("since", "2028-02-29"), before)).toEqual({
    ok: true,
    changed: { since: "2028-02-29" },
  });
  expect(readAttributeDrafts(typed("plan", ""), before)).toEqual({ ok: true, changed: { plan: null } });
  const fresh = { key: "city", kind: "text", text: "Bonn" } as const;
  expect(readAttributeDrafts([...before, fresh], before)).toEqual({ ok: true, changed: { city: "Bonn" } });
  expect(readAttributeDrafts([...before, { ...fresh, text: " " }], before)).toEqual({ ok: true, changed: {} });
});

test("what is no number or no day is told at its field", () => {
  const problems = (key: string, text: string) => {
    const read = readAttributeDrafts(typed(key, text), before);
    return read.ok ? [] : Object.keys(read.problems);
  };
  for (const text of ["three", "1,5", "0x1f", "1e99999"]) expect(problems("seats", text)).toEqual(["attributes.seats"]);
  for (const text of ["2026-02-29", "2026-13-01", "soon"])
    expect(problems("since", text)).toEqual(["attributes.since"]);
});
