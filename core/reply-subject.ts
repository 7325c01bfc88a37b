const PREFIX =
  /^(?:re|aw|sv|vs|antw|odp|ynt|ref|rif|res|r|fw|fwd|wg|tr|enc|rv|doorst|i|回复|答复|转发)(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/iu;
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
