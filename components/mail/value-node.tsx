"use client";

import {
  mergeAttributes,
  Node,
  type NodeViewProps,
  NodeViewWrapper,
  nodeInputRule,
  ReactNodeViewRenderer,
} from "@tiptap/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { readMergeValue, sayMergePath, writeMergeValue } from "@/core/merge-value";

/** A value of the person as one thing in the line: named in words, with what to write where it is empty. */
export const ValueNode = Node.create({
  name: "value",
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
  addInputRules() {
    return [nodeInputRule({ find: /(\{\{[^{}]+\}\})$/, type: this.type, getAttributes: ([, raw]) => ({ raw }) })];
  },
  addNodeView: () => ReactNodeViewRenderer(ValueChip),
});

function ValueChip({ node, updateAttributes, deleteNode, selected }: NodeViewProps) {
  const raw = String(node.attrs.raw);
  const value = readMergeValue(raw);
  const label = value ? [sayMergePath(value.path), value.fallback].filter(Boolean).join(" · ") : raw;
  const [open, setOpen] = useState(false);
  return (
    <NodeViewWrapper as="span" className="inline-block align-baseline">
      <Popover
        open={open}
        onOpenChange={setOpen}
        title="A value of the person"
        trigger={
          <button
            type="button"
            contentEditable={false}
            className={cn(
              "mx-px rounded-sm border border-line2 bg-slate-tint px-1 text-slate text-sm leading-[1.375rem]",
              selected && "outline-2 outline-pine",
            )}
          >
            {label}
          </button>
        }
      >
        <div className="flex flex-col gap-3">
          {value ? (
            <Field label={`Where ${sayMergePath(value.path)} is empty, write`}>
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
