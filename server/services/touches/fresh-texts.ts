import type { MergedEmail } from "@/core/merge-content";

/** More than a process decides between two hand-overs. */
const KEPT = 2_000;

const texts = new Map<string, MergedEmail>();

/** Keeps what was merged for a claim until it leaves, a moment later and mostly from this process. */
export function keepFreshText(code: string, merged: MergedEmail): void {
  if (texts.size >= KEPT) texts.delete(texts.keys().next().value ?? "");
  texts.set(code, merged);
}

/** The text merged under this code, once; undefined where it was merged elsewhere or long ago. A code is of one merge alone. */
export function takeFreshText(code: string): MergedEmail | undefined {
  const merged = texts.get(code);
  texts.delete(code);
  return merged;
}
