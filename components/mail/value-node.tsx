"use client";

import type { Mark, NodeType } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { mergeAttributes, Node, type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { sayMergePath, writeMergeValue } from "@/core/merge-value";
import { lookOfValue, type MayBeEmpty } from "./value-look";

interface ValueNodeOptions {
  mayBeEmpty: MayBeEmpty;
}

const WRITTEN = /\{\{[^{}]+\}\}/g;

/** Whatever way `{{ first_name }}` comes into the text, typed, dictated or put in by a tool: once it is whole it is a value. */
const toValues = (type: NodeType): Plugin =>
  new Plugin({
    appendTransaction: (done, _before, { doc, tr }) => {
      if (!done.some(({ docChanged }) => docChanged)) return null;
      const found: { from: number; raw: string; marks: readonly Mark[] }[] = [];
      doc.descendants(({ text, marks }, at) => {
        for (const { 0: raw, index } of text?.matchAll(WRITTEN) ?? []) found.push({ from: at + index, raw, marks });
      });
      for (const { from, raw, marks } of found.reverse())
        tr.replaceWith(from, from + raw.length, type.create({ raw }, null, marks));
      return found.length > 0 ? tr : null;
    },
  });

/** A value of the person as one thing in the line: named in words, with what to write where it is empty. */
export const ValueNode = Node.create<ValueNodeOptions>({
  name: "value",
  addOptions: () => ({ mayBeEmpty: () => false }),
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    raw: {
      default: "",
      parseHTML: (element: HTMLElement) => element.getAttribute("data-value") ?? "",
      renderHTML: (attributes: Record<string, unknown>) => ({ "data-value": attributes.raw }),
    },
  }),
  parseHTML: () => [{ tag: "span[data-value]" }],
  renderHTML: ({ HTMLAttributes, node }) => ["span", mergeAttributes(HTMLAttributes), String(node.attrs.raw)],
  renderText: ({ node }) => String(node.attrs.raw),
  addProseMirrorPlugins() {
    return [toValues(this.type)];
  },
  addNodeView: () => ReactNodeViewRenderer(ValueChip),
});

function ValueChip({ node, updateAttributes, deleteNode, selected, extension }: NodeViewProps) {
  const raw = String(node.attrs.raw);
  const { mayBeEmpty } = extension.options as ValueNodeOptions; // a node view is not told whose it is
  const { value, missing, label, className } = lookOfValue(raw, mayBeEmpty);
  const [open, setOpen] = useState(false);
  return (
    <NodeViewWrapper as="span" className="inline-block align-baseline">
      <Popover
        open={open}
        onOpenChange={setOpen}
        title="A value of the person"
        trigger={
          <button type="button" contentEditable={false} className={cn(className, selected && "outline-2 outline-pine")}>
            {label}
          </button>
        }
      >
        <div className="flex flex-col gap-3">
          {value ? (
            <Field
              label={`Where ${sayMergePath(value.path)} is empty, write`}
              {...(missing ? { error: "This can be empty: no mail leaves with a hole in it" } : {})}
            >
              <Input
                value={value.fallback ?? ""}
                onValueChange={(fallback) => updateAttributes({ raw: writeMergeValue({ path: value.path, fallback }) })}
              />
            </Field>
          ) : (
            <Field label="Liquid, as it is merged">
              <Input value={raw} onValueChange={(text) => updateAttributes({ raw: text })} />
            </Field>
          )}
          <div className="flex justify-between gap-2">
            <Button variant="danger-quiet" size="sm" onClick={deleteNode}>
              Take out
            </Button>
            <Button size="sm" onClick={() => setOpen(false)}>
              Done
            </Button>
          </div>
        </div>
      </Popover>
    </NodeViewWrapper>
  );
}
