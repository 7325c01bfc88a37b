import { wiringOf } from "@/core/compile";
import {
  continuesBy,
  type Edit,
  edited,
  gone,
  refuse,
  type Slot,
  takeOut,
  titleOf,
  withLine,
  withNodes,
} from "@/core/edit";
import { type Graph, type NodeId, nodeOf } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { reachableFrom } from "@/core/structure";

/**
 * Moves one step to another place: its line is healed, and at the new place it goes between. A splitter takes the branches of
 * its other outlets along; it cannot be moved into one of them.
 */
export function moveStep(graph: Graph, id: NodeId, slot: Slot): Edit {
  const node = nodeOf(graph, id);
  const target = nodeOf(graph, slot.from);
  if (node === undefined || target === undefined) return gone;
  if (nodeTypeOf(node.kind)?.entry) return refuse("The entry stays where it is");
  if (slot.from === id || target.next[slot.outlet] === id) return refuse("It is there already");
  const by = continuesBy(node);
  const branches = Object.entries(node.next).flatMap(([outlet, to]) => (outlet === by || to === id ? [] : [to]));
  const stays = reachableFrom(
    wiringOf(takeOut(graph, id).graph),
    by === null || node.next[by] === undefined ? [] : [node.next[by] ?? ""],
  );
  const along = reachableFrom(wiringOf(graph), branches, (from) => from === id);
  if (along.has(slot.from) && !stays.has(slot.from)) return refuse("A step cannot be moved into its own branch");
  const healed = takeOut(graph, id).graph;
  const before = nodeOf(healed, slot.from);
  if (before === undefined) return gone;
  const after = before.next[slot.outlet] ?? null;
  const { nudge: _, ...plain } = node;
  // A line of its own that led back to itself would now lead to the old place's loop: it goes.
  const clean = Object.entries(plain.next).reduce(
    (made, [outlet, to]) => (to === id && outlet === by ? withLine(made, outlet, null) : made),
    plain,
  );
  const placed = by === null ? clean : withLine(clean, by, after);
  return edited(withNodes(healed, [withLine(before, slot.outlet, id), placed]), `Moved ${titleOf(node)}`, id);
}
