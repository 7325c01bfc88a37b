import { z } from "zod";
import { continuesBy, deleteSteps, type Edit, edited, gone, refuse, type Slot, withLine, withNodes } from "@/core/edit";
import { type Graph, type GraphNode, type NodeId, nodeOf, nodesOf } from "@/core/graph";
import { isJsonObject, type JsonObject, type JsonValue } from "@/core/json";
import { nodeTypeOf } from "@/core/nodes";

const clipSchema = z.object({
  heed: z.literal("steps/1"),
  nodes: z
    .array(
      z.object({
        id: z.string().min(1).max(64),
        kind: z.string().min(1).max(32),
        name: z.string().max(120).exactOptional(),
        config: z.record(z.string(), z.json()),
        next: z.record(z.string(), z.string()),
      }),
    )
    .min(1)
    .max(500),
});
type Clip = z.infer<typeof clipSchema>;

/** Steps as text for the clipboard: lines among them are kept, others left out, the entry too. Null when nothing is left. */
export function copySteps(graph: Graph, ids: readonly NodeId[]): string | null {
  const chosen = new Set(ids);
  const nodes = nodesOf(graph).filter((node) => chosen.has(node.id) && !nodeTypeOf(node.kind)?.entry);
  if (nodes.length === 0) return null;
  const clip: Clip = {
    heed: "steps/1",
    nodes: nodes.map((node) => ({
      id: node.id,
      kind: node.kind,
      ...(node.name === undefined ? {} : { name: node.name }),
      config: structuredClone(node.config) as Clip["nodes"][number]["config"], // JSON in, JSON out
      next: Object.fromEntries(Object.entries(node.next).filter(([, to]) => chosen.has(to))),
    })),
  };
  return JSON.stringify(clip, null, 2);
}

/** Whether the clipboard holds steps. */
export const holdsSteps = (text: string): boolean => readClip(text) !== null;

function readClip(text: string): Clip | null {
  if (!text.includes("steps/1")) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parsed = clipSchema.safeParse(value);
  return parsed.success && parsed.data.nodes.every((node) => nodeTypeOf(node.kind) !== null) ? parsed.data : null;
}

/**
 * Puts copied steps on a line (or free, without a slot) under new ids and S-numbers. What followed goes on behind the last of
 * them; goals among them stand free. References among the copied steps follow the copies; others stay, if that step exists here.
 */
export function pasteSteps(graph: Graph, text: string, slot: Slot | null, newId: () => NodeId): Edit {
  const clip = readClip(text);
  if (clip === null) return refuse("The clipboard holds no steps");
  const ids = new Map(clip.nodes.map((node) => [node.id, newId()]));
  const copies = clip.nodes.map(
    (node, index): GraphNode => ({
      id: ids.get(node.id) ?? newId(),
      step: graph.nextStep + index,
      kind: node.kind,
      ...(node.name === undefined ? {} : { name: node.name }),
      config: remap(node.config, ids),
      next: Object.fromEntries(
        Object.entries(node.next).flatMap(([outlet, to]) => (ids.has(to) ? [[outlet, ids.get(to) ?? ""]] : [])),
      ),
    }),
  );
  const led = new Set(copies.flatMap((node) => Object.values(node.next)));
  const inFlow = copies.filter((node) => nodeTypeOf(node.kind)?.floating !== true);
  const head = inFlow.find((node) => !led.has(node.id)) ?? inFlow[0];
  const label = copies.length === 1 ? "Pasted a step" : `Pasted ${copies.length} steps`;
  const next = withNodes({ ...graph, nextStep: graph.nextStep + copies.length }, copies);
  if (slot === null || head === undefined) return edited(next, label, (head ?? copies[0])?.id ?? null);
  const before = nodeOf(graph, slot.from);
  if (before === undefined) return gone;
  const after = before.next[slot.outlet];
  const tail = lastOf(head, copies);
  const by = continuesBy(tail);
  const joined = [
    withLine(before, slot.outlet, head.id),
    ...(after === undefined || by === null ? [] : [withLine(tail, by, after)]),
  ];
  return edited(withNodes(next, joined), label, head.id);
}

/** Follows the flow from the head to the last copy of it. */
function lastOf(head: GraphNode, copies: readonly GraphNode[]): GraphNode {
  const seen = new Set<NodeId>();
  let at = head;
  for (;;) {
    seen.add(at.id);
    const by = continuesBy(at);
    const next = by === null ? undefined : copies.find((node) => node.id === at.next[by]);
    if (next === undefined || seen.has(next.id)) return at;
    at = next;
  }
}

function remap(value: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
  const walk = (at: JsonValue): JsonValue => {
    if (typeof at === "string") return ids.get(at) ?? at;
    if (Array.isArray(at)) return at.map(walk);
    return isJsonObject(at) ? Object.fromEntries(Object.entries(at).map(([key, inner]) => [key, walk(inner)])) : at;
  };
  const made = walk(value);
  return isJsonObject(made) ? made : value;
}

/** Copies steps and puts the copies right behind the last of them; goals stand free. */
export function duplicateSteps(graph: Graph, ids: readonly NodeId[], newId: () => NodeId): Edit {
  const text = copySteps(graph, ids);
  if (text === null) return refuse("Choose a step first");
  const chosen = new Set(ids);
  const last = nodesOf(graph).findLast((node) => {
    const by = nodeTypeOf(node.kind)?.floating ? null : continuesBy(node);
    return chosen.has(node.id) && by !== null && !chosen.has(node.next[by] ?? "");
  });
  const by = last === undefined ? null : continuesBy(last);
  const edit = pasteSteps(graph, text, last === undefined || by === null ? null : { from: last.id, outlet: by }, newId);
  return edit.ok ? { ...edit, label: edit.label.replace("Pasted", "Duplicated") } : edit;
}

/** The text for the clipboard and the graph without the steps. */
export function cutSteps(graph: Graph, ids: readonly NodeId[]): { text: string | null; edit: Edit } {
  const edit = deleteSteps(graph, ids);
  return {
    text: copySteps(graph, ids),
    edit: edit.ok ? { ...edit, label: edit.label.replace("Deleted", "Cut") } : edit,
  };
}
