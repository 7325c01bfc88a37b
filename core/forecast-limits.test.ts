import fc from "fast-check";
import { expect, it } from "vitest";
import type { Forecast } from "@/core/forecast";
import { keepSenderLimits } from "@/core/forecast-limits";

const of = (days: readonly Record<string, number>[]): Forecast => {
  const list = days.map((sentBy, day) => ({
    day,
    sent: Object.values(sentBy).reduce((sum, n) => sum + n, 0),
    held: 0,
    skipped: 0,
    sentBy,
  }));
  const sent = list.reduce((sum, day) => sum + day.sent, 0);
  return { people: sent, sent, held: 0, skipped: 0, unfinished: 0, days: list, reached: {} };
};

it("spreads what is more than a sender's day over the days after, and leaves the other senders alone", () => {
  const kept = keepSenderLimits(of([{ a: 500, b: 30 }, { a: 50 }]), { a: 200 }, 89);
  expect(kept.days.map(({ day, sent, held }) => [day, sent, held])).toEqual([
    [0, 230, 300],
    [1, 200, 50],
    [2, 150, 0],
  ]);
  expect([kept.sent, kept.held, kept.unfinished]).toEqual([580, 350, 0]);
});

it("what cannot leave by the last day is under way, not sent", () => {
  const kept = keepSenderLimits(of([{ a: 1_000 }]), { a: 10 }, 4);
  expect([kept.sent, kept.unfinished]).toEqual([50, 950]);
});

it("never sends more than a day holds, loses nothing, and changes nothing where there is room", () => {
  const day = fc.record({ a: fc.nat(300), b: fc.nat(300) });
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 400 }), (days, most) => {
      const before = of(days);
      const after = keepSenderLimits(before, { a: most }, 5_000);
      for (const { sentBy } of after.days) expect(sentBy.a ?? 0).toBeLessThanOrEqual(most);
      expect(after.sent).toBe(before.sent);
      expect(after.days.reduce((sum, { sent }) => sum + sent, 0)).toBe(before.sent);
      expect(after.days.reduce((sum, { sentBy }) => sum + (sentBy.b ?? 0), 0)).toBe(
        days.reduce((sum, { b }) => sum + b, 0),
      );
      if (days.every(({ a }) => a <= most)) expect(after.held).toBe(0);
    }),
  );
});
