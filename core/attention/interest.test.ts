import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deriveInterest, warmedLately } from "./interest";
import { daysFrom, ledgerTouch, NOON } from "./testing/ledger";
import type { LedgerTouch } from "./touch";

const now = NOON;
const none = { signs: [], interestResets: [] };
const sent = (days: number, over: Partial<LedgerTouch> = {}) => ledgerTouch(`t${days}`, daysFrom(now, -days), over);
/** Newest first, as the governor keeps it. */
const ledger = (...touches: LedgerTouch[]) => touches.toSorted((a, b) => b.at - a.at);
const interest = (touches: LedgerTouch[], facts: Partial<typeof none> & object = {}) =>
  deriveInterest("top_news", ledger(...touches), { ...none, ...facts }, now);

describe("interested", () => {
  test("a human click, reply or purchase in 90 days, with the touch that got it", () => {
    expect(interest([sent(100, { interestAt: daysFrom(now, -89) })])).toEqual({
      state: "interested",
      touchIds: ["t100"],
      since: daysFrom(now, -89),
    });
    expect(interest([sent(100, { interestAt: daysFrom(now, -90) })]).state).toBe("unknown");
  });

  test("a purchase without a touch counts; of another topic it does not", () => {
    const signs = [{ topicId: "top_news", at: daysFrom(now, -5) }];
    expect(deriveInterest("top_news", [], { signs, interestResets: [] }, now).state).toBe("interested");
    expect(deriveInterest("top_other", [], { signs, interestResets: [] }, now).state).toBe("unknown");
  });

  test("a reset forgets it, a later sign does not", () => {
    const interestResets = [{ topicId: "top_news", at: daysFrom(now, -2) }];
    const touches = [sent(9, { interestAt: daysFrom(now, -5) })];
    expect(deriveInterest("top_news", touches, { signs: [], interestResets }, now).state).toBe("unknown");
    const later = [sent(9, { interestAt: daysFrom(now, -1) })];
    expect(deriveInterest("top_news", later, { signs: [], interestResets }, now).state).toBe("interested");
  });
});

describe("cold", () => {
  const five = [40, 32, 24, 16, 10].map((days) => sent(days));
  test("five accepted over at least 30 days without a human reaction", () => {
    expect(interest(five)).toMatchObject({ state: "cold", touchIds: ["t10", "t16", "t24", "t32", "t40"] });
    expect(interest(five.slice(1)).state).toBe("unknown");
    expect(interest([39, 32, 24, 16, 10].map((days) => sent(days))).state).toBe("unknown");
  });

  test("an open is a reaction but no interest", () => {
    const opened = five.map((touch) => (touch.id === "t24" ? { ...touch, reactedAt: daysFrom(now, -23) } : touch));
    expect(interest(opened).state).toBe("unknown");
  });

  test("only what was accepted counts", () => {
    expect(interest(five.map((touch) => ({ ...touch, state: "unknown" as const }))).state).toBe("unknown");
  });
});

describe("a look at the newest alone", () => {
  const touches = fc.array(
    fc.record({
      ago: fc.integer({ min: 0, max: 120 }),
      topicId: fc.constantFrom("top_news", "top_news", "top_other"),
      reacted: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 6 }),
      clicked: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 8 }),
    }),
    { minLength: 5, maxLength: 14 },
  );

  test("never passes over a cold topic", () => {
    fc.assert(
      fc.property(touches, (rows) => {
        const found = ledger(
          ...rows.map(({ ago, topicId, reacted, clicked }, n) =>
            ledgerTouch(`t${n}`, daysFrom(now, -ago), {
              topicId,
              reactedAt: reacted === null ? null : daysFrom(now, reacted - ago),
              interestAt: clicked === null ? null : daysFrom(now, clicked - ago),
            }),
          ),
        );
        if (warmedLately("top_news", found)) {
          expect(deriveInterest("top_news", found, none, now).state).not.toBe("cold");
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("sees a reaction of the last month, and none of another topic", () => {
    const touches = ledger(sent(1), sent(20, { reactedAt: daysFrom(now, -19) }), sent(50));
    expect(warmedLately("top_news", touches)).toBe(true);
    expect(warmedLately("top_other", touches)).toBe(false);
  });
});
