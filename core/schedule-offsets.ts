import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "@/core/instant";

/** A stretch of time in which a zone keeps one offset from UTC; neighbours may keep the same. Numbers are milliseconds. */
export interface OffsetPeriod {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** How far back a change of clocks is looked for; a period may be known from its middle on. */
const STRETCH_MS = 400 * DAY_MS;

/**
 * The offsets of one IANA zone. Each change of clocks is asked of Temporal once while the program runs; everything else is
 * a look at the period found last, or a search among those known.
 */
export class ZoneOffsets {
  /** Oldest first, no two at one time; between them may be what nobody asked for yet. */
  private readonly periods: OffsetPeriod[] = [];
  private found = 0;

  /** @throws RangeError for a zone the runtime does not know */
  constructor(private readonly zone: string) {
    this.zoned(0);
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
    const start = this.zoned(from);
    const until = start.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    return { from, until, offset: start.offsetNanoseconds / 1_000_000 };
  }

  private zoned(at: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone);
  }
}
