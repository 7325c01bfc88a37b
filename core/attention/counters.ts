import { type EpochMs, earlierOf } from "@/core/instant";
import type { ZoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, windowStart } from "./bucket";
import type { BindingRule } from "./decision";
import type { PersonFacts } from "./facts";
import { counterValueFor, fillsCounter } from "./match-rule";
import type { CapRule } from "./rule";
import type { LedgerTouch, WaitingTouch } from "./touch";

/** A rule over one touch with the counter it must pass. Two touches of one topic share a topic rule's counter. */
export interface Limit {
  readonly kind: "cap" | "own_choice" | "cold_topic" | "company";
  readonly rule: CapRule;
  readonly binding: BindingRule;
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

/** All counters asked for in one decision: each is filled from the ledger once, and by what is placed as it is placed. */
export class Counters {
  readonly placed: Placed[] = [];
  private readonly limits = new Map<CapRule, Limit[]>();

  /** `ledger` is oldest first. */
  constructor(
    private readonly ledger: readonly LedgerTouch[],
    private readonly facts: PersonFacts,
    private readonly calendar: ZoneCalendar,
    private readonly now: EpochMs,
  ) {}

  /** The limit of this rule for this touch; null when the rule does not concern it. */
  limitFor(kind: Limit["kind"], rule: CapRule, touch: WaitingTouch): Limit | null {
    const value = counterValueFor(rule, touch);
    if (value === null) return null;
    let known = this.limits.get(rule);
    if (known === undefined) {
      known = [];
      this.limits.set(rule, known);
    }
    for (const limit of known) if (limit.value === value) return limit;
    const bucket = rule.scope.kind === "company" ? this.companyBucket(rule) : this.ownBucket(rule, value);
    const { id, version, name, scope, max, window, minGapMs } = rule;
    const binding = known[0]?.binding ?? { id, version, name, scope, max, window, minGapMs };
    const limit: Limit = { kind, rule, binding, value, bucket };
    known.push(limit);
    for (const other of this.placed) fillFrom(limit, other);
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
    for (const limits of this.limits.values()) for (const limit of limits) fillFrom(limit, placed);
  }

  /** Whether that touch has not left but is taken to leave in this forecast. */
  isPlanned(touchId: string): boolean {
    return this.placed.some((placed) => placed.touch.id === touchId);
  }

  private ownBucket(rule: CapRule, value: string): Bucket {
    const from = this.reach(rule);
    let start = this.ledger.length;
    while (start > 0 && (this.ledger[start - 1]?.at ?? from) >= from) start -= 1;
    const bucket: Bucket = { at: [], ref: [] };
    for (let index = start; index < this.ledger.length; index += 1) {
      const touch = this.ledger[index];
      if (touch === undefined || !fillsCounter(rule, value, touch)) continue;
      bucket.at.push(touch.at);
      bucket.ref.push(touch.id);
    }
    return bucket;
  }

  /** The earliest instant that can still matter to this rule from now on. */
  private reach(rule: CapRule): EpochMs {
    const gap = (this.now - (rule.minGapMs ?? 0)) as EpochMs;
    return rule.window === null ? gap : earlierOf(windowStart(rule.window, this.now, this.calendar), gap);
  }

  private companyBucket(rule: CapRule): Bucket {
    const others = this.facts.company.find((use) => use.ruleId === rule.id)?.others ?? [];
    const sorted = others.toSorted((a, b) => a.lastAt - b.lastAt || (a.contactId < b.contactId ? -1 : 1));
    return { at: sorted.map((other) => other.lastAt), ref: sorted.map((other) => other.contactId) };
  }
}

function fillFrom(limit: Limit, placed: Placed): void {
  if (fills(limit, placed.touch)) fill(limit.bucket, placed.at, placed.touch.id);
}

/** Whether a touch of this person fills the counter. It is never another person of its company. */
export const fills = (limit: Limit, touch: WaitingTouch): boolean =>
  limit.rule.scope.kind !== "company" && fillsCounter(limit.rule, limit.value, touch);
