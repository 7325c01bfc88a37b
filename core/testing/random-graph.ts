import fc from "fast-check";
import { compileGraph } from "@/core/compile";
import { connect, emptyGraph, insertStep, type Slot } from "@/core/edit";
import type { SignalFact, SignalKind } from "@/core/facts";
import { type Graph, nodesOf } from "@/core/graph";
import { addMs, DAY_MS, type EpochMs, MINUTE_MS } from "@/core/instant";
import { type NodeKind, nodeTypeOf } from "@/core/nodes";
import { anySignal } from "@/core/signal-filter";
import { toJsonObject } from "@/core/testing/graph";
import { buildSignal, testStart } from "@/core/testing/world";
import { isPublishable, validate } from "@/core/validate";

const kinds = [
  "email",
  "email",
  "delay",
  "wait",
  "wait",
  "branch",
  "split",
  "update",
  "task",
  "notify",
  "webhook",
  "move",
  "goal",
  "exit",
] as const satisfies readonly NodeKind[];
const signalKinds = ["open", "click", "reply", "purchase", "event"] as const satisfies readonly SignalKind[];

interface Op {
  readonly kind: (typeof kinds)[number];
  readonly slot: number;
  readonly dice: readonly number[];
  /** Draw a line back or across from another open outlet instead of adding. */
  readonly join: boolean;
}

const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.constantFrom(...kinds),
  slot: fc.nat(1_000),
  dice: fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 }),
  join: fc.boolean(),
});

const pick = <T>(list: readonly T[], dice: number | undefined): T | undefined =>
  list[(dice ?? 0) % Math.max(list.length, 1)];

/** A config of that kind that passes its schema, varied by dice. */
function configFor(kind: NodeKind, dice: readonly number[], graph: Graph): object {
  const mails = nodesOf(graph).filter((node) => node.kind === "email");
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = dice;
  const condition = {
    type: a % 2 === 0 ? "all" : "none",
    of: [{ type: "test", subject: { on: "tags" }, op: "has", value: [pick(["vip", "seen", "cold"], b) ?? "vip"] }],
  };
  switch (kind) {
    case "email":
      return {
        senderId: "snd_1",
        topicId: "top_1",
        subject: "Hello",
        body: "Hello",
        mayRepeat: { kind: "after", days: 1 },
      };
    case "delay":
      return {
        mode: pick(["for", "until-time", "until-date"], a),
        duration: { amount: (b % 5) + 1, unit: pick(["minutes", "hours", "days", "weeks"], c) },
        attribute: "birthday",
        weekdays: d % 3 === 0 ? [0, 2] : [],
        minute: e,
      };
    case "wait":
      return {
        mode: pick(["settle", "first", "ranked"], a),
        timeout: { amount: (b % 4) + 1, unit: pick(["hours", "days"], c) },
        outcomes: Array.from({ length: (d % 3) + 1 }, (_, index) => {
          const signal = pick(signalKinds, e + index * 3) ?? "reply";
          const needsMail = signal === "open" || signal === "click" || signal === "reply";
          return {
            id: `o${index}`,
            label: "",
            filter: {
              ...anySignal(needsMail && mails.length === 0 ? "purchase" : signal),
              name: signal === "event" ? "trial.started" : "",
            },
            touch: needsMail ? (pick(mails, a + index)?.id ?? "") : "",
            count: c % 5 === 0 ? 2 : 1,
          };
        }),
      };
    case "branch":
      return { arms: [{ id: "a0", label: "", when: condition }] };
    case "split":
      return {
        arms: [
          { id: "x", label: "", weight: a % 5 },
          { id: "y", label: "", weight: (b % 5) + 1 },
        ],
      };
    case "goal":
      return {
        title: "",
        filter: { ...anySignal("event"), name: pick(["goal.met", "trial.started"], a) },
        by: "signal",
      };
    case "update":
      return { changes: [{ set: "tag", tag: "seen", to: "add" }] };
    case "task":
      return { title: "Call" };
    case "notify":
      return { text: "Look" };
    case "webhook":
      return { url: "https://example.com/hook" };
    case "move":
      return { sequenceId: "seq_2", thenLeave: a % 2 === 0 };
    default:
      return {};
  }
}

/** Any graph that may be published: grown by the canvas's own commands, keeping only what leaves it publishable. */
export const validGraph: fc.Arbitrary<Graph> = fc.array(op, { minLength: 1, maxLength: 25, size: "max" }).map((ops) => {
  let graph = emptyGraph("n0");
  let count = 0;
  for (const { kind, slot, dice, join } of ops) {
    const slots = slotsOf(graph);
    const open = slots.filter(({ from, outlet }) => graph.nodes[from]?.next[outlet] === undefined);
    if (join && count > 2) {
      const from = pick(open, slot);
      const to = pick(nodesOf(graph), dice[0]);
      if (from && to) graph = keepValid(graph, connect(graph, from, to.id));
      continue;
    }
    const at = kind === "goal" ? null : (pick(slots, slot) ?? null);
    count += 1;
    const defaults = nodeTypeOf(kind)?.defaults();
    const config = toJsonObject({ ...(defaults as object), ...configFor(kind, dice, graph) });
    graph = keepValid(graph, insertStep(graph, { id: `n${count}`, kind, slot: at, config }), () => (count += 1));
  }
  return finish(graph, () => (count += 1));
});

/** Takes the edit if the graph, completed with exits, could be published. */
function keepValid(graph: Graph, edit: ReturnType<typeof connect>, next: () => number = () => 999): Graph {
  if (!edit.ok) return graph;
  const whole = finish(edit.graph, next);
  return isPublishable(validate(whole)) ? edit.graph : graph;
}

/** Puts an exit at every outlet that must lead somewhere. */
function finish(graph: Graph, next: () => number): Graph {
  let made = graph;
  for (const [id, node] of compileGraph(graph).nodes) {
    for (const outlet of node.outlets) {
      if (!outlet.required || node.node.next[outlet.id] !== undefined) continue;
      const edit = insertStep(made, { id: `n${next()}`, kind: "exit", slot: { from: id, outlet: outlet.id } });
      if (edit.ok) made = edit.graph;
    }
  }
  return made;
}

export const slotsOf = (graph: Graph): Slot[] =>
  [...compileGraph(graph).nodes].flatMap(([from, node]) => node.outlets.map((outlet) => ({ from, outlet: outlet.id })));

export type RandomSignal = SignalFact & { readonly mail?: string };

/** Signals over sixty days, on any mail of the graph or none, late or not, of every verdict. */
export const signalsFor = (graph: Graph): fc.Arbitrary<RandomSignal[]> => {
  const mails = nodesOf(graph)
    .filter((node) => node.kind === "email")
    .map((node) => node.id);
  return fc
    .array(
      fc.record({
        kind: fc.constantFrom(...signalKinds),
        minutes: fc.oneof(fc.nat(2 * 24 * 60), fc.nat(60 * 24 * 60)),
        late: fc.constantFrom(0, 0, 1, 4, 600),
        verdict: fc.constantFrom("human", "human", "human", "machine", "unsure"),
        mail: mails.length === 0 ? fc.constant(undefined) : fc.constantFrom(...mails, ...mails, undefined),
        name: fc.constantFrom("trial.started", "goal.met", "other"),
      }),
      { maxLength: 12, size: "max" },
    )
    .map((drawn) =>
      drawn.map(({ kind, minutes, late, verdict, mail, name }, index) => {
        const at: EpochMs = addMs(testStart, minutes * MINUTE_MS);
        const signal = buildSignal(`s${index}`, kind, at, {
          verdict: verdict as SignalFact["verdict"],
          receivedAt: addMs(at, late * MINUTE_MS),
          name: kind === "event" ? name : null,
        });
        return mail === undefined ? signal : { ...signal, mail };
      }),
    );
};

export const travelLimit: EpochMs = addMs(testStart, 3_000 * DAY_MS);
