import { type EpochMs, earlierOf } from "@/core/instant";
import type { ZoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, windowStart } from "./bucket";
import { matchesFilter, scopeValueOf } from "./match-rule";
import type { RuleScope } from "./rule";
import type { RuleBook, ShelfKind } from "./rule-book";
import { Sieve } from "./sieve";
import type { LedgerTouch, TouchTraits } from "./touch";

/** The values of one division that are asked for; a value's number is its place on every shelf of that division. */
interface Division {
  readonly scope: RuleScope;
  readonly values: Sieve;
  /** Older touches fill none of its shelves any more. */
  from: EpochMs;
  /** The number of the touch that is looked at; below 0: nobody asks. */
  place: number;
}

interface Shelf {
  readonly kind: ShelfKind;
  readonly division: Division;
  readonly buckets: (Bucket | undefined)[];
  /** Older touches fill none of its windows any more. */
  readonly from: EpochMs;
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
    const place = asked.division.values.add(value);
    const bucket = asked.buckets[place] ?? { at: [], ref: [] };
    asked.buckets[place] = bucket;
    return bucket;
  }

  /** Counts the ledger, which is newest first. */
  fillFrom(ledger: readonly LedgerTouch[]): void {
    const asked = this.shelves.filter((shelf) => shelf.buckets.length > 0);
    for (let index = this.recentOf(ledger) - 1; index >= 0; index -= 1) {
      const touch = ledger[index];
      if (touch === undefined || !touch.counts) continue;
      this.look(touch, touch.at);
      for (const shelf of asked) {
        const bucket = touch.at < shelf.from ? undefined : bucketFor(shelf, touch);
        if (bucket === undefined) continue;
        bucket.at.push(touch.at);
        bucket.ref.push(touch.id);
      }
    }
  }

  /** Counts one more, which leaves at `at`. */
  put(touch: TouchTraits, at: EpochMs): void {
    if (!touch.counts) return;
    this.look(touch, at);
    for (const shelf of this.shelves) {
      const bucket = bucketFor(shelf, touch);
      if (bucket !== undefined) fill(bucket, at, touch.id);
    }
  }

  /** How many of the newest can still fill something. */
  private recentOf(ledger: readonly LedgerTouch[]): number {
    let from = Number.POSITIVE_INFINITY;
    for (const division of this.divisions) if (division.values.strings.length > 0) from = Math.min(from, division.from);
    let recent = 0;
    while (recent < ledger.length && (ledger[recent]?.at ?? from) >= from) recent += 1;
    return recent;
  }

  private look(touch: TouchTraits, at: EpochMs): void {
    for (const division of this.divisions) {
      division.place = at < division.from ? -1 : division.values.placeOf(scopeValueOf(division.scope, touch));
    }
  }

  private divisionOf(scope: RuleScope, from: EpochMs): Division {
    const known = this.divisions.find((one) => one.scope.kind === scope.kind);
    if (known !== undefined) {
      known.from = earlierOf(known.from, from);
      return known;
    }
    const made: Division = { scope, values: new Sieve(), from, place: -1 };
    this.divisions.push(made);
    return made;
  }
}

function bucketFor({ kind, division, buckets }: Shelf, touch: TouchTraits): Bucket | undefined {
  const bucket = division.place < 0 ? undefined : buckets[division.place];
  return bucket !== undefined && (kind.counts === null || matchesFilter(kind.counts, touch)) ? bucket : undefined;
}
