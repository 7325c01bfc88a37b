const OWN_WORD: ReadonlySet<string> = new Set(["unsubscribe", "complaint", "erasure"]);

/**
 * Whether the person said it themselves (SEMANTICS §6): it is lifted only when they ask. Everything else was a fact or a
 * colleague's decision, which may turn out otherwise.
 */
export const isOwnWord = (reason: string): boolean => OWN_WORD.has(reason);

const SAID: ReadonlyMap<string, string> = new Map([
  ["unsubscribe", "Unsubscribed"],
  ["complaint", "Reported a message as spam"],
  ["bounce_hard", "The address does not exist"],
  ["left_company", "Left the company"],
  ["manual", "Added by hand"],
  ["import", "From an imported list"],
  ["erasure", "Erased"],
]);

/** Why an address is suppressed, as a label. */
export const saySuppression = (reason: string): string => SAID.get(reason) ?? reason.replaceAll("_", " ");
