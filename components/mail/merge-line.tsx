"use client";

import { EditorContent, Node, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useContext, useEffect, useRef } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { cn } from "@/components/ui/cn";
import { readLineDocument, toLineContent, toLineDocument, toOneLine } from "./line-document";
import { ReadOnly } from "./read-only";
import { useValueNode } from "./use-value-node";
import { useValuePicker } from "./use-value-picker";

export interface MergeLineProps {
  label: string;
  /** Text with Liquid, as it is kept. */
  value: string;
  placeholder: string;
  onChange: (line: string) => void;
  /** Enter: there is no second line. */
  onEnter: (from: HTMLElement) => void;
  vocabulary: Pick<WorkspaceVocabulary, "attributes">;
  /** Id of what says what is wrong, where something is. */
  errorId: string | null;
  hintId: string | null;
}

const OneLine = Node.create({ name: "doc", topNode: true, content: "paragraph" });
const plain = StarterKit.configure({
  document: false,
  blockquote: false,
  bold: false,
  bulletList: false,
  code: false,
  codeBlock: false,
  hardBreak: false,
  heading: false,
  horizontalRule: false,
  italic: false,
  link: false,
  listItem: false,
  listKeymap: false,
  orderedList: false,
  strike: false,
  trailingNode: false,
  underline: false,
});

/**
 * One line of a mail with its values as chips: subject, preview. Holds the text, nothing of its own: a change from outside
 * (undo on the canvas) is taken over. Whatever is pasted comes as one line of text.
 */
export function MergeLine({
  label,
  value,
  placeholder,
  onChange,
  onEnter,
  vocabulary,
  errorId,
  hintId,
}: MergeLineProps) {
  const said = useRef(value);
  const values = useValuePicker(vocabulary);
  const valueNode = useValueNode(vocabulary);
  const described = [errorId, hintId].filter(Boolean).join(" ");
  const readOnly = useContext(ReadOnly);
  const editor = useEditor({
    editable: !readOnly,
    extensions: [OneLine, plain, valueNode],
    content: toLineDocument(value),
    immediatelyRender: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "false",
        "aria-readonly": String(readOnly),
        "aria-label": label,
        "aria-placeholder": placeholder,
        ...(described ? { "aria-describedby": described } : {}),
        ...(errorId ? { "aria-invalid": "true" } : {}),
        class: "min-h-8 py-1 pr-10 pl-2.5 leading-6 outline-none",
      },
      handleTextInput: values.handleTextInput,
      handleKeyDown: (view, event) => {
        if (event.key !== "Enter" || event.isComposing) return false;
        onEnter(view.dom);
        return true;
      },
      handlePaste: (view, event) => {
        const line = toOneLine(event.clipboardData?.getData("text/plain") ?? "");
        const { schema, selection } = view.state;
        const content = toLineContent(line).map((part) => schema.nodeFromJSON(part));
        view.dispatch(view.state.tr.replaceWith(selection.from, selection.to, content).scrollIntoView());
        return true;
      },
    },
    onUpdate: ({ editor: now }) => {
      const line = readLineDocument(now.getJSON());
      if (line === said.current) return;
      said.current = line;
      onChange(line);
    },
  });
  useEffect(() => {
    if (!editor || value === said.current) return;
    said.current = value;
    editor.commands.setContent(toLineDocument(value), { emitUpdate: false });
  }, [editor, value]);
  if (!editor) return <div data-coming="" className="h-[34px]" />; // whoever asked for the cursor waits for it
  return (
    <div
      className={cn(
        "relative rounded-lg border bg-surface text-base pointer-coarse:text-lg",
        "focus-within:outline-2 focus-within:-outline-offset-1",
        errorId ? "border-rust focus-within:outline-rust" : "border-line2 focus-within:outline-pine hover:border-ink3",
      )}
    >
      {value === "" && placeholder ? (
        <span aria-hidden="true" className="pointer-events-none absolute top-1 left-2.5 text-ink3 leading-6">
          {placeholder}
        </span>
      ) : null}
      <EditorContent editor={editor} />
      <span className="absolute top-0.5 right-1.5">{values.picker(editor)}</span>
    </div>
  );
}
