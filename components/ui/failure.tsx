"use client";

import type { ReactNode } from "react";
import { BUTTON, MEDIUM, PRIMARY } from "./button-look";

export interface FailureProps {
  title?: string;
  /** What it means for the reader and what is safe. */
  children?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  /** Another way out: a ButtonLink. */
  wayOut?: ReactNode;
  /** What support can look up in the log. */
  digest?: string | undefined;
  size?: "page" | "inline";
  /** 1 where it is the whole page and there is no PageHeader. */
  level?: 1 | 2 | 3;
}

/** Something did not work: says so in a sentence, and what one can do. */
export function Failure({
  title = "This did not load",
  children = "Nothing was lost. Try again; if it stays, tell support the code below.",
  onRetry,
  retrying = false,
  wayOut,
  digest,
  size = "page",
  level = 2,
}: FailureProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      role="alert"
      className={`mx-auto flex max-w-md flex-col items-center px-6 text-center ${size === "page" ? "py-20" : "py-8"}`}
    >
      <svg aria-hidden="true" viewBox="0 0 24 24" className="mb-4 size-8 text-rust" fill="none" stroke="currentColor">
        <path d="M12 4 21.5 20.5h-19z" strokeWidth="1.75" strokeLinejoin="round" />
        <path d="M12 10.5v4.5M12 17.6v.4" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
      <Heading className={size === "page" ? "font-medium font-serif text-title" : "font-semibold text-base"}>
        {title}
      </Heading>
      <div className="mt-1.5 text-ink2">{children}</div>
      {onRetry || wayOut ? (
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          {wayOut}
          {onRetry ? (
            // No Button: a page that failed brings as little along as it can.
            <button
              type="button"
              aria-busy={retrying || undefined}
              onClick={retrying ? undefined : onRetry}
              className={`${BUTTON} ${PRIMARY} ${MEDIUM}`}
            >
              Try again
            </button>
          ) : null}
        </div>
      ) : null}
      {digest ? <p className="tabular mt-5 font-mono text-caption text-ink3">{digest}</p> : null}
    </div>
  );
}

/** The code under which the server noted an error, if it carries one. */
export function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
