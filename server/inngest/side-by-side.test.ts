import { expect, test } from "vitest";
import { sideBySide } from "@/server/inngest/side-by-side";

const step = { run: <T>(_: string, work: () => Promise<T>) => work() };

test("one that throws keeps none of the others waiting, and the function fails at the end", async () => {
  const steps = sideBySide(step, "test");
  const done: string[] = [];
  for (const id of ["one", "bad", "three"]) {
    const counts = await steps.run(id, async () => {
      if (id === "bad") throw new Error("out of order");
      done.push(id);
      return { told: 1 };
    });
    expect(counts).toEqual(id === "bad" ? null : { told: 1 });
  }
  expect(done).toEqual(["one", "three"]);
  expect(() => steps.end()).toThrow("1 failed: bad");
});

test("where all is well it ends quietly", async () => {
  const steps = sideBySide(step, "test");
  expect(await steps.run("one", async () => ({ n: 2 }))).toEqual({ n: 2 });
  expect(() => steps.end()).not.toThrow();
});
