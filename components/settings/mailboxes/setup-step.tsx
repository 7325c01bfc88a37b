import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** One step of the setup: done ones fold to a line, later ones wait as a title. */
export function SetupStep({
  number,
  title,
  state,
  summary,
  action,
  children,
}: {
  number: number;
  title: string;
  state: "done" | "now" | "later";
  summary?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li
      aria-current={state === "now" ? "step" : undefined}
      className="flex gap-4 border-line border-b px-5 py-4 last:border-b-0"
    >
      <span
        aria-hidden="true"
        className={cn(
          "mt-0.5 grid size-6 shrink-0 place-items-center rounded-pill font-medium text-caption",
          state === "done" && "bg-pine-tint text-pine",
          state === "now" && "bg-pine text-on-pine",
          state === "later" && "border border-line text-ink3",
        )}
      >
        {state === "done" ? <Check className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className={cn("font-semibold text-base", state === "later" && "font-medium text-ink3")}>{title}</h3>
          {state === "done" ? action : null}
        </div>
        {state === "done" && summary ? <p className="text-ink2 text-sm">{summary}</p> : null}
        {state === "now" ? <div className="pt-3">{children}</div> : null}
      </div>
    </li>
  );
}
