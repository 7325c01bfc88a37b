import { expect, test } from "vitest";
import { readStatedFacts } from "@/core/reply-product";

const products = [
  { id: "prd_pro", name: "Pro" },
  { id: "prd_team", name: "Northbeam Team" },
];
const read = (text: string, promoted: string[] = ["prd_pro"]) =>
  readStatedFacts(text, products, promoted).map(({ productId, fact }) => `${productId} ${fact}`);

test.each([
  ["We have bought it already, thank you.", ["prd_pro bought"]],
  ["We have already bought Northbeam Team.", ["prd_team bought"]],
  ["Hi Ana, we're already customers.", ["prd_pro bought"]],
  ["Wir haben Pro bereits gekauft.", ["prd_pro bought"]],
  ["Nous avons déjà acheté Pro.", ["prd_pro bought"]],
  ["Ya lo hemos comprado.", ["prd_pro bought"]],
  ["Thanks but we already use something else and are happy with it.", ["prd_pro has_competing"]],
  ["We went with another vendor.", ["prd_pro has_competing"]],
])("%s", (text, facts) => expect(read(text)).toEqual(facts));

test.each([
  "We have not bought it yet.",
  "Have we already bought Pro?",
  "If we have already bought it, tell me.",
  "Interesting, send me the price of Pro.",
])("states nothing: %s", (text) => expect(read(text)).toEqual([]));

test("nothing was promoted and nothing is named: no fact", () => {
  expect(read("We have bought it already.", [])).toEqual([]);
  expect(read("Professional people have already bought.", [])).toEqual([]);
});
