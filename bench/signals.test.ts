import { expect, test } from "vitest";
import { run } from "@/bench/signals";

test("own labelled opens and clicks: people are never invented", async () => {
  const result = await run({ args: [] });
  expect(result.n).toBeGreaterThanOrEqual(200);
  expect(result.human_precision).toBeGreaterThanOrEqual(0.98);
  expect(result.human_recall).toBeGreaterThanOrEqual(0.95);
  expect(result.machine_precision).toBeGreaterThanOrEqual(0.98);
  expect(result.machine_recall).toBeGreaterThanOrEqual(0.9);
});
