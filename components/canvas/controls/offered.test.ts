import { expect, test } from "vitest";
import { toOptions } from "./offered";

const list = [
  { id: "a", name: "Anna", archived: false },
  { id: "b", name: "Ben", archived: true },
  { id: "c", name: "Cleo" },
];

test("what is archived is offered to nobody, and stays readable where it was chosen", () => {
  const [anna, cleo] = [
    { value: "a", label: "Anna" },
    { value: "c", label: "Cleo" },
  ];
  const ben = { value: "b", label: "Ben (archived)" };
  expect(toOptions(list, null)).toEqual([anna, cleo]);
  expect(toOptions(list, "a")).toEqual([anna, cleo]);
  expect(toOptions(list, "b")).toEqual([anna, ben, cleo]);
  expect(toOptions(list, ["c", "b"])).toEqual([anna, ben, cleo]);
});
