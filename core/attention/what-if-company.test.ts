import { assert, constantFrom, integer, property, record, uniqueArray } from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, DAY_MS, type EpochMs, HOUR_MS } from "@/core/instant";
import type { CapRule } from "./rule";
import { capRule, daysFrom, handWritten, hoursFrom, ledgerTouch, NOON, perDays } from "./testing/ledger";
import { type CompanyPastTouch, whatIfCompany } from "./what-if-company";

const zone = "Europe/Berlin";
const since = daysFrom(NOON, -90);
const scope = { kind: "company" } as const;
/** `ana 0` is Ana, written to in that hour. */
const past = (...sent: readonly string[]): CompanyPastTouch[] =>
  sent.map((one) => {
    const [personId = "", hour] = one.split(" ");
    return { ...ledgerTouch(one, hoursFrom(NOON, Number(hour))), personId };
  });
const STEP_MS = 10 * 60_000;
const STEPS_A_DAY = DAY_MS / STEP_MS;
const two = perDays("two a day", 2, 1, { scope });

describe("a rule over companies on stored claims", () => {
  test("one person more than it allows waits until another is out of the window", () => {
    expect(whatIfCompany(two, past("ana 0", "bo 1", "cy 2"), zone, since)).toEqual({
      judged: 3,
      held: 1,
      skipped: 0,
      delayMs: 22 * HOUR_MS,
    });
  });

  test("nobody counts against themselves: a second mail to one of them leaves at once", () => {
    expect(whatIfCompany(two, past("ana 0", "bo 1", "ana 2", "bo 3", "ana 4"), zone, since)).toMatchObject({ held: 0 });
    // and moves their place: Cy waits for Bo now, who was written to before Ana
    expect(whatIfCompany(two, past("ana 0", "bo 1", "ana 2", "cy 3"), zone, since)).toMatchObject({
      held: 1,
      delayMs: 22 * HOUR_MS,
    });
  });

  test("whoever was written to lately goes past those who wait for a place", () => {
    // Cy waits for hour 24, when Ana is out; her mail in hour 5 is not behind his
    const changed: string[] = [];
    whatIfCompany(two, past("ana 0", "bo 1", "cy 2", "bo 5"), zone, since, ({ id }) => changed.push(id));
    expect(changed).toEqual(["cy 2"]);
  });

  test("a rule that skips, one of zero, and a place that comes too late", () => {
    const ledger = past("ana 0", "bo 1", "cy 2");
    expect(whatIfCompany({ ...two, atCap: "skip" }, ledger, zone, since)).toMatchObject({ held: 0, skipped: 1 });
    expect(whatIfCompany({ ...two, max: 0 }, ledger, zone, since)).toMatchObject({ judged: 3, skipped: 3 });
    expect(whatIfCompany(perDays("r", 2, 30, { scope }), ledger, zone, since)).toMatchObject({ held: 0, skipped: 1 });
  });

  test("hand-written mail and what was sent before fill and are not judged; filters hold", () => {
    const hand = [{ ...handWritten("h", NOON), personId: "ana" }, ...past("bo 1", "cy 2")];
    expect(whatIfCompany(two, hand, zone, since)).toMatchObject({ judged: 2, held: 1 });
    expect(whatIfCompany(two, past("ana 0", "bo 1", "cy 2"), zone, hoursFrom(NOON, 2))).toMatchObject({
      judged: 1,
      held: 1,
    });
    const sales = { ...two, appliesTo: { classes: ["sales" as const] } };
    expect(whatIfCompany(sales, past("ana 0", "bo 1", "cy 2"), zone, since)).toMatchObject({ judged: 0, held: 0 });
    const counting = { ...two, counts: { classes: ["sales" as const] } };
    expect(whatIfCompany(counting, past("ana 0", "bo 1", "cy 2"), zone, since)).toMatchObject({ judged: 3, held: 0 });
  });

  test("a gap keeps colleagues apart; a calendar day ends at the company's midnight", () => {
    const apart = capRule("gap", { scope, max: null, window: null, minGapMs: 5 * HOUR_MS });
    expect(whatIfCompany(apart, past("ana 0", "ana 1", "bo 2"), zone, since)).toMatchObject({
      held: 1,
      delayMs: 4 * HOUR_MS,
    });
    const aDay = capRule("day", { scope, window: { kind: "calendar", period: "day" } });
    expect(whatIfCompany(aDay, past("ana 0", "bo 1"), zone, since)).toMatchObject({ held: 1, delayMs: 13 * HOUR_MS }); // NOON is 10:00
  });

  test("as somebody who looks at all of it each time would say", () => {
    const sent = record({
      personId: constantFrom("a", "b", "c", "d", "e"),
      step: integer({ min: 0, max: STEPS_A_DAY * 10 }),
      kind: constantFrom("obeys", "obeys", "obeys", "hand", "transactional"),
    });
    const rules = record({
      max: constantFrom(null, 0, 1, 2, 3),
      hours: constantFrom(5, 24, 60),
      gap: constantFrom(null, 1, 7),
      shelf: constantFrom(null, 10, 40),
    });
    assert(
      property(uniqueArray(sent, { maxLength: 40, selector: ({ step }) => step }), rules, (all, numbers) => {
        if (numbers.max === null && numbers.gap === null) return;
        const rule = capRule("r", {
          scope,
          max: numbers.max,
          window: numbers.max === null ? null : { kind: "rolling", lengthMs: numbers.hours * HOUR_MS },
          minGapMs: numbers.gap === null ? null : numbers.gap * HOUR_MS,
          shelfLifeMs: numbers.shelf === null ? null : numbers.shelf * HOUR_MS,
        });
        const ledger = all.map(({ personId, step, kind }): CompanyPastTouch => {
          const touch = ledgerTouch(`${step}`, addMs(NOON, step * STEP_MS));
          return { ...touch, personId, obeys: kind === "obeys", counts: kind !== "transactional" };
        });
        const told: string[] = [];
        whatIfCompany(rule, ledger, zone, since, ({ id }, verdict, delay) => told.push(`${id} ${verdict} ${delay}`));
        expect(told.sort()).toEqual(lookAtAll(rule, ledger).sort());
      }),
      { numRuns: 200 },
    );
  });
});

/** Ten minutes after ten minutes, over everything that left. */
function lookAtAll(rule: CapRule, ledger: readonly CompanyPastTouch[]): string[] {
  const left: { personId: string; at: number }[] = [];
  const told: string[] = [];
  let waiting: CompanyPastTouch[] = [];
  const mayGo = ({ personId }: CompanyPastTouch, now: number): boolean => {
    const lastOf = new Map<string, number>();
    for (const one of left) if (one.personId !== personId) lastOf.set(one.personId, one.at);
    const last = [...lastOf.values()];
    if (rule.minGapMs !== null && last.some((at) => now - at < (rule.minGapMs ?? 0))) return false;
    if (rule.max === null || rule.window?.kind !== "rolling") return true;
    const { lengthMs } = rule.window;
    return last.filter((at) => at > now - lengthMs).length < rule.max;
  };
  const go = ({ personId, counts }: CompanyPastTouch, at: EpochMs) => {
    if (counts) left.push({ personId, at });
  };
  for (let now = NOON; now <= daysFrom(NOON, 20); now = addMs(now, STEP_MS)) {
    waiting = waiting.filter((touch) => {
      const lastAt = touch.at + (rule.shelfLifeMs ?? 7 * DAY_MS);
      if (mayGo(touch, now)) {
        go(touch, now);
        told.push(`${touch.id} held ${now - touch.at}`);
        return false;
      }
      if (now >= lastAt) told.push(`${touch.id} skipped 0`);
      return now < lastAt;
    });
    for (const touch of ledger) {
      if (touch.at !== now) continue;
      if (!touch.obeys || mayGo(touch, now)) go(touch, now);
      else waiting.push(touch);
    }
  }
  return told;
}
