import { type EpochMs, earlierOf } from "@/core/instant";
import type { ZoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, windowStart } from "./bucket";
import { matchesFilter, scopeValueOf } from "./match-rule";
import type { RuleScope } from "./rule";
import type { RuleBook, ShelfKind } from "./rule-book";
import { Sieve } from "./sieve";
import type { LedgerTouch, TouchTraits } from "./touch";

interface Shelf {
  readonly kind: ShelfKind;
  readonly division: Division;
  /** By the place of the value; undefined: nobody asks for it here. */
  readonly buckets: (Bucket | undefined)[];
  /** Older touches fill none of its windows any more. */
  readonly from: EpochMs;
}

/** The shelves that divide alike, with the values that are asked for: a value has the same place on all of them. */
interface Division {
  readonly scope: RuleScope;
  readonly values: Sieve;
  /** Those something is asked of. */
  readonly asked: Shelf[];
  /** Older touches fill none of its shelves any more. */
  from: EpochMs;
}

/** The counters of one decision: those asked for, all filled in one pass. Rules of one shelf each count their own window. */
export class Shelves {
  private readonly divisions: Division[] = [];
  private readonly shelves: readonly Shelf[];

  constructor(book: RuleBook, now: EpochMs, calendar: ZoneCalendar) {
    const from = book.shelves.map(() => now);
    for (const { rule, shelf } of book.rules) {
      let start = (now - (rule.minGapMs ?? 0)) as EpochMs; // whole milliseconds
      if (rule.window !== null) start = earlierOf(start, windowStart(rule.window, now, calendar));
      from[shelf] = earlierOf(from[shelf] ?? now, start);
    }
    this.shelves = book.shelves.map((kind, n): Shelf => {
      const since = from[n] ?? now;
      return { kind, division: this.divisionOf(kind.scope, since), buckets: [], from: since };
    });
  }

  /** The counter of a value; asked for before anything is filled. */
  ask(shelf: number, value: string): Bucket {
    const asked = this.shelves[shelf];
    if (asked === undefined) throw new RangeError(`No shelf ${shelf}`);
    const { buckets, division } = asked;
    if (buckets.length === 0) division.asked.push(asked);
    const place = division.values.add(value);
    while (buckets.length <= place) buckets.push(undefined);
    const bucket = buckets[place] ?? { at: [], ref: [] };
    buckets[place] = bucket;
    return bucket;
  }

  /** Counts the ledger, which is newest first. */
  fillFrom(ledger: readonly LedgerTouch[]): void {
    for (const division of this.divisions) if (division.asked.length > 0) fillDivision(division, ledger);
  }

  /** Counts one more, which leaves at `at`. */
  put(touch: TouchTraits, at: EpochMs): void {
    if (!touch.counts) return;
    for (const { scope, values, asked } of this.divisions) {
      const place = values.placeOf(scopeValueOf(scope, touch));
      if (place < 0) continue;
      for (const shelf of asked) {
        const bucket = bucketFor(shelf, place, touch);
        if (bucket !== undefined) fill(bucket, at, touch.id);
      }
    }
  }

  private divisionOf(scope: RuleScope, from: EpochMs): Division {
    const known = this.divisions.find((one) => one.scope.kind === scope.kind);
    if (known !== undefined) {
      known.from = earlierOf(known.from, from);
      return known;
    }
    const made: Division = { scope, values: new Sieve(), asked: [], from };
    this.divisions.push(made);
    return made;
  }
}

/** One way of dividing at a time: nearly all touches have a value nobody asks for, and that is seen once for all shelves. */
function fillDivision({ scope, values, asked, from }: Division, ledger: readonly LedgerTouch[]): void {
  for (let index = countSince(ledger, from) - 1; index >= 0; index -= 1) {
    const touch = ledger[index];
    if (touch === undefined || !touch.counts) continue;
    const place = values.placeOf(scopeValueOf(scope, touch));
    if (place < 0) continue;
    const { at } = touch;
    for (const shelf of asked) {
      const bucket = at < shelf.from ? undefined : bucketFor(shelf, place, touch);
      if (bucket === undefined) continue;
      bucket.at.push(at);
      bucket.ref.push(touch.id);
    }
  }
}

/** How many are not older than `from`: the first ones. */
function countSince(ledger: readonly LedgerTouch[], from: EpochMs): number {
  let low = 0;
  let high = ledger.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ledger[middle]?.at ?? from) >= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bucketFor({ kind: { counts }, buckets }: Shelf, place: number, touch: TouchTraits): Bucket | undefined {
  const bucket = place < buckets.length ? buckets[place] : undefined;
  return bucket !== undefined && (counts === null || matchesFilter(counts, touch)) ? bucket : undefined;
}
