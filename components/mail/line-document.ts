import type { JSONContent } from "@tiptap/react";
import { splitMergeTokens } from "@/core/merge-tokens";

/** One line of text for the editor: its values as chips, all else (conditions, what is half written) as it is written. */
export function toLineDocument(line: string): JSONContent {
  return { type: "doc", content: [{ type: "paragraph", content: toLineContent(line) }] };
}

export type LinePart = { type: "text"; text: string } | { type: "value"; attrs: { raw: string } };

/** What stands in the line. */
export function toLineContent(line: string): LinePart[] {
  return splitMergeTokens(line).map((token) =>
    token.type === "output" ? { type: "value", attrs: { raw: token.raw } } : { type: "text", text: token.raw },
  );
}

/** The line as it is kept: `Hi {{ first_name | default: "there" }}`. */
export function readLineDocument(node: JSONContent): string {
  if (node.type === "text") return node.text ?? "";
  if (node.type === "value") return typeof node.attrs?.raw === "string" ? node.attrs.raw : "";
  return (node.content ?? []).map(readLineDocument).join("");
}

/** Pasted text in one line. */
export const toOneLine = (text: string): string => text.trim().replace(/\s*[\r\n]+\s*/g, " ");
