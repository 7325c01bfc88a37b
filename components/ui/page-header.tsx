import type { ReactNode } from "react";
import { cn } from "./cn";

export interface PageHeaderProps {
  title: ReactNode;
  /** Pills beside the title. */
  badge?: ReactNode;
  /** One sentence: what this page is for, or its figures. */
  description?: ReactNode;
  /** Buttons at the right; the main one last. */
  actions?: ReactNode;
  /** SegmentedNav or filters in a row of their own. */
  children?: ReactNode;
  className?: string | undefined;
}

export function PageHeader({ title, badge, description, actions, children, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-col gap-4 pb-5", className)}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="font-medium font-serif text-heading">{title}</h1>
            {badge}
          </div>
          {description ? <p className="mt-1 max-w-prose text-ink2">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </header>
  );
}
