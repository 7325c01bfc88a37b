import { connect, type Edit, emptyGraph, insertStep } from "@/core/edit";
import { type Graph, type NodeId, nodeOf } from "@/core/graph";

/** A sequence as people draw them, only long: mail, wait, a reaction with three ways that meet again, over and over. */
export function ladderGraph(steps: number): Graph {
  let graph = emptyGraph("n1");
  let count = 1;
  let from: { from: NodeId; outlet: string } = { from: "n1", outlet: "next" };
  const apply = (edit: Edit) => {
    if (!edit.ok) throw new Error(edit.message);
    graph = edit.graph;
  };
  const add = (kind: string, slot: { from: NodeId; outlet: string }): NodeId => {
    count += 1;
    const id = `n${count}`;
    apply(insertStep(graph, { id, kind, slot }));
    return id;
  };
  while (count < steps) {
    const mail = add("email", from);
    from = { from: mail, outlet: "next" };
    if (count + 5 > steps) continue;
    const wait = add("wait", from);
    const ways = Object.keys(outcomes(graph, wait));
    const heads = ways.map((outlet) => add("task", { from: wait, outlet }));
    const timeout = add("delay", { from: wait, outlet: "timeout" });
    for (const head of heads) apply(connect(graph, { from: head, outlet: "next" }, timeout));
    from = { from: timeout, outlet: "next" };
  }
  return graph;
}

/** The outcome ids of a reaction wait, by name. */
function outcomes(graph: Graph, id: NodeId): Record<string, true> {
  const listed = nodeOf(graph, id)?.config.outcomes;
  const ids = Array.isArray(listed) ? listed : [];
  return Object.fromEntries(
    ids.flatMap((one) =>
      typeof one === "object" && one !== null && "id" in one ? [[String(one.id), true as const]] : [],
    ),
  );
}
