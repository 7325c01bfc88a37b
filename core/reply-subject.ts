/** What mail programs put before the subject of an answer or of what is passed on, with its mark. */
const ANSWER_OR_FORWARD =
  "(?:re|aw|sv|vs|vb|antw|odp|ynt|ref|rif|res|r|v[áa]|απ|fw|fwd|wg|tr|enc|rv|pd|vl|doorst|i|ilt|πρθ|回[复復覆]|答[复覆]|返信|转发|轉寄|転送|회신|답장|전달|תגובה|השב|رد)(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]";
const PREFIX = new RegExp(`^${ANSWER_OR_FORWARD}\\s*`, "iu");
const PREFIXES = new RegExp(`^(?:\\s*${ANSWER_OR_FORWARD}\\s*|\\s*\\[[^\\]]{1,30}\\]\\s*)+`, "iu");
const FIRST_PREFIX = new RegExp(`^\\s*(?:\\[[^\\]]{1,30}\\]\\s*)*${ANSWER_OR_FORWARD}`, "iu");
const TAG = /^\[[^\][]{1,40}\]\s*/;

/**
 * A subject by which a reply and its mail are the same: answer and forward prefixes, tags like `[EXTERNAL]`, case and
 * spacing off. Null when too little is left to match by (fewer than 4 characters).
 */
export function normaliseSubject(subject: string): string | null {
  let rest = subject.normalize("NFKC").replace(/\s+/g, " ").trim();
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(TAG, "").replace(PREFIX, "").trim();
  }
  const bare = rest.toLowerCase();
  return [...bare].length < 4 ? null : bare;
}

/** The subject without answer prefixes and tags, otherwise as it is. */
export const stripReplyPrefix = (subject: string): string => subject.replace(PREFIXES, "");

/** "Re:", "AW:" before everything but tags like `[EXTERNAL]`. */
export const hasReplyPrefix = (subject: string): boolean => FIRST_PREFIX.test(subject);
