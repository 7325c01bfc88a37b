import { type Graph, type GraphNode, type NodeId, nodesOf } from "@/core/graph";
import { type JsonObject, sameJson } from "@/core/json";

export interface MergedDraft {
  readonly graph: Graph;
  /** Steps both sides changed in the same place; in `graph` ours stands. */
  readonly clashes: readonly NodeId[];
}

/**
 * Two people edited one draft from the same base: what each of them changed, together. Different steps, and different fields of
 * one step, never clash. Steps that both added keep their ids; ours take new S-numbers where theirs have them already.
 */
export function mergeDrafts(base: Graph, ours: Graph, theirs: Graph): MergedDraft {
  const clashes: NodeId[] = [];
  const nodes: Record<NodeId, GraphNode> = {};
  let nextStep = Math.max(ours.nextStep, theirs.nextStep);
  const taken = new Map(nodesOf(theirs).map((node) => [node.step, node.id]));
  for (const id of new Set([...Object.keys(theirs.nodes), ...Object.keys(ours.nodes)])) {
    const [was, our, their] = [base.nodes[id], ours.nodes[id], theirs.nodes[id]];
    const { node, clash } = mergeNode(was, our, their);
    if (clash) clashes.push(id);
    if (node === undefined) continue;
    const holder = taken.get(node.step);
    nodes[id] = holder !== undefined && holder !== id ? { ...node, step: nextStep++ } : node;
  }
  const graph = { ...theirs, nodes: withoutLooseEnds(nodes), nextStep };
  return { graph, clashes };
}

type Side = "ours" | "theirs";

/** `stands`: whose word it is where both changed one field. */
export function mergeNode(
  was: GraphNode | undefined,
  our: GraphNode | undefined,
  their: GraphNode | undefined,
  stands: Side = "ours",
): { node: GraphNode | undefined; clash: boolean } {
  if (sameJson(our, was) || sameJson(our, their)) return { node: their, clash: false };
  if (sameJson(their, was)) return { node: our, clash: false };
  // One deleted what the other changed: the change survives, and is said.
  if (was === undefined || our === undefined || their === undefined) return { node: our ?? their, clash: true };
  const config = mergeFields(was.config, our.config, their.config, stands);
  const next = mergeFields(was.next, our.next, their.next, stands);
  const rest = mergeFields(looks(was), looks(our), looks(their), stands);
  return {
    // Fields of the same three objects, put together again.
    node: {
      ...rest.value,
      id: our.id,
      step: their.step,
      kind: our.kind,
      config: config.value,
      next: next.value,
    } as GraphNode,
    clash: config.clash || next.clash || rest.clash,
  };
}

const looks = ({ name, nudge }: GraphNode): Record<string, unknown> => ({
  ...(name === undefined ? {} : { name }),
  ...(nudge === undefined ? {} : { nudge }),
});

/** Field by field, one level deep; a field both changed differently is a clash, and `stands`' side's. */
function mergeFields<T extends Readonly<Record<string, unknown>> | JsonObject>(
  was: T,
  our: T,
  their: T,
  stands: Side,
): { value: T; clash: boolean } {
  const value: Record<string, unknown> = {};
  let clash = false;
  for (const key of new Set([...Object.keys(their), ...Object.keys(our)])) {
    const [w, o, t] = [was, our, their].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined));
    const onlyTheirs = sameJson(o, w) || sameJson(o, t);
    const clashes = !onlyTheirs && !sameJson(t, w);
    clash ||= clashes;
    const chosen = onlyTheirs || (clashes && stands === "theirs") ? t : o;
    if (chosen !== undefined) value[key] = chosen;
  }
  return { value: value as T, clash }; // the keys and values of the three
}

/** Lines to steps that one side deleted lead nowhere now. */
export function withoutLooseEnds(nodes: Readonly<Record<NodeId, GraphNode>>): Record<NodeId, GraphNode> {
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => {
      const kept = Object.entries(node.next).filter(([, to]) => Object.hasOwn(nodes, to));
      return [id, kept.length === Object.keys(node.next).length ? node : { ...node, next: Object.fromEntries(kept) }];
    }),
  );
}
