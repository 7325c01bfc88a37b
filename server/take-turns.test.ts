import { expect, test } from "vitest";
import { takeTurns } from "./take-turns";

test("no more at once than there are places, in the order they came, also behind one that failed", async () => {
  const inTurn = takeTurns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) =>
    inTurn(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (n === 0) throw new Error("it failed");
      return n;
    });
  const all = [0, 1, 2, 3].map(work);
  const first = expect(all[0]).rejects.toThrow("it failed");
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await first;
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  for (const end of ends) end();
  expect(await Promise.all(all.slice(1))).toEqual([1, 2, 3]);
});
