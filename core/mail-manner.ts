import type { Graph, GraphNode, NodeId } from "@/core/graph";
import type { JsonObject } from "@/core/json";
import { findVariables, MergeError } from "@/core/merge";
import { toRepeatText } from "@/core/merge-content";

/** Whether a text names anything of the person it goes to; who sends it is nothing of theirs. A broken one counts as if. */
export function isPersonal(text: string): boolean {
  try {
    return findVariables(text).some((path) => path !== "sender" && !path.startsWith("sender."));
  } catch (error) {
    if (error instanceof MergeError) return true; // said at the text already
    throw error;
  }
}

/**
 * The email step whose words this one says again to somebody who has had it; null where there is none.
 * @param hasHad whether the mail of that step may have left by the time one comes here
 */
export function saidBefore(graph: Graph, node: GraphNode, hasHad: (id: NodeId) => boolean): GraphNode | null {
  const words = wordsOf(node);
  if (words === null) return null;
  return (
    Object.values(graph.nodes).find((other) => other.id !== node.id && wordsOf(other) === words && hasHad(other.id)) ??
    null
  );
}

// a draft's configs are never changed in place: each is read once, not once for each other mail
const read = new WeakMap<JsonObject, string | null>();

function wordsOf({ kind, config }: GraphNode): string | null {
  if (kind !== "email" || typeof config.body !== "string") return null;
  const known = read.get(config);
  if (known !== undefined) return known;
  const words = toRepeatText({ text: config.body }) || null;
  read.set(config, words);
  return words;
}
