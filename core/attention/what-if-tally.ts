import { addMs, type EpochMs } from "@/core/instant";
import { SHELF_LIFE_MS } from "./order";
import type { CapRule } from "./rule";
import type { LedgerTouch } from "./touch";

/** What one rule alone would have done to touches that left. */
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
export type NoteWhatIf<T> = (touch: T, verdict: "held" | "skipped", delayMs: number) => void;

/** Adds up what a rule does, and tells of each. */
export class Tally<T extends LedgerTouch> {
  readonly sum = { judged: 0, held: 0, skipped: 0, delayMs: 0 };

  constructor(private readonly note: NoteWhatIf<T> = () => undefined) {}

  judge(): void {
    this.sum.judged += 1;
  }

  skip(touch: T): void {
    this.sum.skipped += 1;
    this.note(touch, "skipped", 0);
  }

  hold(touch: T, until: EpochMs): void {
    this.sum.held += 1;
    this.sum.delayMs += until - touch.at;
    this.note(touch, "held", until - touch.at);
  }
}

/** When a touch the rule holds is given up: the rule's shelf life after it was due, else 7 days. */
export const lastLeave = (rule: CapRule, dueAt: EpochMs): EpochMs => addMs(dueAt, rule.shelfLifeMs ?? SHELF_LIFE_MS);

/** By time, then id; rows that come newest first, as an index gives them, are only turned round. */
export function oldestFirst<T extends LedgerTouch>(ledger: readonly T[]): readonly T[] {
  let before: T | null = null;
  for (const touch of ledger) {
    if (before !== null && touch.at >= before.at)
      return ledger.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    before = touch;
  }
  return ledger.toReversed();
}
