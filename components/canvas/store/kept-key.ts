/** Where this browser keeps drafts, each under its member and sequence. */
export const KEPT_DRAFTS = "heed.draft.";

export const keptKey = (memberId: string, sequenceId: string): string => `${KEPT_DRAFTS}${memberId}.${sequenceId}`;

/** How a kept draft begins of which the server has everything: known without reading a thousand steps. */
export const SAVED = '{"saved":true,';

/** Whether this browser keeps words the server has not. */
export const hasUnsavedDraft = (memberId: string, sequenceId: string): boolean => {
  const kept = localStorage.getItem(keptKey(memberId, sequenceId));
  return kept !== null && !kept.startsWith(SAVED);
};
