/** Gmail shows so much of a mail's HTML and hides the rest, footer and all, behind a link. */
export const CLIPPED_AT_BYTES = 102 * 1024;
const NEAR = 0.85;

export interface MailSize {
  /** "12 KB" */
  readonly words: string;
  readonly is: "fine" | "near" | "clipped";
  /** What it means, where it is not fine. */
  readonly warning: string | null;
}

/** How large a mail is to those who read it. @param bytes of its HTML, as UTF-8 */
export function judgeMailSize(bytes: number): MailSize {
  const words = bytes < 1024 ? "under 1 KB" : `${Math.round(bytes / 1024).toLocaleString("en")} KB`;
  if (bytes > CLIPPED_AT_BYTES)
    return {
      words,
      is: "clipped",
      warning: "Gmail cuts it off at 102 KB: the end, with the way out, is hidden. Shorten it",
    };
  if (bytes > CLIPPED_AT_BYTES * NEAR)
    return { words, is: "near", warning: "Gmail cuts mails off at 102 KB, and this one is near that" };
  return { words, is: "fine", warning: null };
}
