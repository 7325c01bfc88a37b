import type { NodeId } from "@/core/graph";
import type { NodeIcon, Tone } from "@/core/node-type";
import type { Problem } from "@/core/problem";
import type { Size } from "./layout/tidy";

/** One way out of a card, as its tab or its stub shows it. */
export interface TabView {
  readonly outlet: string;
  readonly label: string;
  /** "S3" where it leads back; null otherwise. */
  readonly continuesAt: string | null;
  /** Leads nowhere: people leave here. */
  readonly open: boolean;
  /** An open outlet that must lead somewhere. */
  readonly wanted: boolean;
}

/** Everything a card shows, derived from the graph; equal views are the same object, so unchanged cards are not drawn again. */
export interface CardView {
  readonly id: NodeId;
  readonly step: string;
  readonly kind: string;
  readonly kindTitle: string;
  readonly title: string;
  readonly summary: string;
  readonly tone: Tone;
  readonly icon: NodeIcon;
  readonly shape: "card" | "pill";
  readonly terminal: boolean;
  readonly tabs: readonly TabView[];
  /** More than one way out: tabs on the lower edge. */
  readonly hasTabs: boolean;
  readonly problem: { readonly message: string; readonly rank: Problem["rank"] } | null;
  readonly summaryLines: 1 | 2;
}

const CARD_WIDTH = 268;
const TAB_WIDTH = 76;
/** Exact heights, the same numbers the card's style uses: layout and picture cannot part. */
export const heights = { frame: 48, title: 20, line: 16, tabs: 34, problem: 30, foot: 32, pill: 52 } as const;

export function cardSize(
  view: Pick<CardView, "shape" | "summaryLines" | "hasTabs" | "tabs" | "problem">,
  foot: boolean,
): Size {
  const body = view.shape === "pill" ? heights.pill : heights.frame + view.summaryLines * heights.line;
  const rows =
    (view.hasTabs ? heights.tabs : 0) +
    (view.problem ? heights.problem : 0) +
    (foot && view.shape === "card" ? heights.foot : 0);
  return { width: Math.max(CARD_WIDTH, view.hasTabs ? view.tabs.length * TAB_WIDTH : 0), height: body + rows };
}

/** A card as it is read out: what it is, its number, what it says, and what is wrong with it. */
export const spokenCard = (view: CardView): string =>
  [
    `${view.kindTitle} ${view.step}`,
    view.title === view.kindTitle ? null : view.title,
    view.summary,
    view.problem ? `Problem: ${view.problem.message}` : null,
  ]
    .filter(Boolean)
    .join(". ");
