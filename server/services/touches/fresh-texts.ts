import type { MergedEmail } from "@/core/merge-content";

/** More than a process decides between two hand-overs. */
const KEPT = 2_000;

interface Claim {
  readonly touchId: string;
  /** Epoch milliseconds (workspace time): a touch that came back is claimed anew, with a text of its own. */
  readonly claimedAt: number;
}

const texts = new Map<string, { readonly claimedAt: number; readonly merged: MergedEmail }>();

/** Keeps what was merged for a claim until it leaves, a moment later and mostly from this process. */
export function keepFreshText({ touchId, claimedAt }: Claim, merged: MergedEmail): void {
  if (texts.size >= KEPT) texts.delete(texts.keys().next().value ?? "");
  texts.set(touchId, { claimedAt, merged });
}

/** The text merged for this very claim, once; undefined where it was merged elsewhere or long ago. */
export function takeFreshText({ touchId, claimedAt }: Claim): MergedEmail | undefined {
  const kept = texts.get(touchId);
  texts.delete(touchId);
  return kept?.claimedAt === claimedAt ? kept.merged : undefined;
}
