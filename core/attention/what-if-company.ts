import { type EpochMs, laterOf, toEpochMs } from "@/core/instant";
import { type ZoneCalendar, zoneCalendar } from "@/core/schedule-zone";
import { type Bucket, fill, firstFree, whenFree } from "./bucket";
import { counterValueFor, fillsCounter } from "./match-rule";
import type { CapRule } from "./rule";
import type { LedgerTouch } from "./touch";
import { lastLeave, type NoteWhatIf, oldestFirst, Tally, type WhatIf } from "./what-if-tally";

/** A touch with whom it went to. */
export interface CompanyPastTouch extends LedgerTouch {
  readonly personId: string;
}

/**
 * As `whatIf`, a rule over companies on the stored claims of one company: each touch asks how many others of its company
 * were written to, nobody counts against their own. Those who wait leave as soon as the rule lets them, first come first
 * served. `zone` is the company's, or the workspace's.
 */
export function whatIfCompany(
  rule: CapRule,
  ledger: readonly CompanyPastTouch[],
  zone: string,
  since: EpochMs,
  note?: NoteWhatIf<CompanyPastTouch>,
): WhatIf {
  const tally = new Tally(note);
  const queue = new Queue(rule, zoneCalendar(zone), tally);
  for (const touch of oldestFirst(ledger)) {
    if (touch.obeys && touch.at >= since && counterValueFor(rule, touch) !== null) queue.ask(touch);
    else queue.pass(touch);
  }
  queue.release(null);
  return tally.sum;
}

/**
 * Who of a company was written to last. Of each person the newest alone counts, so no more than the rule's number and one
 * are ever asked about: the one more stands in for whoever asks.
 */
class Written {
  private readonly bucket: Bucket = { at: [], ref: [] };
  private readonly kept: number;

  constructor(rule: CapRule) {
    this.kept = Math.max(1, rule.max ?? 0) + 1;
  }

  /** The people who may have a turn of their own: whoever is not among them counts everybody. */
  get people(): readonly string[] {
    return this.bucket.ref;
  }

  /** The others, as one person finds them. */
  without(personId: string): Bucket {
    const own = this.bucket.ref.indexOf(personId);
    return own < 0 ? this.bucket : { at: this.bucket.at.toSpliced(own, 1), ref: this.bucket.ref.toSpliced(own, 1) };
  }

  /** Never earlier than what was put before. */
  put(personId: string, at: EpochMs): void {
    const own = this.bucket.ref.indexOf(personId);
    if (own >= 0 || this.bucket.ref.length === this.kept) {
      this.bucket.at.splice(Math.max(0, own), 1);
      this.bucket.ref.splice(Math.max(0, own), 1);
    }
    fill(this.bucket, at, personId);
  }
}

interface Turn {
  readonly touch: CompanyPastTouch;
  /** When it leaves; null = it is given up at `at`. */
  readonly free: EpochMs | null;
  readonly at: EpochMs;
}

/** Those of one company who wait. */
class Queue {
  private readonly written: Written;
  private readonly all: CompanyPastTouch[] = [];
  private readonly byPerson = new Map<string, CompanyPastTouch[]>();
  /** How many of `all` are looked past, being gone. */
  private head = 0;
  private readonly gone = new Set<CompanyPastTouch>();
  /** Up to when all is played: nobody who still waits was free before. */
  private clock = toEpochMs(0);

  constructor(
    private readonly rule: CapRule,
    private readonly calendar: ZoneCalendar,
    private readonly tally: Tally<CompanyPastTouch>,
  ) {
    this.written = new Written(rule);
  }

  /** A touch that obeys no rule, or left before the time in question. */
  pass(touch: CompanyPastTouch): void {
    this.release(touch.at);
    this.leave(touch, touch.at);
  }

  ask(touch: CompanyPastTouch): void {
    this.release(touch.at);
    this.tally.judge();
    const free = whenFree(this.written.without(touch.personId), this.rule, touch.at, this.calendar);
    if (free <= touch.at) this.leave(touch, touch.at);
    else if (this.rule.atCap === "skip") this.tally.skip(touch);
    else this.wait(touch);
  }

  /** Lets those go whose turn comes up to `before`; null = all that ever get one. */
  release(before: EpochMs | null): void {
    for (let turn = this.nextTurn(); turn !== null; turn = this.nextTurn()) {
      if (before !== null && turn.at > before) break;
      this.clock = laterOf(this.clock, turn.at);
      this.remove(turn.touch);
      if (turn.free === null) this.tally.skip(turn.touch);
      else {
        this.tally.hold(turn.touch, turn.free);
        this.leave(turn.touch, turn.free);
      }
    }
    if (before !== null) this.clock = laterOf(this.clock, before);
  }

  /** Whoever was written to lately is free before those who were not; among these the first who came is. */
  private nextTurn(): Turn | null {
    const first = this.first();
    if (first === null) return null;
    let next = this.turnOf(first);
    for (const personId of this.written.people) {
      const own = this.byPerson.get(personId)?.[0];
      if (own === undefined || own === first) continue;
      const turn = this.turnOf(own);
      if (turn.at < next.at || (turn.at === next.at && own.at < next.touch.at)) next = turn;
    }
    return next;
  }

  private turnOf(touch: CompanyPastTouch): Turn {
    const deadline = lastLeave(this.rule, touch.at);
    const from = laterOf(touch.at, this.clock);
    const free = firstFree(this.written.without(touch.personId), this.rule, from, deadline, this.calendar);
    return { touch, free, at: free ?? deadline };
  }

  private first(): CompanyPastTouch | null {
    for (; this.head < this.all.length; this.head += 1) {
      const touch = this.all[this.head];
      if (touch !== undefined && !this.gone.delete(touch)) return touch;
    }
    return null;
  }

  private wait(touch: CompanyPastTouch): void {
    this.all.push(touch);
    const own = this.byPerson.get(touch.personId);
    if (own === undefined) this.byPerson.set(touch.personId, [touch]);
    else own.push(touch);
  }

  private remove(touch: CompanyPastTouch): void {
    this.gone.add(touch);
    const own = this.byPerson.get(touch.personId);
    own?.shift();
    if (own?.length === 0) this.byPerson.delete(touch.personId);
  }

  private leave(touch: CompanyPastTouch, at: EpochMs): void {
    if (fillsCounter(this.rule, "", touch)) this.written.put(touch.personId, at);
  }
}
