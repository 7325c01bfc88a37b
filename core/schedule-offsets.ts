import { DAY_MS } from "@/core/instant";

/** A stretch of time in which a zone keeps one offset from UTC; neighbours may keep the same. Numbers are milliseconds. */
export interface OffsetPeriod {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** How far a change of clocks is looked for, back and ahead; a period may be known from its middle on, or to its middle. */
const STRETCH_MS = 400 * DAY_MS;
/** Clocks are compared this often: nowhere do they go and come back within it. */
const LOOK_MS = 7 * DAY_MS;

/**
 * The offsets of one IANA zone. Each change of clocks is looked for once while the program runs, by what `Intl` shows: a
 * browser need not load a calendar for it. Everything else is a look at the period found last, or a search among those known.
 */
export class ZoneOffsets {
  /** Oldest first, no two at one time; between them may be what nobody asked for yet. */
  private readonly periods: OffsetPeriod[] = [];
  private found = 0;

  private readonly clock: Intl.DateTimeFormat;

  /** @throws RangeError for a zone the runtime does not know */
  constructor(zone: string) {
    this.clock = new Intl.DateTimeFormat("en-US", { ...wallClock, timeZone: zone });
  }

  /** The period an instant lies in. */
  at(instant: number): OffsetPeriod {
    const period = this.periods[this.found];
    if (period !== undefined && instant >= period.from && instant < period.until) return period;
    return this.lookUp(instant);
  }

  /** The first instant at which the wall clock shows this, as if it were UTC; what it leaves out gives the end of the gap. */
  instantOf(wall: number): number {
    // no offset reaches a day, so the period of a day before comes first
    let period = this.at(wall - DAY_MS);
    while (wall - period.offset >= period.until) period = this.at(period.until);
    return Math.max(wall - period.offset, period.from);
  }

  private lookUp(instant: number): OffsetPeriod {
    let low = 0;
    let high = this.periods.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.periods[middle]?.until ?? instant) <= instant) low = middle + 1;
      else high = middle;
    }
    this.found = low;
    const known = this.periods[low];
    if (known !== undefined && instant >= known.from) return known;
    const asked = this.ask(instant, this.periods[low - 1]?.until, known?.from);
    this.periods.splice(low, 0, asked);
    return asked;
  }

  private ask(instant: number, after = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY): OffsetPeriod {
    let period = this.periodFrom(Math.max(instant - STRETCH_MS, after));
    while (period.until <= instant) period = this.periodFrom(period.until);
    return { ...period, until: Math.min(period.until, before) };
  }

  private periodFrom(from: number): OffsetPeriod {
    const offset = this.offsetAt(from);
    const end = from + STRETCH_MS;
    for (let same = from; same < end; same += LOOK_MS) {
      if (this.offsetAt(same + LOOK_MS) !== offset)
        return { from, until: this.changeBetween(same, same + LOOK_MS), offset };
    }
    return { from, until: end, offset };
  }

  /** The first millisecond with another offset than at `same`, up to `other`. */
  private changeBetween(same: number, other: number): number {
    const offset = this.offsetAt(same);
    let [low, high] = [same, other];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  private offsetAt(instant: number): number {
    const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of this.clock.formatToParts(instant)) if (isShown(type)) shown[type] = Number(value);
    const { year, month, day, hour, minute, second } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
  }
}

const parts = ["year", "month", "day", "hour", "minute", "second"] as const;
const isShown = (type: string): type is (typeof parts)[number] => parts.some((part) => part === type);

const wallClock = {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
  hourCycle: "h23",
} as const;
