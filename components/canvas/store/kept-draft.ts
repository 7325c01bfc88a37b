import { graphSchema } from "@/core/graph-schema";
import type { DraftState } from "./draft-store";
import { KEPT_DRAFTS, keptKey } from "./kept-key";

/** What this browser keeps of a draft, so that a reload or a lost connection loses nothing: the graph and its history. */
export type KeptDraft = Pick<DraftState, "graph" | "base" | "revision" | "done" | "undone">;

/** Keeps the draft in this browser. A full or forbidden storage is no reason to stop editing: the server has the saved one. */
export function keepDraft(memberId: string, sequenceId: string, draft: KeptDraft): void {
  const { graph, base, revision, done, undone } = draft;
  try {
    localStorage.setItem(
      keptKey(memberId, sequenceId),
      JSON.stringify({ graph, base, revision, done: done.slice(-50), undone: undone.slice(-50) }),
    );
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** What this member left here, whatever the server has by now: the base it was made on tells what changed here. */
export function readKeptDraft(memberId: string, sequenceId: string): KeptDraft | null {
  dropNamelessDrafts();
  const text = localStorage.getItem(keptKey(memberId, sequenceId));
  if (text === null) return null;
  const kept: unknown = parse(text);
  if (typeof kept !== "object" || kept === null || !("revision" in kept) || !("graph" in kept) || !("base" in kept))
    return null;
  if (!graphSchema.safeParse(kept.graph).success || !graphSchema.safeParse(kept.base).success) return null;
  return kept as KeptDraft; // written by keepDraft; its graphs were just parsed
}

/** Kept before drafts named their member: whose they are is not known, so nobody gets them. */
function dropNamelessDrafts(): void {
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
  for (const key of keys) {
    if (key.startsWith(KEPT_DRAFTS) && !key.slice(KEPT_DRAFTS.length).includes(".")) localStorage.removeItem(key);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // cut off by a full disk
    throw error;
  }
}
