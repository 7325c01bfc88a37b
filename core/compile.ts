import { readConfig } from "@/core/config";
import { type Graph, type GraphNode, type NodeId, nodesOf, type OutletId } from "@/core/graph";
import type { CompiledGraph, CompiledNode, NodeType, Outlet } from "@/core/node-type";
import { nodeTypeOf } from "@/core/nodes";
import { findBackEdges, type Wiring } from "@/core/structure";

/** Where the target of a "continue at" leaves after the last round. */
export const doneOutlet: Outlet = { id: "done", label: "after the last round", required: false, optional: true };

const listed = new WeakMap<GraphNode, readonly Outlet[]>();

/** The outlets a node's kind lists for its config. Remembered per node: their labels are sentences, asked for on every edit. */
export function listedOutlets(node: GraphNode): readonly Outlet[] {
  const known = listed.get(node);
  if (known !== undefined) return known;
  const type = nodeTypeOf(node.kind);
  const made = type === null ? [] : type.outlets(readConfig(node, type).config);
  listed.set(node, made);
  return made;
}

const compiled = new WeakMap<Graph, CompiledGraph>();

/** A graph with configs parsed and loops found. Made once per graph object and remembered; nodes of an unknown kind are left out. */
export function compileGraph(graph: Graph): CompiledGraph {
  const known = compiled.get(graph);
  if (known !== undefined) return known;
  const made = compile(graph);
  compiled.set(graph, made);
  return made;
}

function compile(graph: Graph): CompiledGraph {
  const { edges, targets } = findBackEdges(wiringOf(graph));
  const nodes = new Map<NodeId, CompiledNode>();
  for (const node of nodesOf(graph)) {
    const type = nodeTypeOf(node.kind);
    if (type === null) continue;
    const { config, issues } = readConfig(node, type);
    const outlets = targets.has(node.id) ? [...listedOutlets(node), doneOutlet] : listedOutlets(node);
    nodes.set(node.id, { node, type, config, outlets, broken: issues[0]?.message ?? null });
  }
  const entryId = entryOf(graph);
  const entry = entryId === null ? undefined : nodes.get(entryId);
  return {
    graph,
    entryId,
    nodes,
    interrupts: [...nodes.values()].flatMap(({ type, config, node }) => type.interrupts?.(config, node) ?? []),
    keyPath: entry?.type.keyPath?.(entry.config) ?? "",
    backEdges: edges,
    loopTargets: targets,
  };
}

/** The entry; the one with the lowest S-number where a draft wrongly has several. */
export const entryOf = (graph: Graph): NodeId | null =>
  nodesOf(graph).find((node) => nodeTypeOf(node.kind)?.entry)?.id ?? null;

const wirings = new WeakMap<Graph, Wiring>();

/** Lines in outlet order; lines from outlets a node does not have (any more) are no lines. Remembered per graph. */
export function wiringOf(graph: Graph): Wiring {
  const known = wirings.get(graph);
  if (known !== undefined) return known;
  const made = wire(graph);
  wirings.set(graph, made);
  return made;
}

function wire(graph: Graph): Wiring {
  const out = new Map<NodeId, { outlet: OutletId; to: NodeId }[]>();
  const floating: NodeId[] = [];
  for (const node of nodesOf(graph)) {
    if (nodeTypeOf(node.kind)?.floating) floating.push(node.id);
    out.set(
      node.id,
      [...listedOutlets(node).map((outlet) => outlet.id), doneOutlet.id].flatMap((outlet) => {
        const to = node.next[outlet];
        return to === undefined || graph.nodes[to] === undefined ? [] : [{ outlet, to }];
      }),
    );
  }
  return { entryId: entryOf(graph), floating, out };
}

/** The outlets of a node, with `done` where a "continue at" leads to it. Empty for unknown nodes and kinds. */
export const outletsOf = (graph: Graph, id: NodeId): readonly Outlet[] =>
  compileGraph(graph).nodes.get(id)?.outlets ?? [];

/** Where an outlet leads, an open one by what it falls to; null: nowhere. */
export function targetOf(node: CompiledNode, outlet: OutletId): NodeId | null {
  const direct = node.node.next[outlet];
  if (direct !== undefined) return direct;
  const fallsTo = node.outlets.find((one) => one.id === outlet)?.fallsTo;
  return fallsTo === undefined ? null : (node.node.next[fallsTo] ?? null);
}

/** The config of a node of that kind, else null: `configOf(graph, effect.nodeId, emailNode)`. */
export function configOf<Config>(graph: Graph, id: NodeId, type: NodeType<string, Config>): Config | null {
  const node = compileGraph(graph).nodes.get(id);
  // The very type whose schema parsed it: the config is what that schema gives.
  return node !== undefined && node.type.kind === type.kind ? (node.config as Config) : null;
}
