import { Sieve } from "./sieve";
import type { LedgerTouch, WaitingTouch } from "./touch";

/** The ledger of one decision, newest first, with what is looked up in it. Built in one pass. */
export interface LedgerIndex {
  readonly all: readonly LedgerTouch[];
  /** Touches with the family or body of one that waits. */
  readonly alike: readonly LedgerTouch[];
}

/** Sorts by time, then id (rows that come newest first stay as they are), and picks what the waiting will ask for. */
export function indexLedger(ledger: readonly LedgerTouch[], waiting: readonly WaitingTouch[]): LedgerIndex {
  const families = new Sieve();
  const bodies = new Sieve();
  for (const { repeat, familyId, bodyHash } of waiting) {
    if (repeat.kind === "always") continue;
    if (familyId !== null) families.add(familyId);
    if (bodyHash !== null) bodies.add(bodyHash);
  }
  return pick(ledger, families, bodies, false);
}

const laterFirst = (a: LedgerTouch, b: LedgerTouch): number => b.at - a.at || (b.id < a.id ? -1 : 1);

/** Reads the rows once; starts anew with sorted ones where two are found out of order. */
function pick(all: readonly LedgerTouch[], families: Sieve, bodies: Sieve, sorted: boolean): LedgerIndex {
  const alike: LedgerTouch[] = [];
  let before = all[0];
  for (const touch of all) {
    if (!sorted && before !== undefined && touch !== before && laterFirst(before, touch) > 0) {
      return pick(all.toSorted(laterFirst), families, bodies, true);
    }
    before = touch;
    if (families.has(touch.familyId) || bodies.has(touch.bodyHash)) alike.push(touch);
  }
  return { all, alike };
}
