import { type EpochMs, earlierOf } from "@/core/instant";
import type { ZoneCalendar } from "@/core/schedule-zone";
import { type Bucket, type Entry, fill, windowStart } from "./bucket";
import type { PersonFacts } from "./facts";
import { counterValueFor, fillsCounter } from "./match-rule";
import type { CapRule } from "./rule";
import type { LedgerTouch, WaitingTouch } from "./touch";

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
    const entries = rule.scope.kind === "company" ? this.companyEntries(rule) : this.ownEntries(rule, value);
    const limit: Limit = { kind, rule, value, bucket: { entries } };
    known.push(limit);
    for (const other of this.placed) this.fillFrom(limit, other);
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
    for (const limits of this.limits.values()) for (const limit of limits) this.fillFrom(limit, placed);
  }

  private fillFrom(limit: Limit, placed: Placed): void {
    if (fills(limit, placed.touch)) {
      fill(limit.bucket, { at: placed.at, ref: placed.touch.id, planned: true });
    }
  }

  private ownEntries(rule: CapRule, value: string): Entry[] {
    const from = this.reach(rule);
    const entries: Entry[] = [];
    for (let index = this.ledger.length - 1; index >= 0; index -= 1) {
      const touch = this.ledger[index];
      if (touch === undefined || touch.at < from) break;
      if (fillsCounter(rule, value, touch)) entries.push({ at: touch.at, ref: touch.id, planned: false });
    }
    return entries.reverse();
  }

  /** The earliest instant that can still matter to this rule from now on. */
  private reach(rule: CapRule): EpochMs {
    const gap = (this.now - (rule.minGapMs ?? 0)) as EpochMs;
    if (rule.window === null) return gap;
    const start = windowStart(rule.window, this.now, this.calendar);
    return earlierOf(start, gap);
  }

  private companyEntries(rule: CapRule): Entry[] {
    const others = this.facts.company.find((use) => use.ruleId === rule.id)?.others ?? [];
    return others
      .map((other): Entry => ({ at: other.lastAt, ref: other.contactId, planned: false }))
      .sort((a, b) => a.at - b.at || (a.ref < b.ref ? -1 : 1));
  }
}

/** Whether a touch of this person fills the counter. It is never another person of its company. */
export const fills = (limit: Limit, touch: WaitingTouch): boolean =>
  limit.rule.scope.kind !== "company" && fillsCounter(limit.rule, limit.value, touch);
