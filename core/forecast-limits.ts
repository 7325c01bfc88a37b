import type { Forecast, ForecastDay } from "@/core/forecast";

/** How many mails a day leave from each sender at most; senders without a limit are not named. */
export type SenderLimits = Readonly<Record<string, number>>;

/**
 * The forecast of many people under what their senders manage in a day. Each person was simulated alone; what is more than
 * a sender's day holds is held there and leaves on the days after, oldest first. What has not left by `lastDay` is unfinished.
 */
export function keepSenderLimits(forecast: Forecast, limits: SenderLimits, lastDay: number): Forecast {
  const days = new Map<number, ForecastDay>(forecast.days.map((day) => [day.day, day]));
  let heldMore = 0;
  let late = 0;
  for (const [senderId, most] of Object.entries(limits)) {
    const demand = forecast.days.filter(({ sentBy }) => (sentBy[senderId] ?? 0) > 0).map(({ day }) => day);
    if (demand.length === 0) continue;
    let queue = 0;
    for (let day = Math.min(...demand); day <= lastDay && (queue > 0 || day <= Math.max(...demand)); day += 1) {
      const before = days.get(day) ?? emptyDay(day);
      const wanted = forecast.days.find((one) => one.day === day)?.sentBy[senderId] ?? 0;
      const leaves = Math.min(most, queue + wanted);
      const waits = Math.max(0, wanted - Math.max(0, most - queue));
      heldMore += waits;
      queue += wanted - leaves;
      days.set(day, {
        ...before,
        sent: before.sent + leaves - wanted,
        held: before.held + waits,
        sentBy: { ...before.sentBy, [senderId]: leaves },
      });
    }
    late += queue;
  }
  return {
    ...forecast,
    sent: forecast.sent - late,
    held: forecast.held + heldMore,
    unfinished: Math.min(forecast.people, forecast.unfinished + late),
    days: [...days.values()].filter(isEventful).sort((a, b) => a.day - b.day),
  };
}

const emptyDay = (day: number): ForecastDay => ({ day, sent: 0, held: 0, skipped: 0, sentBy: {} });
const isEventful = ({ sent, held, skipped }: ForecastDay): boolean => sent + held + skipped > 0;
