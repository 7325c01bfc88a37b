import { addMs, type EpochMs, earlierOf } from "@/core/instant";
import { type ZoneCalendar, zoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, NEVER, whenFree } from "./bucket";
import { counterValueFor, fillsCounter, scopeValueOf } from "./match-rule";
import { SHELF_LIFE_MS } from "./order";
import type { CapRule } from "./rule";
import type { LedgerTouch } from "./touch";

/** What one rule alone would have done to the touches of one person. */
export interface WhatIf {
  /** Touches the rule concerns. */
  readonly judged: number;
  /** Would have left later. */
  readonly held: number;
  /** Would not have left at all. */
  readonly skipped: number;
  /** Sum of how much later the held ones would have left. */
  readonly delayMs: number;
}

/** Told of each touch the rule would have changed; `delayMs` is 0 for one that would not have left. */
export type NoteWhatIf = (touch: LedgerTouch, verdict: "held" | "skipped", delayMs: number) => void;

/** Whether a rule can be tried on one person's claims; a company rule needs those of the whole company. */
export const canTry = (rule: CapRule): boolean => rule.scope.kind !== "company";

/**
 * Plays the stored claims of one person from `since` on with this rule alone: one pass, oldest first. A touch that finds the
 * rule full waits its turn (or is skipped, if the rule skips) and fills the rule when it would have left; past its shelf
 * life (the rule's, else 7 days) it is skipped. Earlier touches only fill. `ledger` in any order; `zone` is the person's.
 */
export function whatIf(
  rule: CapRule,
  ledger: readonly LedgerTouch[],
  zone: string,
  since: EpochMs,
  note: NoteWhatIf = () => undefined,
): WhatIf {
  const calendar = zoneCalendar(zone);
  const lines = new Map<string, Line>();
  const tally = { judged: 0, held: 0, skipped: 0, delayMs: 0 };
  const lineOf = (value: string): Line => {
    const known = lines.get(value);
    if (known !== undefined) return known;
    const made = new Line(rule, value, calendar, tally, note);
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
  return tally;
}

/** By time, then id; rows that come newest first, as an index gives them, are only turned round. */
function oldestFirst(ledger: readonly LedgerTouch[]): readonly LedgerTouch[] {
  let before: LedgerTouch | null = null;
  for (const touch of ledger) {
    if (before !== null && touch.at >= before.at)
      return ledger.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    before = touch;
  }
  return ledger.toReversed();
}

/** One counter of the rule with those who wait for it, first come first served. */
class Line {
  private readonly bucket: Bucket = { at: [], ref: [] };
  private readonly waiting: LedgerTouch[] = [];

  constructor(
    private readonly rule: CapRule,
    private readonly value: string,
    private readonly calendar: ZoneCalendar,
    private readonly tally: { judged: number; held: number; skipped: number; delayMs: number },
    private readonly note: NoteWhatIf,
  ) {}

  /** A touch that obeys no rule, or left before the time in question. */
  pass(touch: LedgerTouch): void {
    this.release(touch.at);
    fill(this.bucket, touch.at, touch.id);
  }

  ask(touch: LedgerTouch): void {
    this.release(touch.at);
    this.tally.judged += 1;
    const full = this.waiting.length > 0 || whenFree(this.bucket, this.rule, touch.at, this.calendar) > touch.at;
    if (!full) this.leave(touch, touch.at);
    else if (this.rule.atCap === "skip") this.skip(touch);
    else this.waiting.push(touch);
  }

  /** Lets those go whose turn comes before `before`; null = all that ever get one. */
  release(before: EpochMs | null): void {
    for (let head = this.waiting[0]; head !== undefined; head = this.waiting[0]) {
      const deadline = addMs(head.at, this.rule.shelfLifeMs ?? SHELF_LIFE_MS);
      const free = this.freeFrom(head.at, deadline);
      if (before !== null && earlierOf(free ?? deadline, deadline) > before) return;
      this.waiting.shift();
      if (free === null) {
        this.skip(head);
        continue;
      }
      this.tally.held += 1;
      this.tally.delayMs += free - head.at;
      this.note(head, "held", free - head.at);
      this.leave(head, free);
    }
  }

  private skip(touch: LedgerTouch): void {
    this.tally.skipped += 1;
    this.note(touch, "skipped", 0);
  }

  private leave(touch: LedgerTouch, at: EpochMs): void {
    if (fillsCounter(this.rule, this.value, touch)) fill(this.bucket, at, touch.id);
  }

  /** The first free instant up to the deadline; null = none. */
  private freeFrom(from: EpochMs, deadline: EpochMs): EpochMs | null {
    let at = from;
    for (;;) {
      const free = whenFree(this.bucket, this.rule, at, this.calendar);
      if (free <= at) return at;
      if (free === NEVER || free > deadline) return null;
      at = free as EpochMs; // finite
    }
  }
}
