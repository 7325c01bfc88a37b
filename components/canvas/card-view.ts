import { readConfig, titleOf } from "@/core/config";
import { type Graph, type GraphNode, type NodeId, stepLabel } from "@/core/graph";
import type { Names } from "@/core/names";
import type { NodeIcon, Tone } from "@/core/node-type";
import { nodeTypeOf } from "@/core/nodes";
import type { Problem } from "@/core/problem";
import type { DrawnLine } from "./drawing";
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
/** Letters of a summary that fit one line of a card, and of a pill. */
const LINE_LETTERS = 36;

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

/** The card of a step. `problems` are those of this step; the worst is shown on it. */
export function toCardView(
  graph: Graph,
  node: GraphNode,
  lines: readonly DrawnLine[],
  problems: readonly Problem[],
  names: Names,
): CardView {
  const type = nodeTypeOf(node.kind);
  const config = type === null ? null : readConfig(node, type).config;
  const summary = type?.summary(config, names) ?? "This kind of step is not known here";
  const worst = problems.find((problem) => problem.rank === "must") ?? problems[0];
  // Ways out of one kind with the names of this workspace: "buys Site Pro".
  const ways = new Map(lines.length > 1 ? type?.outlets(config, names).map(({ id, label }) => [id, label]) : []);
  const title = titleOf(node);
  return {
    id: node.id,
    step: stepLabel(node),
    kind: node.kind,
    kindTitle: type?.title ?? node.kind,
    title,
    summary: title === summary ? (type?.hint ?? "") : summary,
    tone: type?.tone ?? "rust",
    icon: type?.icon ?? "bolt",
    shape: type?.shape ?? "card",
    terminal: type?.terminal ?? false,
    hasTabs: lines.length > 1,
    tabs: lines.map((line) => toTab(graph, line, ways.get(line.outlet.id))),
    problem: worst ? { message: worst.message, rank: worst.rank } : null,
    summaryLines: (title === summary ? (type?.hint ?? "") : summary).length > LINE_LETTERS ? 2 : 1,
  };
}

function toTab(graph: Graph, line: DrawnLine, label = line.outlet.label): TabView {
  const target = line.to === null ? undefined : graph.nodes[line.to];
  return {
    outlet: line.outlet.id,
    label,
    continuesAt: line.back && target ? stepLabel(target) : null,
    open: line.to === null,
    wanted: line.outlet.required,
  };
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
