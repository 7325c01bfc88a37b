import { expect, it } from "vitest";
import { planConversion } from "./attribute-convert";

const held = [
  { value: "12", contacts: 3 },
  { value: 7, contacts: 2 },
  { value: "many", contacts: 1 },
  { value: "a few", contacts: 4 },
];

it("what reads as the new type is written in it; what does not stays, most frequent first", () => {
  expect(planConversion({ type: "number", options: [] }, held)).toEqual({
    changes: [{ from: "12", to: 12, contacts: 3 }],
    misfits: [
      { value: "a few", contacts: 4 },
      { value: "many", contacts: 1 },
    ],
  });
});

it("everything can be a text; lists and nothing are left alone", () => {
  expect(planConversion({ type: "text", options: [] }, [...held, { value: ["x"], contacts: 1 }])).toEqual({
    changes: [{ from: 7, to: "7", contacts: 2 }],
    misfits: [{ value: ["x"], contacts: 1 }],
  });
});

it("a choice is found whatever its case, and yes and no by many words", () => {
  const plans = [
    { value: "pro", contacts: 1 },
    { value: "Pro", contacts: 1 },
  ];
  expect(planConversion({ type: "option", options: ["Pro"] }, plans).changes).toEqual([
    { from: "pro", to: "Pro", contacts: 1 },
  ]);
  expect(planConversion({ type: "boolean", options: [] }, [{ value: "ja", contacts: 1 }]).changes).toEqual([
    { from: "ja", to: true, contacts: 1 },
  ]);
});
