import type { NodeId } from "@/core/graph";
import type { Wiring } from "@/core/structure";

/** Whether a step comes after a mail on every way, on some, or on none. */
export type AfterMail = "always" | "maybe" | "never";

/**
 * Answers for one graph, two walks per mail that is asked for. Ways by the mail's own `skipped` line do not count: it did not
 * leave there. Nodes are numbered, since a canvas of 1,000 steps asks for hundreds of mails on every change.
 */
export function mailReach(wiring: Wiring): (mailId: NodeId, nodeId: NodeId) => AfterMail {
  const ids = [...wiring.out.keys()];
  const numbers = new Map(ids.map((id, index) => [id, index]));
  const numberOf = (id: NodeId): number => numbers.get(id) ?? -1;
  const lines = ids.map((id) => (wiring.out.get(id) ?? []).map((line) => numberOf(line.to)));
  const starts = [...(wiring.entryId === null ? [] : [wiring.entryId]), ...wiring.floating].map(numberOf);

  const walk = (from: readonly number[], linesOf: (at: number) => readonly number[]): Uint8Array => {
    const found = new Uint8Array(ids.length);
    const todo: number[] = [];
    const visit = (to: number) => {
      if (to < 0 || found[to] === 1) return;
      found[to] = 1;
      todo.push(to);
    };
    from.forEach(visit);
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) for (const to of linesOf(at)) visit(to);
    return found;
  };

  const known = new Map<NodeId, { without: Uint8Array; behind: Uint8Array }>();
  const walksFor = (mailId: NodeId) => {
    const done = known.get(mailId);
    if (done !== undefined) return done;
    const mail = numberOf(mailId);
    const out = wiring.out.get(mailId) ?? [];
    const sent = out.filter((line) => line.outlet === "next").map((line) => numberOf(line.to));
    const unsent = out.filter((line) => line.outlet !== "next").map((line) => numberOf(line.to));
    const made = {
      without: walk(starts, (at) => (at === mail ? unsent : (lines[at] ?? []))),
      behind: walk(sent, (at) => lines[at] ?? []),
    };
    known.set(mailId, made);
    return made;
  };

  return (mailId, nodeId) => {
    const node = numberOf(nodeId);
    const { behind, without } = walksFor(mailId);
    if (node < 0 || behind[node] !== 1) return "never";
    return without[node] === 1 ? "maybe" : "always";
  };
}
