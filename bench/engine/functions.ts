import type { Inngest, InngestFunction } from "inngest";

/** A step's body began: of run `n`, step `a`, `b` or `c`, at `at` (epoch milliseconds, with fractions). */
export type Mark = { n: number; step: "a" | "b" | "c"; at: number };

export const now = () => performance.timeOrigin + performance.now();

/** step → waitForEvent → step → waitForEvent that times out after 1 s → step. */
export function makeFunctions(client: Inngest.Any, mark: (mark: Mark) => void): InngestFunction.Any[] {
  return [
    client.createFunction(
      { id: "passage", triggers: [{ event: "bench/start" }], retries: 3 },
      async ({ event, step }) => {
        const n: number = event.data.n;
        const note = (name: Mark["step"]) =>
          step.run(name, () => {
            mark({ n, step: name, at: now() });
            return { n };
          });
        await note("a");
        await step.waitForEvent("go", { event: "bench/go", timeout: "1h", if: "async.data.n == event.data.n" });
        await note("b");
        await step.waitForEvent("never", { event: "bench/never", timeout: "1s", if: "async.data.n == event.data.n" });
        await note("c");
      },
    ),
  ];
}
