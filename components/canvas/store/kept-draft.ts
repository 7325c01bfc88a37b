import { diffGraphs } from "@/core/edit-patch";
import type { Graph } from "@/core/graph";
import { graphSchema } from "@/core/graph-schema";
import { sameJson } from "@/core/json";
import type { DraftState } from "./draft-store";
import { KEPT_DRAFTS, keptKey, SAVED } from "./kept-key";

/** What this browser keeps of a draft, so that a reload or a lost connection loses nothing: the graph and its history. */
export type KeptDraft = Pick<DraftState, "graph" | "base" | "revision" | "done" | "undone">;

/**
 * Keeps the draft in this browser. A full one gives up what it keeps of other drafts that are saved, then this one's history.
 * @returns false where nothing can be kept: the server has what is saved
 */
export function keepDraft(memberId: string, sequenceId: string, draft: KeptDraft): boolean {
  const { graph, base, revision, done, undone } = draft;
  const key = keptKey(memberId, sequenceId);
  const saved = sameJson(graph, base); // first, see SAVED
  const whole = JSON.stringify({ saved, graph, base, revision, done: done.slice(-50), undone: undone.slice(-50) });
  if (put(key, whole)) return true;
  for (const other of savedDrafts()) {
    if (other === key) continue;
    localStorage.removeItem(other);
    if (put(key, whole)) return true;
  }
  if (put(key, JSON.stringify({ saved, graph, base, revision, done: [], undone: [] }))) return true;
  localStorage.removeItem(key); // taken up again, older words would stand against newer ones
  return false;
}

function put(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return false; // full, or forbidden
  }
}

/** Keys of kept drafts in which nothing is unsaved, the one left alone longest first. */
function savedDrafts(): string[] {
  return keptKeys()
    .flatMap((key) => {
      const text = localStorage.getItem(key);
      const kept = text?.startsWith(SAVED) ? toKept(text) : null;
      return kept === null ? [] : [{ key, at: kept.done.at(-1)?.at ?? 0 }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ key }) => key);
}

const keptKeys = (): string[] =>
  Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "").filter((key) =>
    key.startsWith(KEPT_DRAFTS),
  );

/**
 * Another graph took the draft's place while no editor had it open: the editor finds that in its history, and undo brings back
 * what was there, unsaved words too.
 */
export function keepReplaced(
  memberId: string,
  sequenceId: string,
  { before, graph, revision, label }: Pick<KeptDraft, "graph" | "revision"> & { before: Graph; label: string },
): void {
  const kept = readKeptDraft(memberId, sequenceId);
  const was = kept !== null && sameJson(kept.base, before) ? kept.graph : before;
  const entry = { patch: diffGraphs(was, graph, label), focus: null, at: Date.now() };
  keepDraft(memberId, sequenceId, { graph, base: graph, revision, done: [...(kept?.done ?? []), entry], undone: [] });
}

/** What this member left here, whatever the server has by now: the base it was made on tells what changed here. */
export function readKeptDraft(memberId: string, sequenceId: string): KeptDraft | null {
  dropNamelessDrafts();
  return toKept(localStorage.getItem(keptKey(memberId, sequenceId)));
}

function toKept(text: string | null): KeptDraft | null {
  const kept: unknown = text === null ? null : parse(text);
  if (typeof kept !== "object" || kept === null || !("revision" in kept) || !("graph" in kept) || !("base" in kept))
    return null;
  if (!graphSchema.safeParse(kept.graph).success || !graphSchema.safeParse(kept.base).success) return null;
  const { graph, base, revision, done, undone } = kept as KeptDraft; // written by keepDraft; its graphs were just parsed
  return { graph, base, revision, done, undone };
}

/** Kept before drafts named their member: whose they are is not known, so nobody gets them. */
function dropNamelessDrafts(): void {
  for (const key of keptKeys()) {
    if (!key.slice(KEPT_DRAFTS.length).includes(".")) localStorage.removeItem(key);
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
