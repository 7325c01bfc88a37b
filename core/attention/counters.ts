import { type EpochMs, earlierOf } from "@/core/instant";
import type { ZoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, windowStart } from "./bucket";
import type { PersonFacts } from "./facts";
import { counterValueFor, fillsCounter, matchesFilter, scopeValueOf } from "./match-rule";
import type { CapRule, RuleScope, TouchFilter } from "./rule";
import type { LedgerTouch, TouchTraits, WaitingTouch } from "./touch";

/** A rule over one touch with the counter it must pass. Two touches of one topic share a topic rule's counter. */
export interface Limit {
  readonly kind: "cap" | "own_choice" | "cold_topic" | "company";
  readonly rule: CapRule;
  readonly value: string;
  readonly bucket: Bucket;
}

/** A touch with the instant it leaves (in the forecast). */
export interface Placed {
  readonly touch: WaitingTouch;
  readonly at: EpochMs;
  /** Per limit: how many more may come before it without pushing it back. */
  readonly rooms: { readonly limit: Limit; readonly from: EpochMs; room: number }[];
}

/** The buckets of all values of one scope; rules over the same scope share them, each counting its own window. */
interface Shelf {
  readonly scope: RuleScope;
  readonly counts: TouchFilter | null;
  readonly buckets: Map<string, Bucket>;
}

/** All counters asked for in one decision: each is filled from the ledger once, and by what is placed as it is placed. */
export class Counters {
  readonly placed: Placed[] = [];
  private readonly limits: Limit[][] = [];
  private readonly shelves: Shelf[] = [];
  /** How many of the newest touches can still matter to one of the rules. */
  private readonly recent: number;

  /** `ledger` is newest first; `rules` are all that will be asked for, whatever their kind. */
  constructor(
    private readonly ledger: readonly LedgerTouch[],
    private readonly facts: PersonFacts,
    private readonly rules: readonly CapRule[],
    now: EpochMs,
    calendar: ZoneCalendar,
  ) {
    let from = now;
    for (const rule of rules) {
      from = earlierOf(from, (now - (rule.minGapMs ?? 0)) as EpochMs);
      if (rule.window !== null) from = earlierOf(from, windowStart(rule.window, now, calendar));
    }
    let recent = 0;
    while (recent < ledger.length && (ledger[recent]?.at ?? from) >= from) recent += 1;
    this.recent = recent;
  }

  /** The limit of rule number `n` for this touch; null when the rule does not concern it. */
  limitFor(kind: Limit["kind"], n: number, touch: WaitingTouch): Limit | null {
    const rule = this.rules[n];
    const value = rule === undefined ? null : counterValueFor(rule, touch);
    if (rule === undefined || value === null) return null;
    const known = this.limits[n] ?? [];
    if (known.length === 0) this.limits[n] = known;
    for (const limit of known) if (limit.value === value) return limit;
    const bucket = rule.scope.kind === "company" ? this.companyBucket(rule) : this.ownBucket(rule, value);
    const limit: Limit = { kind, rule, value, bucket };
    known.push(limit);
    return limit;
  }

  /** Lets a touch leave: fills the counters and takes room from those that leave later. */
  place(placed: Placed): void {
    for (const other of this.placed) {
      if (other.at <= placed.at) continue;
      for (const room of other.rooms) {
        if (placed.at >= room.from && fills(room.limit, placed.touch)) room.room -= 1;
      }
    }
    this.placed.push(placed);
    for (const shelf of this.shelves) fillShelf(shelf, placed.touch, placed.at);
  }

  /** Whether that touch has not left but is taken to leave in this forecast. */
  isPlanned(touchId: string): boolean {
    return this.placed.some((placed) => placed.touch.id === touchId);
  }

  private ownBucket(rule: CapRule, value: string): Bucket {
    const { buckets } = this.shelfOf(rule);
    let bucket = buckets.get(value);
    if (bucket === undefined) {
      bucket = { at: [], ref: [] };
      buckets.set(value, bucket);
    }
    return bucket;
  }

  private shelfOf({ scope, counts }: CapRule): Shelf {
    for (const shelf of this.shelves) if (shelf.scope.kind === scope.kind && shelf.counts === counts) return shelf;
    const shelf: Shelf = { scope, counts, buckets: new Map() };
    for (let index = this.recent - 1; index >= 0; index -= 1) {
      const touch = this.ledger[index];
      if (touch !== undefined) append(shelf, touch, touch.at);
    }
    for (const placed of this.placed) fillShelf(shelf, placed.touch, placed.at);
    this.shelves.push(shelf);
    return shelf;
  }

  private companyBucket(rule: CapRule): Bucket {
    const others = this.facts.company.find((use) => use.ruleId === rule.id)?.others ?? [];
    const sorted = others.toSorted((a, b) => a.lastAt - b.lastAt || (a.contactId < b.contactId ? -1 : 1));
    return { at: sorted.map((other) => other.lastAt), ref: sorted.map((other) => other.contactId) };
  }
}

/** The bucket of the shelf that a touch fills, made if it is the first; null when it fills none. */
function bucketFor(shelf: Shelf, touch: TouchTraits): Bucket | null {
  if (!touch.counts || (shelf.counts !== null && !matchesFilter(shelf.counts, touch))) return null;
  const value = scopeValueOf(shelf.scope, touch);
  if (value === null) return null;
  let bucket = shelf.buckets.get(value);
  if (bucket === undefined) {
    bucket = { at: [], ref: [] };
    shelf.buckets.set(value, bucket);
  }
  return bucket;
}

/** For rows that come oldest first. */
function append(shelf: Shelf, touch: TouchTraits, at: EpochMs): void {
  const bucket = bucketFor(shelf, touch);
  if (bucket === null) return;
  bucket.at.push(at);
  bucket.ref.push(touch.id);
}

function fillShelf(shelf: Shelf, touch: TouchTraits, at: EpochMs): void {
  const bucket = bucketFor(shelf, touch);
  if (bucket !== null) fill(bucket, at, touch.id);
}

/** Whether a touch of this person fills the counter. It is never another person of its company. */
export const fills = (limit: Limit, touch: WaitingTouch): boolean =>
  limit.rule.scope.kind !== "company" && fillsCounter(limit.rule, limit.value, touch);
