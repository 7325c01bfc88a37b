"use client";

import { type Editor, useEditorState } from "@tiptap/react";
import { Bold, Heading2, ImageIcon, Italic, Link2, List, ListOrdered, Minus, RectangleHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";

export interface EditorToolbarProps {
  editor: Editor;
  /** The menu of values, which belongs to whoever knows the workspace. */
  values: ReactNode;
}

/** What can be done to the text; each also has the keys every editor has (Ctrl+B, Ctrl+I, - and 1. for lists). */
export function EditorToolbar({ editor, values }: EditorToolbarProps) {
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      heading: now.isActive("heading"),
      bullets: now.isActive("bulletList"),
      numbers: now.isActive("orderedList"),
    }),
  });
  const put = (type: "button" | "image") => editor.chain().focus().insertContent({ type, attrs: {} }).run();
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      className="flex flex-wrap items-center gap-0.5 border-line border-b px-1 py-1"
    >
      <Tool label="Bold" icon={<Bold />} on={on.bold} act={() => editor.chain().focus().toggleBold().run()} />
      <Tool label="Italic" icon={<Italic />} on={on.italic} act={() => editor.chain().focus().toggleItalic().run()} />
      <LinkTool editor={editor} />
      <Tool label="List" icon={<List />} on={on.bullets} act={() => editor.chain().focus().toggleBulletList().run()} />
      <Tool
        label="Numbered list"
        icon={<ListOrdered />}
        on={on.numbers}
        act={() => editor.chain().focus().toggleOrderedList().run()}
      />
      <Tool
        label="Heading"
        icon={<Heading2 />}
        on={on.heading}
        act={() => editor.chain().focus().toggleHeading({ level: 2 }).run()}
      />
      <Tool label="Button" icon={<RectangleHorizontal />} act={() => put("button")} />
      <Tool label="Image" icon={<ImageIcon />} act={() => put("image")} />
      <Tool label="Line" icon={<Minus />} act={() => editor.chain().focus().setHorizontalRule().run()} />
      <span className="ml-auto">{values}</span>
    </div>
  );
}

function Tool({ label, icon, on, act }: { label: string; icon: ReactNode; on?: boolean; act: () => void }) {
  return (
    <IconButton
      label={label}
      icon={icon}
      size="sm"
      {...(on === undefined ? {} : { "aria-pressed": on })}
      className={on ? "bg-hover text-ink" : undefined}
      onMouseDown={(event) => event.preventDefault()} // the selection stays where it is
      onClick={act}
    />
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
    <Popover
      open={open}
      onOpenChange={start}
      title="Link"
      trigger={<IconButton label="Link" icon={<Link2 />} size="sm" />}
    >
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
