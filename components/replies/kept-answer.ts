/** An answer that is being written. */
export interface AnswerDraft {
  readonly text: string;
  /** One for one answer: pressed twice, or sent again after a lost connection or a reload, it leaves once. */
  readonly key: string;
}

export const emptyAnswer = (): AnswerDraft => ({ text: "", key: crypto.randomUUID() });

const nameOf = (memberId: string, replyId: string): string => `heed.answer.${memberId}.${replyId}`;

/** Keeps it in this browser until it is sent; one without words is forgotten. A full or forbidden storage keeps nothing. */
export function keepAnswer(memberId: string, replyId: string, { text, key }: AnswerDraft): void {
  const name = nameOf(memberId, replyId);
  try {
    if (text.trim() === "") localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ text, key }));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** What this member has begun to answer here. */
export function readAnswer(memberId: string, replyId: string): AnswerDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(memberId, replyId)) ?? "null");
    if (typeof kept !== "object" || kept === null || !("text" in kept) || !("key" in kept)) return null;
    return { text: String(kept.text), key: String(kept.key) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}
