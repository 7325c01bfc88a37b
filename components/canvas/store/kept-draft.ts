import { graphSchema } from "@/core/graph";
import type { DraftState } from "./draft-store";

/** What this browser keeps of a draft, so that a reload or a lost connection loses nothing: the graph and its history. */
export type KeptDraft = Pick<DraftState, "graph" | "revision" | "done" | "undone">;

const keyOf = (sequenceId: string) => `heed.draft.${sequenceId}`;

/** Keeps the draft in this browser. A full or forbidden storage is no reason to stop editing: the server has the saved one. */
export function keepDraft(sequenceId: string, draft: KeptDraft): void {
  const { graph, revision, done, undone } = draft;
  try {
    localStorage.setItem(
      keyOf(sequenceId),
      JSON.stringify({ graph, revision, done: done.slice(-50), undone: undone.slice(-50) }),
    );
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/**
 * What was kept, if it was made on the revision the server has; older drafts were overtaken by somebody else's save and are
 * left behind.
 */
export function readKeptDraft(sequenceId: string, revision: number): KeptDraft | null {
  const text = localStorage.getItem(keyOf(sequenceId));
  if (text === null) return null;
  const kept: unknown = parse(text);
  if (typeof kept !== "object" || kept === null || !("revision" in kept) || kept.revision !== revision) return null;
  if (!("graph" in kept) || !graphSchema.safeParse(kept.graph).success) return null;
  return kept as KeptDraft; // written by keepDraft on this very revision; the graph was just parsed
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // cut off by a full disk
    throw error;
  }
}
