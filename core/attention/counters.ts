import type { EpochMs } from "@/core/instant";
import type { ZoneCalendar } from "@/core/schedule-zone";
import type { Bucket } from "./bucket";
import type { PersonFacts } from "./facts";
import { counterValueFor, fillsCounter, fixedValueOf, scopeValueOf } from "./match-rule";
import type { CapRule } from "./rule";
import type { BookRule, RuleBook } from "./rule-book";
import { Shelves } from "./shelves";
import { asksAttention } from "./skip-checks";
import type { LedgerTouch, WaitingTouch } from "./touch";

/** A rule over one touch with the counter it must pass. Two touches of one topic share a topic rule's counter. */
export interface Limit {
  readonly kind: BookRule["kind"];
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

/** What one touch is up against. */
export interface Limits {
  /** The rule of its topic, where that is cold. */
  readonly cold: Limit | null;
  /** The person's own choice first, then the rules as given. */
  readonly rules: readonly Limit[];
}

const none: Limits = { cold: null, rules: [] };

/** All counters asked for in one decision: filled from the ledger once, and by what is placed as it is placed. */
export class Counters {
  readonly placed: Placed[] = [];
  private readonly shelves: Shelves;
  private readonly limits = new Map<string, Limits>();
  private readonly companies = new Map<string, Bucket>();
  private readonly now: EpochMs;

  /** `touches` are those that may be judged; `ledger` is newest first. */
  constructor(
    private readonly book: RuleBook,
    private readonly facts: PersonFacts,
    given: { touches: readonly WaitingTouch[]; ledger: readonly LedgerTouch[]; now: EpochMs; calendar: ZoneCalendar },
  ) {
    this.now = given.now;
    this.shelves = new Shelves(book, given.now, given.calendar);
    for (const touch of given.touches) this.limits.set(touch.id, this.limitsFor(touch));
    this.shelves.fillFrom(given.ledger);
  }

  limitsOf(touch: WaitingTouch): Limits {
    return this.limits.get(touch.id) ?? none;
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
    this.shelves.put(placed.touch, placed.at);
  }

  /** Whether that touch is taken to leave later in this forecast; what goes at this very moment has left for all who wait. */
  isPlanned(touchId: string): boolean {
    return this.placed.some((placed) => placed.touch.id === touchId && placed.at > this.now);
  }

  private limitsFor(touch: WaitingTouch): Limits {
    const rules: Limit[] = [];
    let cold: Limit | null = null;
    for (const one of this.book.rules) {
      const value = concerns(one, touch) ? counterValueFor(one.rule, touch) : null;
      if (value === null) continue;
      const { kind, rule } = one;
      const bucket = kind === "company" ? this.companyBucket(rule) : this.shelves.ask(one.shelf, value);
      const limit: Limit = { kind, rule, value, bucket };
      if (kind === "cold_topic") cold = limit;
      else rules.push(limit);
    }
    return { cold, rules };
  }

  private companyBucket(rule: CapRule): Bucket {
    const known = this.companies.get(rule.id);
    if (known !== undefined) return known;
    const others = this.facts.company.find((use) => use.ruleId === rule.id)?.others ?? [];
    const sorted = others.toSorted((a, b) => a.lastAt - b.lastAt || (a.contactId < b.contactId ? -1 : 1));
    const bucket: Bucket = { at: sorted.map((other) => other.lastAt), ref: sorted.map((other) => other.contactId) };
    this.companies.set(rule.id, bucket);
    return bucket;
  }
}

/** Whether the touch asks rules of that kind at all. */
function concerns({ kind, rule }: BookRule, touch: WaitingTouch): boolean {
  if (kind === "own_choice") return asksAttention(touch);
  if (touch.override !== null) return false;
  return kind === "cold_topic" ? scopeValueOf(rule.scope, touch) === fixedValueOf(rule.scope) : touch.obeys;
}

/** Whether a touch of this person fills the counter. It is never another person of its company. */
export const fills = (limit: Limit, touch: WaitingTouch): boolean =>
  limit.rule.scope.kind !== "company" && fillsCounter(limit.rule, limit.value, touch);
