import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";

const badgeStyle = cva(
  "inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-pill px-2 font-medium text-caption",
  {
    variants: {
      tone: {
        neutral: "border border-line bg-surface2 text-ink2",
        pine: "bg-pine-tint text-pine",
        amber: "bg-amber-tint text-amber",
        iris: "bg-iris-tint text-iris",
        slate: "bg-slate-tint text-slate",
        rust: "bg-rust-tint text-rust",
        "solid-pine": "bg-pine text-on-pine",
        "solid-slate": "bg-slate text-on-pine",
        "solid-amber": "bg-amber-mark text-on-amber",
        "solid-ink": "bg-ink text-canvas",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>["tone"]>;

export interface BadgeProps {
  tone?: BadgeTone;
  /** A sign beside the colour, for those who do not see it. */
  mark?: "dot" | "ring" | "triangle";
  children: ReactNode;
  className?: string | undefined;
}

const marks = {
  dot: <circle cx="4" cy="4" r="3.5" fill="currentColor" />,
  ring: <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  triangle: <path d="M4 .5 7.8 7.5H.2z" fill="currentColor" />,
} as const;

/** A state or a count in a pill. Colour is never alone: the words or the mark say it too. */
export function Badge({ tone = "neutral", mark, children, className }: BadgeProps) {
  return (
    <span className={cn(badgeStyle({ tone }), className)}>
      {mark ? (
        <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2 shrink-0">
          {marks[mark]}
        </svg>
      ) : null}
      <span className="tabular min-w-0 truncate">{children}</span>
    </span>
  );
}
