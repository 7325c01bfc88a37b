import { cn } from "@/components/ui/cn";
import { type CalendarView, type Day, sayDay, weekdays } from "./calendar-days";
import { CalendarChip, type CalendarItem } from "./calendar-item";

const MOST = { month: 4, week: 14 } as const;

/** Weeks as rows. A day is one button: arrows go between them, Enter opens. On a phone it is a list of days with mail. */
export function CalendarGrid({
  view,
  days,
  at,
  today,
  byDay,
  onOpen,
}: {
  view: CalendarView;
  days: readonly Day[];
  /** The day that holds the focus, and whose month is shown. */
  at: Day;
  today: Day;
  byDay: ReadonlyMap<Day, readonly CalendarItem[]>;
  onOpen: (day: Day) => void;
}) {
  const weeks = Array.from({ length: days.length / 7 }, (_, n) => days.slice(n * 7, n * 7 + 7));
  const empty = days.every((day) => !byDay.has(day));
  return (
    <>
      <table aria-label="Calendar" className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
        <thead className="max-sm:hidden">
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" className="px-2 pb-1.5 text-left font-medium text-ink3 text-sm">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block max-sm:border-line max-sm:border-t">
          {weeks.map((week) => (
            <tr key={week[0]} className="max-sm:block">
              {week.map((day) => {
                const items = byDay.get(day) ?? [];
                const outside = view === "month" && day.slice(0, 7) !== at.slice(0, 7);
                return (
                  <td
                    key={day}
                    className={cn(
                      "border-line border-t border-l p-0 align-top last:border-r max-sm:block max-sm:border-x-0 max-sm:border-t-0 max-sm:border-b",
                      items.length === 0 && day !== today && "max-sm:hidden",
                      outside ? "bg-canvas" : "bg-surface",
                    )}
                  >
                    <button
                      type="button"
                      id={`day-${day}`}
                      tabIndex={day === at ? 0 : -1}
                      aria-label={label(day, today, items)}
                      onClick={() => onOpen(day)}
                      className={cn(
                        "flex w-full flex-col gap-1 px-2 py-1.5 text-left hover:bg-surface2 focus-visible:outline-2 focus-visible:outline-pine focus-visible:-outline-offset-2 max-sm:min-h-11",
                        view === "month" ? "sm:min-h-28" : "sm:min-h-80",
                      )}
                    >
                      <Head day={day} today={today} outside={outside} items={items} />
                      {items.slice(0, MOST[view]).map((item) => (
                        <CalendarChip key={item.key} item={item} />
                      ))}
                      {items.length > MOST[view] ? (
                        <span className="text-ink3 text-sm">and {items.length - MOST[view]} more</span>
                      ) : null}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="border-line border-t" />
      {empty ? (
        <p className="pt-4 text-ink2">
          Nothing was sent and nothing is planned in these days. What sequences have on people's paths, what is held to
          a day, and scheduled broadcasts stand here.
        </p>
      ) : null}
    </>
  );
}

const twice = (items: readonly CalendarItem[]): number => Math.max(0, ...items.map(({ overlap }) => overlap));

function Head({
  day,
  today,
  outside,
  items,
}: {
  day: Day;
  today: Day;
  outside: boolean;
  items: readonly CalendarItem[];
}) {
  const shared = twice(items);
  return (
    <span className="flex items-center gap-2">
      <span
        className={cn(
          "tabular inline-grid h-6 min-w-6 place-items-center rounded-pill text-sm",
          day === today ? "bg-pine px-1.5 font-semibold text-on-pine" : outside ? "text-ink3" : "font-medium",
        )}
      >
        <span className="max-sm:hidden">{Number(day.slice(8))}</span>
        <span className="px-1 sm:hidden">{sayDay(day)}</span>
      </span>
      {shared > 0 ? (
        <span className="ml-auto truncate rounded-pill bg-amber-tint px-1.5 text-amber text-caption">
          {shared.toLocaleString("en")} twice
        </span>
      ) : null}
    </span>
  );
}

function label(day: Day, today: Day, items: readonly CalendarItem[]): string {
  const name = `${sayDay(day)}${day === today ? ", today" : ""}`;
  if (items.length === 0) return `${name}: nothing`;
  const shared = twice(items);
  const mails = `${items.length} ${items.length === 1 ? "message" : "messages"}`;
  return `${name}: ${mails}${shared > 0 ? `, ${shared} ${shared === 1 ? "person" : "people"} wanted twice` : ""}`;
}
