import type { JSONContent } from "@tiptap/react";
import type { MailDocument, MailMark, MailNode } from "@/core/mail-document";

/** What the editor holds, as the document core knows. Nodes of no known kind (pasted) are left out, their text is kept. */
export function readDocument(json: JSONContent): MailDocument {
  return { type: "doc", content: (json.content ?? []).flatMap(readNode) };
}

function readNode(node: JSONContent): MailNode[] {
  const content = (node.content ?? []).flatMap(readNode);
  const marks = (node.marks ?? []).flatMap(readMark);
  const marked = marks.length === 0 ? {} : { marks };
  const attr = (name: string): string => (typeof node.attrs?.[name] === "string" ? node.attrs[name] : "");
  switch (node.type) {
    case "text":
      return node.text ? [{ type: "text", text: node.text, ...marked }] : [];
    case "value":
      return [{ type: "value", attrs: { raw: attr("raw") }, ...marked }];
    case "hardBreak":
    case "horizontalRule":
      return [{ type: node.type }];
    case "paragraph":
      return [{ type: "paragraph", content }];
    case "heading":
      return [{ type: "heading", attrs: { level: 2 }, content }];
    case "bulletList":
    case "orderedList":
    case "listItem":
      return [{ type: node.type, content }];
    case "button":
      return [{ type: "button", attrs: { label: attr("label"), href: attr("href") } }];
    case "image":
      return [{ type: "image", attrs: { src: attr("src"), alt: attr("alt") } }];
    case "logic":
      return [{ type: "logic", attrs: { template: attr("template") } }];
    default:
      return content;
  }
}

function readMark(mark: { type: string; attrs?: Record<string, unknown> }): MailMark[] {
  if (mark.type === "bold" || mark.type === "italic") return [{ type: mark.type }];
  const href = mark.attrs?.href;
  return mark.type === "link" && typeof href === "string" ? [{ type: "link", attrs: { href } }] : [];
}
