// Wall clocks for the referee, read from Intl minute by minute: shares nothing with core/schedule*.ts.

export interface WallMinute {
  /** "YYYY-MM-DD" */
  readonly date: string;
  /** Minutes since midnight on the wall. */
  readonly minute: number;
  /** Monday 0 to Sunday 6. */
  readonly weekday: number;
}

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, Map<number, WallMinute>>();

/** What the clock on the wall shows at a whole minute. */
export function wallAt(zone: string, at: number): WallMinute {
  let known = walls.get(zone);
  if (known === undefined) {
    known = new Map();
    walls.set(zone, known);
  }
  const minute = Math.floor(at / MINUTE);
  const hit = known.get(minute);
  if (hit !== undefined) return hit;
  // clocks change on whole quarters only: one reading serves fifteen minutes
  const past = minute % 15;
  const made = past === 0 ? readWall(zone, minute * MINUTE) : laterBy(wallAt(zone, (minute - past) * MINUTE), past);
  known.set(minute, made);
  return made;
}

const laterBy = (wall: WallMinute, minutes: number): WallMinute => ({ ...wall, minute: wall.minute + minutes });

function readWall(zone: string, at: number): WallMinute {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = value;
  const date = `${part.year}-${part.month}-${part.day}`;
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { date, minute: Number(part.hour) * 60 + Number(part.minute), weekday };
}

const days = new Map<string, readonly number[]>();

/** All minutes of the civil date that `at` lies in, in order of time. */
function minutesOfDay(zone: string, at: number): readonly number[] {
  const { date } = wallAt(zone, at);
  const key = `${zone} ${date}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  let first = Math.floor(at / MINUTE) * MINUTE;
  while (wallAt(zone, first - MINUTE).date === date) first -= MINUTE;
  const minutes: number[] = [];
  for (let t = first; wallAt(zone, t).date === date; t += MINUTE) minutes.push(t);
  days.set(key, minutes);
  return minutes;
}

const showing = new Map<string, number | undefined>();

/** The first minute of the civil date of `at` at which the wall shows `minute` or later; none = undefined. */
export function firstShowing(zone: string, at: number, minute: number): number | undefined {
  const key = `${zone} ${wallAt(zone, at).date} ${minute}`;
  if (showing.has(key)) return showing.get(key);
  const found = minutesOfDay(zone, at).find((one) => wallAt(zone, one).minute >= minute);
  showing.set(key, found);
  return found;
}
