import { DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import { nextWorkingMorning } from "@/core/schedule-delay";
import { weekdayOf, zoneCalendar } from "@/core/schedule-zone";

const SATURDAY = 5;

/**
 * When an unanswered reply has waited for one working day (Monday to Friday): the same local time on the next of them. What
 * comes on a weekend begins to wait on Monday at nine. Pure; `zone` is the workspace's.
 */
export function replyLateAt(receivedAt: EpochMs, zone: string): EpochMs {
  const calendar = zoneCalendar(zone);
  const isOff = (at: EpochMs) => weekdayOf(calendar.dayOf(at)) >= SATURDAY;
  const from = isOff(receivedAt) ? nextWorkingMorning(receivedAt, zone) : receivedAt;
  const minute = calendar.minuteOf(from);
  for (let day = calendar.dayOf(from) + 1; ; day += 1) {
    if (weekdayOf(day) >= SATURDAY) continue;
    const at = calendar.instantOf(day, minute);
    return toEpochMs(Math.min(Math.max(at, from + 1), from + 4 * DAY_MS));
  }
}
