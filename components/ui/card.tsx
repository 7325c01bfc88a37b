import type { ReactNode } from "react";
import { cn } from "./cn";

export interface CardProps {
  title?: ReactNode;
  /** At the right of the title. */
  action?: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** No padding inside: tables and lists that reach the edges. */
  flush?: boolean;
  className?: string | undefined;
}

/** A sheet of paper on the canvas: one line around it, no shadow. */
export function Card({ title, action, description, children, flush = false, className }: CardProps) {
  return (
    <section className={cn("min-w-0 overflow-clip rounded-card border border-line bg-surface", className)}>
      {title || action ? (
        <div className={cn("flex items-start justify-between gap-4 px-5 pt-4", flush && "pb-3.5")}>
          <div className="min-w-0">
            {title ? <h2 className="font-semibold text-base">{title}</h2> : null}
            {description ? <p className="text-ink2 text-sm">{description}</p> : null}
          </div>
          {action}
        </div>
      ) : null}
      {flush ? children : <div className={cn("px-5 pb-5", title || action ? "pt-3" : "pt-5")}>{children}</div>}
    </section>
  );
}
