import { describe, expect, test } from "vitest";
import { HOUR_MS } from "@/core/instant";
import { coolDownMs, decideBreaker, explainBreaker } from "@/core/sender-breaker";

const record = (of: Partial<Parameters<typeof decideBreaker>[0]>) => ({
  sent: 100,
  hardBounces: 0,
  blocks: 0,
  complaints: 0,
  ...of,
});

describe("when a sender must stand still", () => {
  test.each([
    [{}, null],
    [{ hardBounces: 4 }, null],
    [{ hardBounces: 5 }, "bounces"],
    [{ hardBounces: 5, sent: 101 }, null],
    [{ blocks: 2 }, null],
    [{ blocks: 3 }, "blocks"],
    [{ blocks: 3, sent: 3 }, "blocks"],
    [{ complaints: 1 }, null],
    [{ complaints: 1, sent: 3 }, null],
    [{ complaints: 2 }, "complaints"],
    [{ complaints: 2, blocks: 50, hardBounces: 50 }, "complaints"],
    [{ sent: 0, blocks: 3 }, "blocks"],
  ])("%j → %s", (of, cause) => {
    expect(decideBreaker(record(of))?.cause ?? null).toBe(cause);
  });

  test("it says what it saw", () => {
    expect(explainBreaker({ cause: "blocks", count: 3, of: 80 })).toBe(
      "3 of its last 80: servers refused mail from it",
    );
  });

  test("each time in a row it stands longer, at most a day", () => {
    expect([0, 1, 2, 3, 9].map((trips) => coolDownMs(trips) / HOUR_MS)).toEqual([1, 1, 4, 24, 24]);
  });
});
