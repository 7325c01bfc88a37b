/** Where this browser keeps drafts, each under its member and sequence. */
export const KEPT_DRAFTS = "heed.draft.";

export const keptKey = (memberId: string, sequenceId: string): string => `${KEPT_DRAFTS}${memberId}.${sequenceId}`;

export const hasKeptDraft = (memberId: string, sequenceId: string): boolean =>
  localStorage.getItem(keptKey(memberId, sequenceId)) !== null;
