import { expect, test } from "vitest";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { explainForecast } from "./explain-forecast";
import { forecastPerson } from "./forecast-person";
import type { CapRule } from "./rule";
import { perDays, personFacts, waitingTouch } from "./testing/ledger";
import type { WaitingTouch } from "./touch";

// Wednesday
const now = toEpochMs("2026-05-20T10:00:00Z");
const wording = { names: () => null, touchName: (id: string) => ({ first: "Offer" })[id] ?? null };

function say(
  touch: Partial<WaitingTouch>,
  rules: readonly CapRule[],
  facts: Parameters<typeof personFacts>[0] = {},
): string {
  const due = toEpochMs(now + 2 * DAY_MS);
  const waiting = [
    waitingTouch("first", due, { priority: 90 }),
    waitingTouch("second", toEpochMs(due + 3_600_000), touch),
  ];
  const forecast = forecastPerson(personFacts(facts), [], waiting, rules, now)[1];
  if (forecast === undefined) throw new Error("no forecast");
  return explainForecast(forecast, toEpochMs(due + 3_600_000), now, wording, "UTC");
}

test("what is planned says what will stand against it, and until when it is due", () => {
  expect(say({}, [])).toMatch(/^Nothing is expected to stand against it/);
  expect(say({}, [perDays("one", 1, 1)])).toBe(
    "Due Fri 22 May 11:00, but one message in 24 hours is the limit; Offer (planned Fri) fills it.",
  );
});

test("what will be skipped, or has no end, says so", () => {
  expect(say({ deadlineAt: toEpochMs(now + 2 * DAY_MS + 7_200_000) }, [perDays("one", 1, 1)])).toMatch(
    /^Expected to be skipped: /,
  );
  const paused = { what: "workspace", id: "w", since: now, memberId: null } as const;
  expect(say({}, [], { pauses: [paused] })).toMatch(
    /^Due Fri 22 May 11:00; when it goes is open: all sending is paused/,
  );
});
