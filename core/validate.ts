import { compileGraph, entryOf, wiringOf } from "@/core/compile";
import { readConfig } from "@/core/config";
import { type Graph, type GraphNode, type NodeId, nodesOf, stepLabel } from "@/core/graph";
import { hastyLines } from "@/core/loops";
import { checkMail } from "@/core/mail-check";
import { mailReach } from "@/core/mail-reach";
import type { AnyNodeType, CheckContext, Lookup } from "@/core/node-type";
import { nodeTypeOf } from "@/core/nodes";
import type { Problem } from "@/core/problem";
import { defaultSequenceSettings } from "@/core/sequence-settings";
import { edgeKey, onLoops, reachable, type Wiring } from "@/core/structure";
import { checkPace } from "@/core/validate-pace";

/**
 * Everything wrong with a draft, by S-number; the same in browser and server. `must` blocks publishing. `lookup` says what
 * exists in the workspace and which variables a mail may name; what it leaves out is not checked.
 */
export function validate(graph: Graph, lookup: Lookup = {}): Problem[] {
  const wiring = wiringOf(graph);
  const nodes = nodesOf(graph);
  const reached = reachable(wiring);
  const looping = onLoops(wiring);
  const afterMail = mailReach(wiring);
  const isMail = (id: NodeId) => nodeTypeOf(graph.nodes[id]?.kind ?? "")?.sends === true;
  const reenters = mayReenter(graph);
  const problems: Problem[] = checkEntries(nodes);
  for (const node of nodes) {
    const type = nodeTypeOf(node.kind);
    if (type === null) {
      problems.push(must(node, "kind-unknown", "Delete this step: this version of Heed does not know it"));
      continue;
    }
    if (!reached.has(node.id))
      problems.push({
        ...must(node, "unreachable", "Nobody can reach this step. Draw a line to it, or delete it"),
        rank: "look",
      });
    const asked = {
      graph,
      node,
      lookup,
      reenters,
      inLoop: looping.has(node.id),
      afterMail: (mailId: NodeId) => (isMail(mailId) ? afterMail(mailId, node.id) : "never"),
    };
    problems.push(
      ...checkConfig(node, type, { ...asked, checkMail: (mail) => checkMail(mail, asked) }),
      ...checkOutlets(graph, node),
    );
  }
  return [
    ...problems,
    ...checkLoops(graph, wiring, nodes, lookup.maxRounds ?? defaultSequenceSettings.maxRounds),
    ...checkPace(graph, wiring),
  ];
}

/** Whether it may be published. */
export const isPublishable = (problems: readonly Problem[]): boolean =>
  problems.every((problem) => problem.rank !== "must");

const must = (node: GraphNode, code: string, message: string, path?: string): Problem => ({
  nodeId: node.id,
  code,
  message,
  rank: "must",
  ...(path === undefined ? {} : { path }),
});

function checkEntries(nodes: readonly GraphNode[]): Problem[] {
  const entries = nodes.filter((node) => nodeTypeOf(node.kind)?.entry);
  if (entries.length === 0)
    return [{ nodeId: null, code: "no-entry", message: "Add an entry: nobody can come in", rank: "must" }];
  const problems = entries.slice(1).map((node) => must(node, "second-entry", "Delete this entry: a sequence has one"));
  if (nodes.length === 1 && entries[0]) problems.push(must(entries[0], "empty", "Add a first step"));
  return problems;
}

/** Per field by the schema, then by the type's own check; a field already named is not named twice. */
function checkConfig(node: GraphNode, type: AnyNodeType, ctx: CheckContext): Problem[] {
  const { config, issues } = readConfig(node, type);
  const found = issues.map((issue) => must(node, "invalid", issue.message, issue.path));
  const own = type.check?.(config, ctx) ?? [];
  return [...found, ...own.filter((problem) => !found.some((known) => known.path === problem.path))];
}

function checkOutlets(graph: Graph, node: GraphNode): Problem[] {
  const outlets = compileGraph(graph).nodes.get(node.id)?.outlets ?? [];
  return outlets.flatMap((outlet): Problem[] => {
    const open = node.next[outlet.id] === undefined && (outlet.fallsTo === undefined || outlet.required);
    if (!open || outlet.optional) return [];
    const path = `next.${outlet.id}`;
    // An entry without steps is said once, by "Add a first step".
    if (outlet.required) {
      const alone = Object.keys(graph.nodes).length === 1;
      return alone ? [] : [must(node, "open-outlet", `Say what happens after “${outlet.label}”`, path)];
    }
    return [
      {
        ...must(
          node,
          "leaves-here",
          `People leave after “${outlet.label}”. Go on, or end it with an exit to say so`,
          path,
        ),
        rank: "look",
      },
    ];
  });
}

/** A loop whose every round passes something that surely takes time is allowed (and ends after the sequence's rounds). */
function checkLoops(graph: Graph, wiring: Wiring, nodes: readonly GraphNode[], rounds: number): Problem[] {
  const hasty = hastyLines(graph, wiring);
  const { backEdges, loopTargets } = compileGraph(graph);
  const problems: Problem[] = [];
  for (const node of nodes) {
    for (const [outlet, to] of Object.entries(node.next)) {
      if (
        backEdges.has(edgeKey(node.id, outlet)) &&
        hasty.some((line) => line.from === node.id && line.outlet === outlet)
      ) {
        problems.push(
          must(
            node,
            "loop-without-wait",
            `Put a wait into the round from ${labelOf(graph, to)} to here: it would go round at once`,
            `next.${outlet}`,
          ),
        );
      }
    }
    if (loopTargets.has(node.id) && !hasty.some((line) => line.to === node.id) && node.next.done === undefined) {
      problems.push({
        ...must(
          node,
          "rounds",
          `After ${rounds === 1 ? "1 round" : `${rounds} rounds`} people leave here. Draw “after the last round” to go on instead`,
          "next.done",
        ),
        rank: "look",
      });
    }
  }
  return problems;
}

const labelOf = (graph: Graph, id: NodeId): string => {
  const node = graph.nodes[id];
  return node === undefined ? "a step" : stepLabel(node);
};

/** Whether the entry lets people in again: `reentry.mode` of the entry's config. */
function mayReenter(graph: Graph): boolean {
  const entryId = entryOf(graph);
  const node = entryId === null ? undefined : graph.nodes[entryId];
  const type = node === undefined ? null : nodeTypeOf(node.kind);
  return node !== undefined && type?.reenters?.(readConfig(node, type).config) === true;
}
