import Link from "next/link";
import { cn } from "./cn";

export interface BarListItem {
  label: string;
  value: number;
  tone?: "amber" | "rust" | "pine" | "slate";
  /** Where its people are listed. */
  href?: string;
}

const tones = { amber: "bg-amber-mark", rust: "bg-rust", pine: "bg-pine", slate: "bg-slate" } as const;
const figures = new Intl.NumberFormat("en");

/** Named amounts as bars ("Held right now"). The figure is text, the bar decoration. */
export function BarList({ items }: { items: readonly BarListItem[] }) {
  const most = Math.max(1, ...items.map((item) => item.value));
  return (
    <ul className="flex flex-col gap-2">
      {items.map((item) => (
        <li key={item.label} className="grid grid-cols-[minmax(0,10.5rem)_1fr] items-center gap-x-4 text-sm">
          {item.href ? (
            <Link href={item.href} className="truncate text-ink2 underline-offset-2 hover:text-ink hover:underline">
              {item.label}
            </Link>
          ) : (
            <span className="truncate text-ink2">{item.label}</span>
          )}
          <span className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={cn("h-2 min-w-2 rounded-pill", tones[item.tone ?? "amber"])}
              style={{ width: `calc((100% - 3.5rem) * ${item.value / most})` }}
            />
            <span className="tabular">{figures.format(item.value)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
