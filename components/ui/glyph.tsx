import type { ReactNode } from "react";
import { cn } from "./cn";

/** Our six step signs. Everything else is lucide. */
export type GlyphName = "enter" | "mail" | "clock" | "fork" | "bolt" | "flag";
export type GlyphTone = "neutral" | "pine" | "amber" | "iris" | "slate" | "rust";

const paths: Record<GlyphName, ReactNode> = {
  enter: (
    <>
      <rect x="2.75" y="2.75" width="10.5" height="4" rx="1.25" />
      <path d="M8 6.75v6.5M5.75 11 8 13.25 10.25 11" />
    </>
  ),
  mail: (
    <>
      <rect x="2" y="3.5" width="12" height="9" rx="1.75" />
      <path d="m2.5 4.75 5.5 4 5.5-4" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  fork: (
    <>
      <path d="M8 2.25v5.5M8 7.75c0 2.75-4 2-4 5.5M8 7.75c0 2.75 4 2 4 5.5M8 7.75v5.5" />
    </>
  ),
  bolt: <path d="M9 1.75 3.25 9H7.5L7 14.25 12.75 7H8.5z" />,
  flag: <path d="M4 14.25V2.25M4 3.25c3-1.5 5 1.25 8.25 0v5.5C9 10 7 7.25 4 8.75" />,
};

/** 16 px, drawn with the colour of the text. Decoration: the words beside it say the kind. */
export function Glyph({ name, className }: { name: GlyphName; className?: string | undefined }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={cn("size-4 shrink-0", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {paths[name]}
    </svg>
  );
}

const tints: Record<GlyphTone, string> = {
  neutral: "bg-surface2 text-ink",
  pine: "bg-pine-tint text-pine",
  amber: "bg-amber-tint text-amber",
  iris: "bg-iris-tint text-iris",
  slate: "bg-slate-tint text-slate",
  rust: "bg-rust-tint text-rust",
};

/** The glyph on its tinted tile, as on cards and in the insert menu. */
export function GlyphTile({
  name,
  tone,
  size = "sm",
  round = false,
}: {
  name: GlyphName;
  tone: GlyphTone;
  size?: "sm" | "md";
  /** Waits and goals are pills, so their tile is a disc. */
  round?: boolean;
}) {
  return (
    <span
      className={cn(
        "grid shrink-0 place-items-center",
        size === "sm" ? "size-6" : "size-7",
        round ? "rounded-pill" : "rounded-md",
        tints[tone],
      )}
    >
      <Glyph name={name} className={size === "sm" ? "size-3.5" : "size-4"} />
    </span>
  );
}
