/** How an instant is written. All in English, 24 hours, and by hand from parts: browsers and Node differ in punctuation. */
export type DateStyle = "short" | "day" | "time" | "full";

const cache = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: Date, zone: string): Map<string, string> {
  let format = cache.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    cache.set(zone, format);
  }
  return new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/**
 * "Mon 4 May 10:12" (`short`), "Mon 4 May" (`day`), "10:12" (`time`), "Mon 4 May 2026 10:12" (`full`).
 * @param zone IANA name.
 * @param thisYear the year is left out of `short` and `day` when it is this one; never when it is not given.
 */
export function formatInstant(at: Date, zone: string, style: DateStyle, thisYear?: number): string {
  const parts = partsOf(at, zone);
  const part = (name: string) => parts.get(name) ?? "";
  // en-GB says "Sept"; three letters keep columns even.
  const day = `${part("weekday")} ${part("day")} ${part("month").slice(0, 3)}`;
  const time = `${part("hour").padStart(2, "0")}:${part("minute")}`;
  const withYear = part("year") === String(thisYear) ? day : `${day} ${part("year")}`;
  if (style === "time") return time;
  if (style === "day") return withYear;
  return style === "full" ? `${day} ${part("year")} ${time}` : `${withYear} ${time}`;
}

const days = new Map<string, Intl.DateTimeFormat>();

/** The civil day it is in a zone, `YYYY-MM-DD`. */
export function dayIn(at: Date, zone: string): string {
  const format =
    days.get(zone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  days.set(zone, format);
  return format.format(at);
}

/** "Europe/Berlin" → "Berlin", "America/Argentina/Buenos_Aires" → "Buenos Aires". */
export function toZoneName(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** "22 h 47 m", "3 d 2 h", "45 s": two units at most, cut, not rounded. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  const joined = (major: string, minor: number, unit: string) => (minor === 0 ? major : `${major} ${minor} ${unit}`);
  if (hours < 72) return joined(`${hours} h`, minutes % 60, "m");
  return joined(`${Math.floor(hours / 24)} d`, hours % 24, "h");
}

/** "in 3 h", "12 m ago", "now": for ages that tick, beside an exact title. */
export function formatRelative(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  if (Math.abs(ms) < 5000) return "now";
  const largest = formatDuration(ms).split(" ").slice(0, 2).join(" ");
  return ms > 0 ? `in ${largest}` : `${largest} ago`;
}
