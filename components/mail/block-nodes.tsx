"use client";

import { mergeAttributes, Node, type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

// Blocks that are written in fields, not as running text: a button, an image, a line of Liquid that steers paragraphs.

const textAttribute = (name: string) => ({
  [name]: {
    default: "",
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? "",
    renderHTML: (attributes: Record<string, unknown>) => ({ [`data-${name}`]: attributes[name] }),
  },
});

const block = (name: string, attributes: readonly string[], view: (props: NodeViewProps) => ReactNode) =>
  Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => Object.assign({}, ...attributes.map(textAttribute)),
    parseHTML: () => [{ tag: `div[data-block=${name}]` }],
    renderHTML: ({ HTMLAttributes }) => ["div", mergeAttributes(HTMLAttributes, { "data-block": name })],
    addNodeView: () => ReactNodeViewRenderer(view),
  });

const text = (props: NodeViewProps, name: string): string => String(props.node.attrs[name] ?? "");

function BlockFrame({ label, onRemove, children }: { label: string; onRemove: () => void; children: ReactNode }) {
  return (
    <NodeViewWrapper className="my-2 flex items-start gap-1 rounded-lg border border-line bg-surface2 p-2">
      <fieldset contentEditable={false} aria-label={label} className="flex min-w-0 flex-1 flex-col gap-1.5">
        {children}
      </fieldset>
      <IconButton label={`Take out the ${label.toLowerCase()}`} icon={<X />} size="sm" onClick={onRemove} />
    </NodeViewWrapper>
  );
}

function BlockInput({ props, name, label }: { props: NodeViewProps; name: string; label: string }) {
  return (
    <Input
      size="sm"
      aria-label={label}
      placeholder={label}
      value={text(props, name)}
      onValueChange={(value) => props.updateAttributes({ [name]: value })}
    />
  );
}

export const ButtonNode = block("button", ["label", "href"], (props) => (
  <BlockFrame label="Button" onRemove={props.deleteNode}>
    <BlockInput props={props} name="label" label="Words on the button" />
    <BlockInput props={props} name="href" label="Address it opens" />
  </BlockFrame>
));

export const ImageNode = block("image", ["src", "alt"], (props) => (
  <BlockFrame label="Image" onRemove={props.deleteNode}>
    <BlockInput props={props} name="src" label="https address of the image" />
    <BlockInput props={props} name="alt" label="What it shows, for those who do not see it" />
  </BlockFrame>
));

export const LogicNode = block("logic", ["template"], (props) => (
  <BlockFrame label="Condition" onRemove={props.deleteNode}>
    <BlockInput props={props} name="template" label="Liquid on a line of its own" />
  </BlockFrame>
));
