"use client";

import { EditorContent, Node, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useContext, useEffect, useRef } from "react";
import { readLineDocument, toLineContent, toLineDocument, toOneLine } from "./line-document";
import { LineFrame } from "./line-frame";
import type { LineTextProps } from "./line-text";
import { ReadOnly } from "./read-only";
import { useTakeOver } from "./take-over";
import { lineStyle, textbox } from "./text-look";
import type { TakeOver } from "./use-stand-in";
import { useValueNode } from "./use-value-node";
import { useValuePicker } from "./use-value-picker";

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
  takeOver,
}: LineTextProps & { takeOver: TakeOver }) {
  const said = useRef(value);
  const values = useValuePicker(vocabulary);
  const valueNode = useValueNode(vocabulary);
  const readOnly = useContext(ReadOnly);
  const editor = useEditor({
    editable: !readOnly,
    extensions: [OneLine, plain, valueNode],
    content: toLineDocument(value),
    immediatelyRender: false, // what is made before it stands in the page may be thrown away, with what was handed over,
    editorProps: {
      attributes: {
        ...textbox({ label, readOnly, multiline: false, placeholder, errorId, hintId }),
        class: lineStyle,
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
  useTakeOver(editor, takeOver);
  if (!editor) return null; // the other text still stands
  return (
    <LineFrame hasError={errorId !== null} placeholder={value === "" ? placeholder : ""} values={values.picker(editor)}>
      <EditorContent editor={editor} />
    </LineFrame>
  );
}
