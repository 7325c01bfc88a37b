import type { ReactNode } from "react";
import type { MailMark, MailNode } from "@/core/mail-document";
import { lookOfValue, type MayBeEmpty } from "./value-look";

/** Whether a text can be drawn without its editor: buttons, images and conditions are fields to write in. */
export const canStandStill = (nodes: readonly MailNode[]): boolean =>
  nodes.every(({ type }) => type !== "button" && type !== "image" && type !== "logic");

/**
 * A text as its editor draws it, element by element: what is one thing to the editor is marked `data-one`, so that a place in
 * here is a place in there (`place-in-text.ts`).
 */
export function StillText({ nodes, mayBeEmpty }: { nodes: readonly MailNode[]; mayBeEmpty: MayBeEmpty }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text has no other names for its parts, and none of them has a state
  return nodes.map((node, at) => <StillNode key={at} node={node} mayBeEmpty={mayBeEmpty} />);
}

function StillNode({ node, mayBeEmpty }: { node: MailNode; mayBeEmpty: MayBeEmpty }): ReactNode {
  const inside = "content" in node ? <StillText nodes={node.content ?? []} mayBeEmpty={mayBeEmpty} /> : null;
  switch (node.type) {
    case "text":
      return marked(node.text, node.marks);
    case "value":
      return marked(<StillValue raw={node.attrs.raw} mayBeEmpty={mayBeEmpty} />, node.marks);
    case "hardBreak":
      return <br data-one />;
    case "horizontalRule":
      return <hr data-one contentEditable={false} />;
    case "paragraph":
      return <p>{node.content?.length ? inside : <br />}</p>;
    case "heading":
      return <h2>{node.content?.length ? inside : <br />}</h2>;
    case "bulletList":
      return <ul>{inside}</ul>;
    case "orderedList":
      return <ol>{inside}</ol>;
    case "listItem":
      return <li>{inside}</li>;
    default:
      return <span data-one hidden />; // not to be seen, but to be counted
  }
}

function StillValue({ raw, mayBeEmpty }: { raw: string; mayBeEmpty: MayBeEmpty }) {
  const { label, className } = lookOfValue(raw, mayBeEmpty);
  return (
    <span data-one className="inline-block whitespace-normal align-baseline">
      <button type="button" contentEditable={false} className={className} aria-haspopup="dialog" aria-expanded={false}>
        {label}
      </button>
    </span>
  );
}

function marked(inner: ReactNode, marks: readonly MailMark[] = []): ReactNode {
  let drawn = inner;
  for (const mark of [...marks].reverse()) drawn = <StillMark mark={mark}>{drawn}</StillMark>;
  return drawn;
}

function StillMark({ mark, children }: { mark: MailMark; children: ReactNode }) {
  if (mark.type === "link")
    return (
      <a href={mark.attrs.href} rel="noopener noreferrer nofollow" className="pointer-events-none">
        {children}
      </a>
    );
  return mark.type === "bold" ? <strong>{children}</strong> : <em>{children}</em>;
}
