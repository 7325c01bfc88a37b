import type { LedgerTouch, WaitingTouch } from "./touch";

/** The ledger of one decision, newest first, with what the checks look up. Built in one pass. */
export interface LedgerIndex {
  readonly all: readonly LedgerTouch[];
  /** Touches with the family or body of one that waits. */
  readonly alike: readonly LedgerTouch[];
  /** Touches of the topics of marketing that waits. */
  readonly byTopic: ReadonlyMap<string, readonly LedgerTouch[]>;
}

/** Sorts by time, then id (rows that come newest first stay as they are), and picks what the waiting will ask for. */
export function indexLedger(ledger: readonly LedgerTouch[], waiting: readonly WaitingTouch[]): LedgerIndex {
  const families = new Set<string>();
  const bodies = new Set<string>();
  const byTopic = new Map<string, LedgerTouch[]>();
  for (const touch of waiting) {
    if (touch.repeat.kind !== "always") {
      if (touch.familyId !== null) families.add(touch.familyId);
      if (touch.bodyHash !== null) bodies.add(touch.bodyHash);
    }
    if (touch.topicId !== null && touch.class === "marketing") byTopic.set(touch.topicId, []);
  }
  const all = newestFirst(ledger);
  const alike: LedgerTouch[] = [];
  const [anyFamily, anyBody, anyTopic] = [families.size > 0, bodies.size > 0, byTopic.size > 0];
  for (const touch of all) {
    if (
      (anyFamily && touch.familyId !== null && families.has(touch.familyId)) ||
      (anyBody && touch.bodyHash !== null && bodies.has(touch.bodyHash))
    ) {
      alike.push(touch);
    }
    if (anyTopic && touch.topicId !== null) byTopic.get(touch.topicId)?.push(touch);
  }
  return { all, alike, byTopic };
}

/** Copies only when the rows come otherwise. */
export function newestFirst(ledger: readonly LedgerTouch[]): readonly LedgerTouch[] {
  let ascending = true;
  let descending = true;
  let before = ledger[0];
  for (const touch of ledger) {
    if (before === undefined || touch === before) continue;
    const order = touch.at - before.at || (touch.id < before.id ? -1 : 1);
    if (order > 0) descending = false;
    else ascending = false;
    before = touch;
  }
  if (descending) return ledger;
  return ascending ? ledger.toReversed() : ledger.toSorted((a, b) => b.at - a.at || (b.id < a.id ? -1 : 1));
}
