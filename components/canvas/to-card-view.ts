import { readConfig, summaryOf, titleOf } from "@/core/config";
import { type Graph, type GraphNode, stepLabel } from "@/core/graph";
import type { Names } from "@/core/names";
import { nodeTypeOf } from "@/core/nodes";
import type { Problem } from "@/core/problem";
import type { CardView, TabView } from "./card-view";
import type { DrawnLine } from "./drawing";

/** Letters of a summary that fit one line of a card, and of a pill. */
const LINE_LETTERS = 36;

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
  const summary = summaryOf(node, names);
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
