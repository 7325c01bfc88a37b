import { entryOf, listedOutlets, wiringOf } from "@/core/compile";
import { type Graph, type GraphNode, type NodeId, nodeOf, type OutletId, stepLabel } from "@/core/graph";
import { isJsonObject, type JsonObject, type JsonValue } from "@/core/json";
import { hastyLines } from "@/core/loops";
import { nodeTypeOf } from "@/core/nodes";
import { reachable } from "@/core/structure";

/**
 * What a command gives: the new graph with a label for undo ("Added Email S5") and the step to show, or a sentence why not.
 * Commands are pure and share untouched nodes; undo is core/edit-patch.ts. Ids of new nodes are made by the caller.
 */
export type Edit =
  | { readonly ok: true; readonly graph: Graph; readonly label: string; readonly focus: NodeId | null }
  | { readonly ok: false; readonly message: string };

/** A place on a line: behind this outlet, whether it leads somewhere or not. */
export interface Slot {
  readonly from: NodeId;
  readonly outlet: OutletId;
}

export const edited = (graph: Graph, label: string, focus: NodeId | null): Edit => ({ ok: true, graph, label, focus });
export const refuse = (message: string): Edit => ({ ok: false, message });
export const gone = refuse("This step is no longer there");

export const titleOf = (node: GraphNode): string => `${nodeTypeOf(node.kind)?.title ?? node.kind} ${stepLabel(node)}`;

export const withNodes = (graph: Graph, changed: readonly GraphNode[], removed: readonly NodeId[] = []): Graph => {
  const nodes: Record<NodeId, GraphNode> = { ...graph.nodes };
  for (const id of removed) delete nodes[id];
  for (const node of changed) nodes[node.id] = node;
  return { ...graph, nodes };
};

export const withLine = (node: GraphNode, outlet: OutletId, to: NodeId | null): GraphNode => {
  const { [outlet]: _, ...rest } = node.next;
  return { ...node, next: to === null ? rest : { ...rest, [outlet]: to } };
};

/** The outlet by which the flow goes on through a node: `next`, else what must be connected (time-out, else), else the first. */
export function continuesBy(node: GraphNode): OutletId | null {
  const outlets = listedOutlets(node);
  const by = outlets.find((outlet) => outlet.id === "next") ?? outlets.find((outlet) => outlet.required) ?? outlets[0];
  return by?.id ?? null;
}

/** A new step of a kind, configured with its defaults. Throws RangeError for a kind that does not exist. */
export function newNode(id: NodeId, kind: string, step: number): GraphNode {
  const type = nodeTypeOf(kind);
  if (type === null) throw new RangeError(`No such kind of step: ${kind}`);
  const config = type.defaults();
  if (!isJsonObject(config)) throw new TypeError(`The defaults of ${kind} are not JSON`);
  return { id, step, kind, config, next: {} };
}

/** A graph with nothing but its entry. */
export const emptyGraph = (entryId: NodeId): Graph => ({
  format: 1,
  nodes: { [entryId]: newNode(entryId, "trigger", 1) },
  nextStep: 2,
});

/**
 * Adds a step. On a line it goes between; `keep` names the new step's outlet that what followed stays behind (default: the
 * one the flow goes on by). Without a slot it stands free. So does a goal where the line leads on: it is reached from
 * anywhere, and whoever came to it by the line without having reached it would leave there.
 */
export function insertStep(
  graph: Graph,
  input: {
    readonly id: NodeId;
    readonly kind: string;
    readonly slot: Slot | null;
    readonly keep?: OutletId;
    readonly config?: JsonObject;
  },
): Edit {
  if (nodeOf(graph, input.id) !== undefined) return refuse("This step is already there");
  const type = nodeTypeOf(input.kind);
  if (type === null) return refuse("There is no such kind of step");
  if (type.entry && entryOf(graph) !== null) return refuse("A sequence has one entry");
  const plain = newNode(input.id, input.kind, graph.nextStep);
  const made = input.config === undefined ? plain : { ...plain, config: input.config };
  const next = { ...graph, nextStep: graph.nextStep + 1 };
  const free = edited(withNodes(next, [made]), `Added ${titleOf(made)}`, made.id);
  if (input.slot === null) return free;
  const before = nodeOf(graph, input.slot.from);
  if (before === undefined) return gone;
  const after = before.next[input.slot.outlet];
  if (type.floating && after !== undefined) return free;
  const keep = input.keep ?? continuesBy(made);
  const placed = after === undefined || keep === null ? made : withLine(made, keep, after);
  return edited(
    withNodes(next, [withLine(before, input.slot.outlet, made.id), placed]),
    `Added ${titleOf(made)}`,
    made.id,
  );
}

/**
 * Deletes steps and heals the lines: what led to one leads to where its kept outlet led (`keep`, default: the one the flow
 * goes on by). Steps that only the other outlets led to go with it. The entry stays.
 */
export function deleteSteps(graph: Graph, ids: readonly NodeId[], keep?: OutletId): Edit {
  const targets = ids.flatMap((id) => nodeOf(graph, id) ?? []).filter((node) => !nodeTypeOf(node.kind)?.entry);
  const [first] = targets;
  if (first === undefined) return refuse(ids.length === 0 ? "Choose a step first" : "The entry cannot be deleted");
  const before = reachable(wiringOf(graph));
  let healed = graph;
  let focus: NodeId | null = null;
  for (const target of targets) {
    const step = takeOut(healed, target.id, keep);
    focus = step.above ?? focus;
    healed = step.graph;
  }
  const after = reachable(wiringOf(healed));
  const lost = Object.keys(healed.nodes).filter((id) => before.has(id) && !after.has(id));
  const what = targets.length === 1 ? titleOf(first) : `${targets.length} steps`;
  const label = lost.length === 0 ? `Deleted ${what}` : `Deleted ${what} and ${lost.length} behind it`;
  const graphAfter = withNodes(dropLinesTo(healed, new Set(lost)), [], lost);
  return edited(graphAfter, label, focus !== null && nodeOf(graphAfter, focus) ? focus : entryOf(graphAfter));
}

/** Removes one node and leads its incoming lines on; says one node that led to it. */
export function takeOut(graph: Graph, id: NodeId, keep?: OutletId): { graph: Graph; above: NodeId | null } {
  const node = nodeOf(graph, id);
  if (node === undefined) return { graph, above: null };
  const by = keep !== undefined && node.next[keep] !== undefined ? keep : continuesBy(node);
  const onwards = by === null ? undefined : node.next[by];
  let above: NodeId | null = null;
  const changed = Object.values(graph.nodes).flatMap((other) => {
    const lines = Object.entries(other.next).filter(([, to]) => to === id);
    if (other.id === id || lines.length === 0) return [];
    above ??= other.id;
    // Healing must not draw a step onto itself, nor into the one taken out.
    const to = onwards === undefined || onwards === id || onwards === other.id ? null : onwards;
    return [lines.reduce((made, [outlet]) => withLine(made, outlet, to), other)];
  });
  return { graph: withNodes(graph, changed, [id]), above };
}

function dropLinesTo(graph: Graph, lost: ReadonlySet<NodeId>): Graph {
  const changed = Object.values(graph.nodes).flatMap((node) => {
    const lines = Object.entries(node.next).filter(([, to]) => lost.has(to));
    return lines.length === 0 ? [] : [lines.reduce((made, [outlet]) => withLine(made, outlet, null), node)];
  });
  return withNodes(graph, changed);
}

/** Replaces a config. Lines of outlets that no longer exist are taken away. */
export function setConfig(graph: Graph, id: NodeId, config: JsonObject, what?: string): Edit {
  const node = nodeOf(graph, id);
  if (node === undefined) return gone;
  const changed = withoutStaleLines({ ...node, config });
  return edited(withNodes(graph, [changed]), `Changed ${titleOf(node)}${what === undefined ? "" : `: ${what}`}`, id);
}

/** Sets one value of a config by dotted path; numbers index lists. */
export function setField(graph: Graph, id: NodeId, path: string, value: JsonValue, what?: string): Edit {
  const node = nodeOf(graph, id);
  if (node === undefined) return gone;
  const config = putAt(node.config, path.split("."), value);
  return isJsonObject(config) ? setConfig(graph, id, config, what) : refuse("This field cannot be set");
}

function putAt(at: JsonValue | undefined, path: readonly string[], value: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(at)) {
    const copy: JsonValue[] = [...at];
    copy[Number(key)] = putAt(copy[Number(key)], rest, value);
    return copy;
  }
  const object = isJsonObject(at) ? at : {};
  return { ...object, [key]: putAt(Object.hasOwn(object, key) ? object[key] : undefined, rest, value) };
}

function withoutStaleLines(node: GraphNode): GraphNode {
  if (nodeTypeOf(node.kind) === null) return node;
  const outlets = new Set([...listedOutlets(node).map((outlet) => outlet.id), "done"]);
  const kept = Object.entries(node.next).filter(([outlet]) => outlets.has(outlet));
  return kept.length === Object.keys(node.next).length ? node : { ...node, next: Object.fromEntries(kept) };
}

/** Names a step; an empty name takes it away. */
export function renameStep(graph: Graph, id: NodeId, name: string): Edit {
  const node = nodeOf(graph, id);
  if (node === undefined) return gone;
  const { name: _, ...rest } = node;
  const trimmed = name.trim().slice(0, 120);
  return edited(withNodes(graph, [trimmed === "" ? rest : { ...rest, name: trimmed }]), `Named ${titleOf(node)}`, id);
}

/** Draws a line; one that leads back is a "continue at". Replaces the outlet's line, if any. */
export function connect(graph: Graph, slot: Slot, to: NodeId): Edit {
  const from = nodeOf(graph, slot.from);
  const target = nodeOf(graph, to);
  if (from === undefined || target === undefined) return gone;
  if (nodeTypeOf(target.kind)?.entry) return refuse("Nothing can lead back to the entry");
  const joined = withNodes(graph, [withLine(from, slot.outlet, to)]);
  if (hastyLines(joined).some((line) => line.from === slot.from && line.outlet === slot.outlet)) {
    return refuse(
      `Put a wait between ${stepLabel(target)} and ${stepLabel(from)} first: people would go round at once`,
    );
  }
  return edited(joined, `Connected ${stepLabel(from)} to ${stepLabel(target)}`, slot.from);
}

/** Takes a line away; steps behind it stay. */
export function disconnect(graph: Graph, slot: Slot): Edit {
  const from = nodeOf(graph, slot.from);
  if (from === undefined || from.next[slot.outlet] === undefined) return refuse("There is no line");
  return edited(withNodes(graph, [withLine(from, slot.outlet, null)]), `Disconnected ${stepLabel(from)}`, slot.from);
}

/** Moves cards away from their tidy places by so much, together. */
export function nudgeSteps(graph: Graph, ids: readonly NodeId[], by: { readonly x: number; readonly y: number }): Edit {
  const nodes = ids.flatMap((id) => nodeOf(graph, id) ?? []);
  const [first] = nodes;
  if (first === undefined) return gone;
  const changed = nodes.map((node) => {
    const before = node.nudge ?? { x: 0, y: 0 };
    return { ...node, nudge: { x: before.x + by.x, y: before.y + by.y } };
  });
  const what = nodes.length === 1 ? `the card of ${stepLabel(first)}` : `${nodes.length} cards`;
  return edited(withNodes(graph, changed), `Moved ${what}`, first.id);
}

/** All cards back to their tidy places. */
export function tidySteps(graph: Graph): Edit {
  const nudged = Object.values(graph.nodes).filter((node) => node.nudge !== undefined);
  const changed = nudged.map(({ nudge: _, ...node }) => node);
  return changed.length === 0
    ? refuse("Everything is in its place")
    : edited(withNodes(graph, changed), "Tidied up", null);
}
