import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/core/instant";
import { daysFrom, gapRule, handWritten, hoursFrom, ledgerTouch, NOON, perDays } from "./testing/ledger";
import { whatIf } from "./what-if";

const zone = "Europe/Berlin";
const at = (...hours: number[]) => hours.map((hour, n) => ledgerTouch(`t${n}`, hoursFrom(NOON, hour)));
const since = daysFrom(NOON, -90);

describe("one rule on stored claims", () => {
  test("nothing over the limit: nothing changes", () => {
    expect(whatIf(perDays("r", 1, 1), at(0, 24, 48), zone, since)).toEqual({
      judged: 3,
      held: 0,
      skipped: 0,
      delayMs: 0,
    });
  });

  test("what is over waits its turn, and pushes back what comes after", () => {
    // 0 leaves; 1 leaves at 24; 2 at 48; 50 at 72
    expect(whatIf(perDays("r", 1, 1), at(0, 1, 2, 50), zone, since)).toEqual({
      judged: 4,
      held: 3,
      skipped: 0,
      delayMs: (23 + 46 + 22) * HOUR_MS,
    });
  });

  test("past its shelf life it is skipped and takes no slot", () => {
    // 1 would leave after 30 days; so would 2
    expect(whatIf(perDays("r", 1, 30), at(0, 1, 2, 30 * 24), zone, since)).toMatchObject({ held: 0, skipped: 2 });
    const short = perDays("r", 1, 1, { shelfLifeMs: 12 * HOUR_MS });
    expect(whatIf(short, at(0, 1, 13), zone, since)).toMatchObject({ held: 1, skipped: 1 });
  });

  test("a rule that skips, skips at once", () => {
    expect(whatIf(perDays("r", 1, 1, { atCap: "skip" }), at(0, 1, 25), zone, since)).toMatchObject({
      judged: 3,
      held: 0,
      skipped: 1,
    });
  });

  test("hand-written mail fills and is not judged; also what was sent before", () => {
    const ledger = [handWritten("h", NOON), ...at(1)];
    expect(whatIf(perDays("r", 1, 1), ledger, zone, since)).toMatchObject({ judged: 1, held: 1 });
    expect(whatIf(perDays("r", 1, 1), at(0, 1), zone, hoursFrom(NOON, 1))).toMatchObject({ judged: 1, held: 1 });
    expect(whatIf(perDays("r", 1, 1), at(0, 1), zone, hoursFrom(NOON, 2))).toMatchObject({ judged: 0, held: 0 });
  });

  test("each topic has its own line; gaps count", () => {
    const topics = [ledgerTouch("a", NOON), ledgerTouch("b", hoursFrom(NOON, 1), { topicId: "top_b" })];
    expect(whatIf(perDays("r", 1, 1, { scope: { kind: "topic", id: null } }), topics, zone, since)).toMatchObject({
      held: 0,
    });
    expect(whatIf(gapRule("g", 5), at(0, 1), zone, since)).toMatchObject({ held: 1, delayMs: 4 * HOUR_MS });
  });

  test("rows in any order; a rule of zero skips all", () => {
    const ledger = at(0, 1, 2);
    expect(whatIf(perDays("r", 1, 1), ledger.toReversed(), zone, since)).toEqual(
      whatIf(perDays("r", 1, 1), ledger, zone, since),
    );
    expect(whatIf(perDays("r", 0, 1), ledger, zone, since)).toMatchObject({ judged: 3, skipped: 3 });
    expect(DAY_MS).toBe(24 * HOUR_MS);
  });
});
