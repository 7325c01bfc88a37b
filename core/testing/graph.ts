import type { Graph, GraphNode } from "@/core/graph";
import { isJsonObject, type JsonObject } from "@/core/json";
import { type NodeKind, nodeTypeOf } from "@/core/nodes";

interface Drawn {
  readonly kind: NodeKind;
  readonly config?: object;
  readonly next?: Readonly<Record<string, string>>;
  readonly name?: string;
}

/** Defaults that publish, where the kind's own leave something for the marketer to fill in. */
const filled: Partial<Record<NodeKind, object>> = {
  email: { senderId: "snd_1", topicId: "top_1", subject: "Hello", body: "Hello there" },
  task: { title: "Call" },
  notify: { text: "Look" },
  webhook: { url: "https://example.com/hook" },
  move: { sequenceId: "seq_2" },
  update: { changes: [{ set: "tag", tag: "seen", to: "add" }] },
  branch: {
    arms: [{ id: "yes", label: "Yes", when: { type: "test", subject: { on: "tags" }, op: "has", value: ["vip"] } }],
  },
};

/** A config as JSON: what is stored. Throws when a test hands in something JSON cannot hold. */
export function toJsonObject(value: object): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  if (!isJsonObject(copy)) throw new TypeError("Not a JSON object");
  return copy;
}

/**
 * A graph by names: `drawGraph({ start: { kind: "trigger", next: { next: "mail" } }, mail: { kind: "email" } })`. The names
 * are the ids, S-numbers follow the order of drawing, and configs are completed so that they publish.
 */
export function drawGraph(drawn: Readonly<Record<string, Drawn>>): Graph {
  const nodes: Record<string, GraphNode> = {};
  let step = 1;
  for (const [id, { kind, config, next, name }] of Object.entries(drawn)) {
    const defaults = nodeTypeOf(kind)?.defaults();
    const whole = { ...(isJsonObject(defaults) ? defaults : {}), ...filled[kind], ...config };
    nodes[id] = {
      id,
      step,
      kind,
      config: toJsonObject(whole),
      next: { ...next },
      ...(name === undefined ? {} : { name }),
    };
    step += 1;
  }
  return { format: 1, nodes, nextStep: step };
}
