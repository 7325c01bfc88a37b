"use client";

import { TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Glyph, GlyphTile } from "@/components/ui/glyph";
import { type CardView, heights } from "./card-view";
import { toneOf } from "./tones";

/** How a card is meant in the mode it is shown in. */
export interface CardMark {
  readonly selected?: boolean;
  /** On a person's path: taken cards are inked, the others are only drawn. */
  readonly path?: "taken" | "untaken";
  readonly diff?: "added" | "changed" | "removed";
}

/** The face of a step. Its height is `cardSize`'s to the pixel: layout and picture are the same numbers. */
export function StepCard({
  view,
  mark = {},
  hasFoot = false,
  counted = false,
}: {
  view: CardView;
  mark?: CardMark;
  /** Leaves the room of a foot; what stands in it lies above the card, where it can be links. */
  hasFoot?: boolean;
  /** The names of ways out leave room for a figure below them. */
  counted?: boolean;
}) {
  const faded = mark.path === "untaken";
  const isPill = view.shape === "pill";
  return (
    <div
      className={cn(
        "flex w-full flex-col border bg-surface text-left text-ink",
        isPill ? "rounded-pill" : "rounded-card",
        faded ? "border-line border-dashed bg-canvas text-ink3" : "border-line",
        mark.path === "taken" && borders[toneOf(view.tone)],
        view.problem?.rank === "must" && "border-rust",
        mark.diff === "added" && "border-pine border-2",
        mark.diff === "changed" && "border-slate border-2",
        mark.diff === "removed" && "border-rust border-2 border-dashed",
        mark.selected && "outline-2 outline-pine outline-offset-2",
      )}
    >
      {isPill ? <PillFace view={view} faded={faded} /> : <CardFace view={view} faded={faded} />}
      {view.hasTabs ? <Tabs view={view} faded={faded} counted={counted} /> : null}
      {view.problem ? <ProblemLine problem={view.problem} rounded={!hasFoot} /> : null}
      {hasFoot && !isPill ? <div style={{ height: heights.foot }} className="border-line border-t" /> : null}
    </div>
  );
}

const borders = {
  neutral: "border-ink2",
  pine: "border-pine",
  amber: "border-amber",
  iris: "border-iris",
  slate: "border-slate",
  rust: "border-rust",
} as const;

function CardFace({ view, faded }: { view: CardView; faded: boolean }) {
  return (
    <div className="flex gap-2.5 px-3 py-3.5" style={{ height: heights.frame + view.summaryLines * heights.line }}>
      {faded ? <Glyph name={view.icon} className="m-1" /> : <GlyphTile name={view.icon} tone={toneOf(view.tone)} />}
      <div className="min-w-0 flex-1">
        <Title view={view} />
        <p
          className={cn(
            "text-caption",
            faded ? "text-ink3" : "text-ink2",
            view.summaryLines === 1 ? "truncate" : "line-clamp-2",
          )}
        >
          {view.summary}
        </p>
      </div>
    </div>
  );
}

function PillFace({ view, faded }: { view: CardView; faded: boolean }) {
  return (
    <div className="flex items-center gap-2.5 px-4" style={{ height: heights.pill - 2 }}>
      {faded ? <Glyph name={view.icon} /> : <GlyphTile name={view.icon} tone={toneOf(view.tone)} round />}
      <div className="min-w-0 flex-1">
        <Title view={view} />
        <p className={cn("truncate text-micro", faded ? "text-ink3" : "text-ink2")}>{view.summary}</p>
      </div>
    </div>
  );
}

function Title({ view }: { view: CardView }) {
  return (
    <div className="flex items-baseline gap-2" style={{ height: view.shape === "pill" ? undefined : heights.title }}>
      <span className="min-w-0 flex-1 truncate font-semibold text-sm">{view.title}</span>
      <span className="text-caption text-ink3 tabular">{view.step}</span>
    </div>
  );
}

function Tabs({ view, faded, counted }: { view: CardView; faded: boolean; counted: boolean }) {
  return (
    <div className="flex border-line border-t" style={{ height: heights.tabs }}>
      {view.tabs.map((tab, index) => (
        <span
          key={tab.outlet}
          title={tab.label}
          className={cn(
            "flex min-w-0 flex-1 justify-center px-1 text-caption",
            counted ? "items-start pt-px" : "items-center",
            index > 0 && "border-line border-l",
            faded ? "text-ink3" : "font-medium text-ink",
          )}
        >
          <span className="truncate">{tab.label}</span>
        </span>
      ))}
    </div>
  );
}

function ProblemLine({ problem, rounded }: { problem: NonNullable<CardView["problem"]>; rounded: boolean }) {
  const must = problem.rank === "must";
  return (
    <div
      style={{ height: heights.problem }}
      className={cn(
        "flex items-center gap-1.5 px-3 text-caption",
        must ? "bg-rust-tint text-rust" : "bg-amber-tint text-amber",
        rounded && "rounded-b-card",
      )}
    >
      <TriangleAlert aria-hidden className="size-3 shrink-0 fill-current" strokeWidth={1} />
      <span className="truncate">{problem.message}</span>
    </div>
  );
}
