import { type BodyBlock, parseBody } from "@/core/merge-body";
import type { BodyInline } from "@/core/merge-inline";
import { splitMergeTokens } from "@/core/merge-tokens";

/** A mark on a run of text, in the editor's own JSON (ProseMirror's). */
export type MailMark =
  | { readonly type: "bold" | "italic" }
  | { readonly type: "link"; readonly attrs: { readonly href: string } };

/** A node of the document a writer edits. `value` is a piece of Liquid in a line, `logic` one on lines of its own. */
export type MailNode =
  | { readonly type: "text"; readonly text: string; readonly marks?: readonly MailMark[] }
  | { readonly type: "value"; readonly attrs: { readonly raw: string }; readonly marks?: readonly MailMark[] }
  | { readonly type: "hardBreak" | "horizontalRule" }
  | { readonly type: "paragraph"; readonly content?: readonly MailNode[] }
  | { readonly type: "heading"; readonly attrs: { readonly level: 2 }; readonly content?: readonly MailNode[] }
  | { readonly type: "bulletList" | "orderedList" | "listItem"; readonly content: readonly MailNode[] }
  | { readonly type: "button"; readonly attrs: { readonly label: string; readonly href: string } }
  | { readonly type: "image"; readonly attrs: { readonly src: string; readonly alt: string } }
  | { readonly type: "logic"; readonly attrs: { readonly template: string } };

export interface MailDocument {
  readonly type: "doc";
  readonly content: readonly MailNode[];
}

/** The document of a body, for an editor. `toMailBody` gives an equal body again. */
export function toMailDocument(body: string): MailDocument {
  const content = parseBody(body).map(toNode);
  return { type: "doc", content: content.length === 0 ? [{ type: "paragraph" }] : content };
}

function toNode(block: BodyBlock): MailNode {
  switch (block.type) {
    case "paragraph":
      return { type: "paragraph", content: toRuns(block.children, []) };
    case "heading":
      return { type: "heading", attrs: { level: 2 }, content: toRuns(block.children, []) };
    case "list":
      return {
        type: block.ordered ? "orderedList" : "bulletList",
        content: block.items.map((item) => ({
          type: "listItem",
          content: [{ type: "paragraph", content: toRuns(item, []) }],
        })),
      };
    case "divider":
      return { type: "horizontalRule" };
    case "button":
      return { type: "button", attrs: { label: plain(block.link.children), href: block.link.url } };
    case "image":
      return { type: "image", attrs: { src: block.url, alt: block.alt } };
    case "logic":
      return { type: "logic", attrs: { template: block.template } };
  }
}

function toRuns(inlines: readonly BodyInline[], marks: readonly MailMark[]): MailNode[] {
  return inlines.flatMap((inline): MailNode[] => {
    if (inline.type === "break") return [{ type: "hardBreak" }];
    if (inline.type === "text") return toPieces(inline.template, marks);
    if (inline.type === "link")
      return toRuns(inline.children, [...marks, { type: "link", attrs: { href: inline.url } }]);
    return toRuns(inline.children, [...marks, { type: inline.type === "strong" ? "bold" : "italic" }]);
  });
}

function toPieces(template: string, marks: readonly MailMark[]): MailNode[] {
  const marked = marks.length === 0 ? {} : { marks };
  return splitMergeTokens(template).map(
    (token): MailNode =>
      token.type === "text" || token.type === "broken"
        ? { type: "text", text: token.raw, ...marked }
        : { type: "value", attrs: { raw: token.raw }, ...marked },
  );
}

function plain(inlines: readonly BodyInline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === "text") return inline.template;
      return inline.type === "break" ? " " : plain(inline.children);
    })
    .join("");
}
