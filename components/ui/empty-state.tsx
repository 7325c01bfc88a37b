import type { ReactNode } from "react";
import { cn } from "./cn";

export interface EmptyStateProps {
  icon?: ReactNode;
  /** What will be here. */
  title: string;
  /** What it is good for and how to begin, in one or two sentences. */
  children: ReactNode;
  /** The first thing to do. */
  action?: ReactNode;
  /** "No match" inside a list is smaller than "nothing yet" on a page. */
  size?: "page" | "inline";
  /** 1 where it is the whole page and there is no PageHeader. */
  level?: 1 | 2 | 3;
  className?: string | undefined;
}

export function EmptyState({ icon, title, children, action, size = "page", level = 2, className }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={cn(
        "mx-auto flex max-w-md flex-col items-center text-center",
        size === "page" ? "px-6 py-16" : "px-6 py-10",
        className,
      )}
    >
      {icon ? (
        <span className="mb-4 grid size-11 place-items-center rounded-card bg-pine-tint text-pine [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <Heading className={cn(size === "page" ? "font-medium font-serif text-title" : "font-semibold text-base")}>
        {title}
      </Heading>
      <div className="mt-1.5 text-ink2">{children}</div>
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
