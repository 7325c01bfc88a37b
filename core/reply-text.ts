import EmailReplyParser from "email-reply-parser";
import { isHeaderBlock, isQuoted, isSeparator, RULE_LINE, wroteLines } from "@/core/reply-quote";
import { isSignatureStart } from "@/core/reply-signature";

// Server only: email-reply-parser asks Node for its module loader. Nothing the browser imports may import this file.

const MAX_LINES = 3_000;
const MAX_LIBRARY_CHARS = 20_000;

function toLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u00a0]/g, " ")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u1427]/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .split("\n", MAX_LINES)
    .map((line) => line.trimEnd());
}

interface Cut {
  /** First line that is not the writer's. */
  readonly at: number;
  /** First line behind the words that introduce the quote. */
  readonly body: number;
}

function findCut(lines: readonly string[]): Cut | null {
  for (let at = 0; at < lines.length; at += 1) {
    const wrote = wroteLines(lines, at);
    if (wrote > 0) return { at, body: at + wrote };
    if (isSeparator(lines[at] ?? "") || isHeaderBlock(lines, at)) return { at, body: lines.length };
  }
  return null;
}

/** What was written below or between quoted lines; nothing when the quote carries no marks. */
function findBelow(lines: readonly string[], answered: boolean): string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0 || !isQuoted(lines[first] ?? "")) return [];
  const end = lines.findIndex((line, i) => i > first && isSignatureStart(line));
  const body = dropTrailingQuote(lines.slice(first, end < 0 ? undefined : end));
  const own = body.filter((line) => !isQuoted(line));
  if (own.every((line) => line.trim() === "")) return [];
  // Text above and between: the quoted lines are what is answered, and stay.
  return dropSignature(answered ? body : own);
}

function dropSignature(lines: readonly string[]): string[] {
  const at = lines.findIndex(
    (line, i) => isSignatureStart(line) && lines.slice(0, i).some((above) => above.trim() !== ""),
  );
  const kept = at < 0 ? [...lines] : lines.slice(0, at);
  while (kept.length > 0 && /^[\s\p{P}\p{S}]*$/u.test(kept.at(-1) ?? "") && !/[\p{So}:;)]/u.test(kept.at(-1) ?? ""))
    kept.pop();
  return kept;
}

/** Quoted lines at the end go; quotes a writer answers to stay. */
function dropTrailingQuote(lines: readonly string[]): string[] {
  let end = lines.length;
  while (end > 0 && ((lines[end - 1] ?? "").trim() === "" || isQuoted(lines[end - 1] ?? ""))) end -= 1;
  return end === 0 ? [...lines] : lines.slice(0, end);
}

const squash = (line: string): string =>
  line
    .replace(/^[\s>|*]+/, "")
    .replace(/https?:\/\/\S+/g, "")
    .replace(/[\s*_<>()[\]]+/g, "")
    .toLowerCase();

/** The first of two lines in a row that stand in the mail we sent; a line of ours may be folded in theirs. */
function findOurWords(lines: readonly string[], sent: string): number {
  const ours = squash(sent.replace(/\n/g, " "));
  const known = lines.map((line) => {
    const text = squash(line);
    return { blank: text === "", ours: text.length >= 4 && ours.includes(text), long: text.length >= 12 };
  });
  for (let i = 0; i < known.length; i += 1) {
    if (!known[i]?.ours) continue;
    const run = [];
    for (let j = i; j < known.length && (known[j]?.ours || known[j]?.blank); j += 1)
      if (!known[j]?.blank) run.push(known[j]);
    if (run.length >= 2 && run.some((line) => line?.long)) return i;
  }
  return -1;
}

/** Introductions and rules right above a cut belong to the quote. */
function trimAbove(lines: readonly string[]): string[] {
  const kept = [...lines];
  while (kept.length > 0 && ((kept.at(-1) ?? "").trim() === "" || RULE_LINE.test(kept.at(-1) ?? ""))) kept.pop();
  return kept;
}

const join = (lines: readonly string[]): string =>
  lines
    .join("\n")
    .replace(/^\s*\n/, "")
    .trimEnd()
    .replace(/^\n+/, "");

/**
 * The text a person newly wrote in a reply: quote and signature off (EMAIL.md §3). `sent` is the plain text of the mail
 * that is answered; its words are the surest sign of where the quote begins. When nothing would be left the whole body
 * is given: never nothing for something. Keep the full text beside it.
 */
export function extractNewText(text: string, sent?: string): string {
  const lines = toLines(text);
  const cut = findCut(lines);
  let above = cut ? trimAbove(lines.slice(0, cut.at)) : lines;
  const below = cut ? findBelow(lines.slice(cut.body), join(above).trim() !== "") : [];
  if (sent) {
    const ours = findOurWords(above, sent);
    if (ours >= 0) above = trimAbove(above.slice(0, ours));
  }
  const own = dropSignature(dropTrailingQuote(above));
  const kept = join(own).trim() === "" ? [] : own;
  const result = [
    join(kept),
    join(below.filter((line) => !sent || !squash(sent).includes(squash(line)) || squash(line).length < 12)),
  ]
    .filter((part) => part.trim() !== "")
    .join("\n\n")
    .trim();
  if (result !== "") return cut || text.length > MAX_LIBRARY_CHARS ? result : askLibrary(result);
  return join(dropSignature(lines)).trim() || text.trim();
}

/** Where none of our signs is found, perhaps the library knows the language. */
function askLibrary(text: string): string {
  const read = new EmailReplyParser().read(text);
  const fragments = read.getFragments();
  const first = fragments.findIndex((fragment, i) => i > 0 && fragment.isQuoted() && fragment.isHidden());
  // What stands below a quote answers it: then the quote stays.
  const quoted = first > 0 && fragments.slice(first).every((fragment) => fragment.isHidden() || fragment.isQuoted());
  const visible = quoted ? read.getVisibleText().trim() : "";
  return visible === "" ? text : visible;
}
