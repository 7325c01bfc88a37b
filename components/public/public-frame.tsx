import type { ReactNode } from "react";
import { Mark } from "@/components/shell/wordmark";

export interface PublicFrameProps {
  /** Who writes to the person: the company's name. */
  company?: string | undefined;
  title: string;
  children: ReactNode;
}

/** The frame of pages a recipient sees: no sign-in, no menu, works without scripts. */
export function PublicFrame({ company, title, children }: PublicFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-8 sm:py-14">
      <main className="w-full max-w-xl rounded-card border border-line bg-surface px-6 py-7 sm:px-9">
        {company ? <p className="text-ink2">{company}</p> : null}
        <h1 className="mt-1 text-balance font-medium font-serif text-heading">{title}</h1>
        <div className="mt-5 flex flex-col gap-5 text-lg leading-relaxed">{children}</div>
      </main>
      <footer className="mt-6 flex items-center gap-2 text-ink3 text-sm">
        <Mark className="size-5" />
        Sent with Heed
      </footer>
    </div>
  );
}
