import { Temporal } from "temporal-polyfill";
import type { DateWords } from "@/core/reply-words";

/** A day named in a text. `first day back` is what an absence is paused to; SEMANTICS §4 counts from it. */
export interface NamedDay {
  /** `YYYY-MM-DD`, civil. */
  readonly date: string;
  readonly role: "back" | "until" | "since" | "plain";
  readonly seen: string;
}

interface Hit extends NamedDay {
  readonly at: number;
}

const MAX_AHEAD_DAYS = 100;

const any = (patterns: readonly string[]) => patterns.map((pattern) => `(?:${pattern})`).join("|");
const indexOf = (word: string, patterns: readonly string[]) =>
  patterns.findIndex((pattern) => new RegExp(`^(?:${pattern})$`, "u").test(word));

function toDay(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The next such day, counted from a week before `today`: "2 January" in a mail of December is next year's. */
function resolveYear(month: number, day: number, year: string | undefined, today: Temporal.PlainDate) {
  if (year !== undefined) return toDay(Number(year.length === 2 ? `20${year}` : year), month, day);
  const own = toDay(today.year, month, day);
  if (own && Temporal.PlainDate.compare(own, today.subtract({ days: 60 })) >= 0) return own;
  return toDay(today.year + 1, month, day);
}

type Reader = (
  words: DateWords,
  text: string,
  today: Temporal.PlainDate,
) => Generator<{ at: number; seen: string; day: Temporal.PlainDate | null }>;

const B = "(?<![\\p{L}\\p{N}])";
const E = "(?![\\p{L}\\p{N}])";
const YEAR = "(?:[,.]? (?:de |del |of )?(20\\d\\d)|[./](\\d\\d))?";

/** "12 May 2026", "May 12th", "12. Mai", "le 1er juin", "12 de mayo". */
const readNamed: Reader = function* (words, text, today) {
  const month = `(${any(words.months)})\\.?`;
  const dayFirst = new RegExp(`${B}(\\d{1,2})(?:${words.of})?[. ]*(?:of |de )?${month}${YEAR}${E}`, "gu");
  for (const hit of text.matchAll(dayFirst)) {
    const number = indexOf(hit[2] ?? "", words.months) + 1;
    yield { at: hit.index, seen: hit[0], day: resolveYear(number, Number(hit[1]), hit[3] ?? hit[4], today) };
  }
  const monthFirst = new RegExp(
    `${B}${month} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d\\d))?(?!\\d|[:h])${E}`,
    "gu",
  );
  for (const hit of text.matchAll(monthFirst)) {
    const number = indexOf(hit[1] ?? "", words.months) + 1;
    yield { at: hit.index, seen: hit[0], day: resolveYear(number, Number(hit[2]), hit[3], today) };
  }
};

/** "2026-05-12", "12.05.2026", "12.5.", "12/05", "5/12/2026". */
const readNumbers: Reader = function* (words, text, today) {
  for (const hit of text.matchAll(/(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g)) {
    yield { at: hit.index, seen: hit[0], day: toDay(Number(hit[1]), Number(hit[2]), Number(hit[3])) };
  }
  for (const hit of text.matchAll(
    /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})(?:\2(20\d\d|\d\d)(?!\d)|(?=\.?(?:[^\d./-]|$)))/g,
  )) {
    const [seen, first, mark, second, year] = hit;
    // "10-14" and "9.30" are rarely dates; a dot needs a year, a second dot, or words around it.
    if (!year && (mark === "-" || (mark === "." && text.charAt(hit.index + seen.length) !== "."))) continue;
    const dayFirst = resolveYear(Number(second), Number(first), year, today);
    const monthFirst = mark === "/" ? resolveYear(Number(first), Number(second), year, today) : null;
    yield { at: hit.index, seen, day: chooseOrder(dayFirst, monthFirst, words.monthFirst, today) };
  }
};

/** "3月16日", "2026年3月16日", "3월 16일". */
const readEastern: Reader = function* (_, text, today) {
  for (const hit of text.matchAll(/(?:(20\d\d) ?[年년] ?)?(?<!\d)(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]/g)) {
    yield { at: hit.index, seen: hit[0], day: resolveYear(Number(hit[2]), Number(hit[3]), hit[1], today) };
  }
};

/** Both readings are possible: the one that lies ahead, soonest; at a draw the habit of the language. */
function chooseOrder(
  a: Temporal.PlainDate | null,
  b: Temporal.PlainDate | null,
  monthFirst: boolean,
  today: Temporal.PlainDate,
) {
  if (!a || !b) return a ?? b;
  const ahead = [a, b].filter((day) => daysFrom(today, day) >= 1 && daysFrom(today, day) <= MAX_AHEAD_DAYS);
  if (ahead.length === 1) return ahead[0] ?? null;
  return monthFirst ? b : a;
}

/** "on Monday", "next Friday", "tomorrow". */
const readWeekdays: Reader = function* (words, text, today) {
  const pattern = new RegExp(
    `${B}(?:(${words.next}) )?(${any(words.weekdays)})(?: (${words.next}))?${E}(?!,? (?:den |the )?\\d)`,
    "gu",
  );
  for (const hit of text.matchAll(pattern)) {
    if ((hit[2] ?? "").length < 4) continue; // "so", "mar", "sun": more often other words
    const wanted = indexOf(hit[2] ?? "", words.weekdays) + 1;
    if (wanted === 0) continue;
    const ahead = (wanted - today.dayOfWeek + 7) % 7 || 7;
    yield { at: hit.index, seen: hit[0], day: today.add({ days: ahead }) };
  }
  for (const hit of text.matchAll(new RegExp(`${B}(?:${words.tomorrow})${E}`, "gu"))) {
    yield { at: hit.index, seen: hit[0], day: today.add({ days: 1 }) };
  }
};

/** "in two weeks", "for the next 3 days", "next week", "la semaine prochaine". */
const readRelative: Reader = function* (words, text, today) {
  const number = `(\\d{1,2}|${any(words.numbers)})`;
  const units = `(${words.day})|(${words.week})|(${words.month})|(${words.year})`;
  for (const hit of text.matchAll(
    new RegExp(`${B}(?:${words.within}) (?:about |ca\\.? |circa |environ |unos )?${number} (?:${units})${E}`, "gu"),
  )) {
    const raw = hit[1] ?? "";
    const count = /^\d/.test(raw) ? Number(raw) : indexOf(raw, words.numbers) + 1;
    if (count < 1) continue;
    const [, , days, weeks, months, years] = hit;
    const span = days
      ? { days: count }
      : weeks
        ? { weeks: count }
        : months
          ? { months: count }
          : years
            ? { years: count }
            : null;
    if (span) yield { at: hit.index, seen: hit[0], day: today.add(span) };
  }
  const nextUnit = new RegExp(
    `${B}(?:${words.next}) (?:${units}|(${words.quarter}))${E}|${B}(?:${units}|(${words.quarter})) (?:${words.next})${E}`,
    "gu",
  );
  for (const hit of text.matchAll(nextUnit)) {
    const [, days, weeks, months, years, quarter, days2, weeks2, months2, years2, quarter2] = hit;
    if (days ?? days2) continue;
    const day =
      (weeks ?? weeks2)
        ? today.add({ days: 8 - today.dayOfWeek })
        : (months ?? months2)
          ? today.add({ months: 1 }).with({ day: 1 })
          : (quarter ?? quarter2)
            ? firstOfQuarter(today, quarterOf(today) + 1)
            : (years ?? years2)
              ? Temporal.PlainDate.from({ year: today.year + 1, month: 1, day: 7 })
              : null;
    yield { at: hit.index, seen: hit[0], day };
  }
};

const quarterOf = (day: Temporal.PlainDate) => Math.ceil(day.month / 3);

function firstOfQuarter(today: Temporal.PlainDate, quarter: number): Temporal.PlainDate {
  const extra = Math.floor((quarter - 1) / 4);
  return Temporal.PlainDate.from({ year: today.year + extra, month: ((quarter - 1) % 4) * 3 + 1, day: 1 });
}

/** "in March", "Q3", "after the summer": good enough for "write again then", too coarse for an absence. */
const readPeriods: Reader = function* (words, text, today) {
  for (const hit of text.matchAll(
    new RegExp(`${B}(?<!\\d[. ]{1,2})(${any(words.months)})(?: (20\\d\\d))?${E}(?! \\d)`, "gu"),
  )) {
    if ((hit[1] ?? "").length < 3) continue;
    const month = indexOf(hit[1] ?? "", words.months) + 1;
    const own = toDay(hit[2] ? Number(hit[2]) : today.year, month, 1);
    const past = own && !hit[2] && Temporal.PlainDate.compare(own, today) <= 0;
    yield { at: hit.index, seen: hit[0], day: past ? own.add({ years: 1 }) : own };
  }
  for (const hit of text.matchAll(/(?<![a-z0-9])(?:q|t)([1-4])(?![a-z0-9])|(?<!\d)([1-4])\. ?quartal/gu)) {
    const quarter = Number(hit[1] ?? hit[2]);
    const own = firstOfQuarter(today, quarter);
    yield {
      at: hit.index,
      seen: hit[0],
      day: Temporal.PlainDate.compare(own, today) > 0 ? own : firstOfQuarter(today, quarter + 4),
    };
  }
  for (const hit of text.matchAll(new RegExp(`${B}(?:${words.summer})${E}`, "gu"))) {
    const own = Temporal.PlainDate.from({ year: today.year, month: 9, day: 1 });
    yield {
      at: hit.index,
      seen: hit[0],
      day: Temporal.PlainDate.compare(own, today) > 0 ? own : own.add({ years: 1 }),
    };
  }
};

function daysFrom(today: Temporal.PlainDate, day: Temporal.PlainDate): number {
  return today.until(day, { largestUnit: "days" }).days;
}

function roleOf(text: string, at: number, end: number, words: DateWords): NamedDay["role"] {
  // "back on Tuesday, 10 March": the weekday is part of the date
  const weekday = new RegExp(`${B}(?:${any(words.weekdays)})[,.]? (?:\\p{L}{1,3} )?$`, "u");
  const before = text.slice(Math.max(0, at - 60), at).replace(weekday, "");
  if (/^ ?(?:\([^)]{1,3}\) ?)?(?:まで|까지)/.test(text.slice(end, end + 10)) || /[至到]$/.test(before)) return "until";
  // "wieder ab dem 12." is a return, "vom 3." a start: the return is asked first.
  if (words.back.test(before)) return "back";
  if (words.until.test(before) || /\b(?:between|zwischen|entre)\b.*\b(?:and|und|et(?: le)?|y(?: el)?) $/.test(before))
    return "until";
  return words.since.test(before) ? "since" : "plain";
}

/** "Tuesday" of "Tuesday, March 10th". */
const leadsTo = (text: string, end: number, hits: readonly Hit[]): boolean =>
  hits.some(({ at }) => at > end && at - end < 8 && /^[,.]? (?:\p{L}{1,3} )?$/u.test(text.slice(end, at)));

function collect(text: string, words: DateWords, today: Temporal.PlainDate, readers: readonly Reader[]): Hit[] {
  const hits: Hit[] = [];
  for (const read of readers) {
    for (const { at, seen, day } of read(words, text, today)) {
      if (!day || hits.some((hit) => at < hit.at + hit.seen.length && at + seen.length > hit.at)) continue;
      if (read === readWeekdays && leadsTo(text, at + seen.length, hits)) continue;
      hits.push({ at, seen, date: day.toString(), role: roleOf(text, at, at + seen.length, words) });
    }
  }
  return hits.sort((a, b) => a.at - b.at);
}

/** "from 3 to 14 August": the first day has no month of its own and is not found; the last one is. */
const ABSENCE_READERS = [readNamed, readNumbers, readEastern, readRelative, readWeekdays];

/**
 * The first day somebody is back, from the text of an out-of-office (folded, see core/reply-languages), against the
 * civil day the mail was written. Null when none is named or it is not 1 to 100 days ahead (SEMANTICS §4).
 */
export function findReturnDay(
  text: string,
  languages: readonly DateWords[],
  today: string,
): { date: string; seen: string } | null {
  const start = Temporal.PlainDate.from(today);
  for (const dates of languages) {
    const ahead = collect(text, dates, start, ABSENCE_READERS)
      .map((hit) => ({ ...hit, day: Temporal.PlainDate.from(hit.date) }))
      .map((hit) => ({ ...hit, back: hit.role === "until" ? hit.day.add({ days: 1 }) : hit.day }))
      .filter(({ back }) => daysFrom(start, back) >= 1 && daysFrom(start, back) <= MAX_AHEAD_DAYS);
    const best =
      ahead.find((hit) => hit.role === "back") ??
      [...ahead].reverse().find((hit) => hit.role === "until") ??
      ahead.filter((hit) => hit.role === "plain").at(-1);
    if (best) return { date: best.back.toString(), seen: best.seen };
  }
  return null;
}

/**
 * When to write again, from "get back to me in March". Null when no day or period within 400 days is named.
 */
export function findLaterDay(
  text: string,
  languages: readonly DateWords[],
  today: string,
): { date: string; seen: string } | null {
  const start = Temporal.PlainDate.from(today);
  for (const dates of languages) {
    const hit = collect(text, dates, start, [...ABSENCE_READERS, readPeriods])
      .filter(({ date }) => {
        const days = daysFrom(start, Temporal.PlainDate.from(date));
        return days >= 1 && days <= 400;
      })
      .at(-1);
    if (hit) return { date: hit.date, seen: hit.seen };
  }
  return null;
}
