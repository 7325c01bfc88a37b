import { expect, test } from "vitest";
import { readConfig, summaryOf } from "@/core/config";
import type { GraphNode } from "@/core/graph";
import type { JsonObject } from "@/core/json";
import { noNames } from "@/core/names";
import { nodeTypeOf } from "@/core/nodes";

const step = (kind: string, config: JsonObject): GraphNode => ({ id: "x", step: 1, kind, config, next: {} });
const defaultsOf = (kind: string) => JSON.parse(JSON.stringify(nodeTypeOf(kind)?.defaults()));

test("a card never says its default where something else was written that cannot be read", () => {
  const late = step("delay", { ...defaultsOf("delay"), duration: { amount: 9_999_999, unit: "days" } });
  const untouched = step("delay", defaultsOf("delay"));
  expect(summaryOf(late, noNames)).not.toBe(summaryOf(untouched, noNames));
  expect(summaryOf(late, noNames)).toBe("Something in it is not filled in right yet");
});

test("what was typed into a text is shown as it is, and an untouched step says its default", () => {
  const type = nodeTypeOf("task");
  if (type === null) throw new Error("no task");
  const read = readConfig(step("task", { ...defaultsOf("task"), title: "x".repeat(5000) }), type);
  expect(read).toMatchObject({ config: { title: "x".repeat(5000) }, standsIn: false });
  expect(read.issues).toHaveLength(1);
  for (const kind of ["update", "move", "webhook", "task"])
    expect(summaryOf(step(kind, defaultsOf(kind)), noNames)).not.toMatch(/not filled in right/);
});
