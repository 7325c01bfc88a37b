import { type EpochMs, earlierOf } from "@/core/instant";
import { type ZoneCalendar, zoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, firstFree, whenFree } from "./bucket";
import { counterValueFor, fillsCounter, scopeValueOf } from "./match-rule";
import type { CapRule } from "./rule";
import type { LedgerTouch } from "./touch";
import { lastLeave, type NoteWhatIf, oldestFirst, Tally, type WhatIf } from "./what-if-tally";

/**
 * Plays the stored claims of one person from `since` on with this rule alone: one pass, oldest first. A touch that finds the
 * rule full waits its turn (or is skipped, if the rule skips) and fills the rule when it would have left; past its shelf
 * life (the rule's, else 7 days) it is skipped. Earlier touches only fill. `ledger` in any order; `zone` is
 * the person's. A rule over companies is played over the whole company (`whatIfCompany`).
 */
export function whatIf<T extends LedgerTouch>(
  rule: CapRule,
  ledger: readonly T[],
  zone: string,
  since: EpochMs,
  note?: NoteWhatIf<T>,
): WhatIf {
  const calendar = zoneCalendar(zone);
  const lines = new Map<string, Line<T>>();
  const tally = new Tally(note);
  const lineOf = (value: string): Line<T> => {
    const known = lines.get(value);
    if (known !== undefined) return known;
    const made = new Line(rule, value, calendar, tally);
    lines.set(value, made);
    return made;
  };
  for (const touch of oldestFirst(ledger)) {
    const counter = touch.obeys && touch.at >= since ? counterValueFor(rule, touch) : null;
    if (counter !== null) lineOf(counter).ask(touch);
    else {
      const value = scopeValueOf(rule.scope, touch);
      if (value !== null && fillsCounter(rule, value, touch)) lineOf(value).pass(touch);
    }
  }
  for (const line of lines.values()) line.release(null);
  return tally.sum;
}

/** One counter of the rule with those who wait for it, first come first served. */
class Line<T extends LedgerTouch> {
  private readonly bucket: Bucket = { at: [], ref: [] };
  private readonly waiting: T[] = [];

  constructor(
    private readonly rule: CapRule,
    private readonly value: string,
    private readonly calendar: ZoneCalendar,
    private readonly tally: Tally<T>,
  ) {}

  /** A touch that obeys no rule, or left before the time in question. */
  pass(touch: T): void {
    this.release(touch.at);
    fill(this.bucket, touch.at, touch.id);
  }

  ask(touch: T): void {
    this.release(touch.at);
    this.tally.judge();
    const full = this.waiting.length > 0 || whenFree(this.bucket, this.rule, touch.at, this.calendar) > touch.at;
    if (!full) this.leave(touch, touch.at);
    else if (this.rule.atCap === "skip") this.tally.skip(touch);
    else this.waiting.push(touch);
  }

  /** Lets those go whose turn comes before `before`; null = all that ever get one. */
  release(before: EpochMs | null): void {
    for (let head = this.waiting[0]; head !== undefined; head = this.waiting[0]) {
      const deadline = lastLeave(this.rule, head.at);
      const free = firstFree(this.bucket, this.rule, head.at, deadline, this.calendar);
      if (before !== null && earlierOf(free ?? deadline, deadline) > before) return;
      this.waiting.shift();
      if (free === null) {
        this.tally.skip(head);
        continue;
      }
      this.tally.hold(head, free);
      this.leave(head, free);
    }
  }

  private leave(touch: T, at: EpochMs): void {
    if (fillsCounter(this.rule, this.value, touch)) fill(this.bucket, at, touch.id);
  }
}
