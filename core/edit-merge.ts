import { type Graph, type GraphNode, type NodeId, nodesOf } from "@/core/graph";
import type { JsonObject } from "@/core/json";

export interface MergedDraft {
  readonly graph: Graph;
  /** Steps both sides changed in the same place; in `graph` ours stands. */
  readonly clashes: readonly NodeId[];
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

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

function mergeNode(
  was: GraphNode | undefined,
  our: GraphNode | undefined,
  their: GraphNode | undefined,
): { node: GraphNode | undefined; clash: boolean } {
  if (same(our, was) || same(our, their)) return { node: their, clash: false };
  if (same(their, was)) return { node: our, clash: false };
  // One deleted what the other changed: the change survives, and is said.
  if (was === undefined || our === undefined || their === undefined) return { node: our ?? their, clash: true };
  const config = mergeFields(was.config, our.config, their.config);
  const next = mergeFields(was.next, our.next, their.next);
  const rest = mergeFields(looks(was), looks(our), looks(their));
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

/** Field by field, one level deep; a field both changed differently is ours and a clash. */
function mergeFields<T extends Readonly<Record<string, unknown>> | JsonObject>(
  was: T,
  our: T,
  their: T,
): { value: T; clash: boolean } {
  const value: Record<string, unknown> = {};
  let clash = false;
  for (const key of new Set([...Object.keys(their), ...Object.keys(our)])) {
    const [w, o, t] = [was, our, their].map((side) => (Object.hasOwn(side, key) ? side[key] : undefined));
    const theirsStands = same(o, w) || same(o, t);
    if (!theirsStands && !same(t, w)) clash = true;
    const chosen = theirsStands ? t : o;
    if (chosen !== undefined) value[key] = chosen;
  }
  return { value: value as T, clash }; // the keys and values of the three
}

/** Lines to steps that one side deleted lead nowhere now. */
function withoutLooseEnds(nodes: Readonly<Record<NodeId, GraphNode>>): Record<NodeId, GraphNode> {
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => {
      const kept = Object.entries(node.next).filter(([, to]) => Object.hasOwn(nodes, to));
      return [id, kept.length === Object.keys(node.next).length ? node : { ...node, next: Object.fromEntries(kept) }];
    }),
  );
}
