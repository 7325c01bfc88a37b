"use client";

import { type Editor, useEditorState } from "@tiptap/react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Tool, ToolbarRow, type ToolName, toolNames, tools } from "./toolbar-tools";

export interface EditorToolbarProps {
  editor: Editor;
  /** The menu of values, which belongs to whoever knows the workspace. */
  values: ReactNode;
}

/** What can be done to the text; each also has the keys every editor has (Ctrl+B, Ctrl+I, - and 1. for lists). */
export function EditorToolbar({ editor, values }: EditorToolbarProps) {
  const on: Partial<Record<ToolName, boolean>> = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      heading: now.isActive("heading"),
      bullets: now.isActive("bulletList"),
      numbers: now.isActive("orderedList"),
    }),
  });
  const chain = () => editor.chain().focus();
  const acts: Record<Exclude<ToolName, "link">, () => void> = {
    bold: () => chain().toggleBold().run(),
    italic: () => chain().toggleItalic().run(),
    bullets: () => chain().toggleBulletList().run(),
    numbers: () => chain().toggleOrderedList().run(),
    heading: () => chain().toggleHeading({ level: 2 }).run(),
    button: () => chain().insertContent({ type: "button", attrs: {} }).run(),
    image: () => chain().insertContent({ type: "image", attrs: {} }).run(),
    line: () => chain().setHorizontalRule().run(),
  };
  return (
    <ToolbarRow values={values}>
      {toolNames.map((name) =>
        name === "link" ? (
          <LinkTool key={name} editor={editor} />
        ) : (
          <Tool key={name} name={name} on={on[name] ?? false} act={acts[name]} />
        ),
      )}
    </ToolbarRow>
  );
}

/** Ties the selected words to an address; without a selection the address itself is written. */
function LinkTool({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false);
  const [href, setHref] = useState("");
  const start = (next: boolean) => {
    if (next) setHref(String(editor.getAttributes("link").href ?? ""));
    setOpen(next);
  };
  const apply = () => {
    const chain = editor.chain().focus().extendMarkRange("link");
    const address = href.trim();
    if (address === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
    } else chain.setLink({ href: address }).run();
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={start} title="Link" trigger={<IconButton {...tools.link} size="sm" />}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          apply();
        }}
      >
        <Field label="Address" hint="Left empty: the link is taken out">
          <Input value={href} placeholder="https://" onValueChange={setHref} />
        </Field>
        <Button type="submit" size="sm" variant="primary" className="self-end">
          Apply
        </Button>
      </form>
    </Popover>
  );
}
