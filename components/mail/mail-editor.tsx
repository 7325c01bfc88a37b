"use client";

import { EditorContent, type JSONContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useContext, useEffect, useRef } from "react";
import { toMailBody } from "@/core/mail-body";
import { toMailDocument } from "@/core/mail-document";
import { ButtonNode, ImageNode, LogicNode } from "./block-nodes";
import { EditorToolbar } from "./editor-toolbar";
import type { MailTextProps } from "./mail-text";
import { readDocument } from "./read-document";
import { ReadOnly } from "./read-only";
import { useTakeOver } from "./take-over";
import { mailFrame, mailStyle, textbox } from "./text-look";
import type { TakeOver } from "./use-stand-in";
import { useValueNode } from "./use-value-node";
import { useValuePicker } from "./use-value-picker";

const extensions = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    strike: false,
    underline: false,
    heading: { levels: [2] },
    link: { openOnClick: false, autolink: true, defaultProtocol: "https" },
  }),
  ButtonNode,
  ImageNode,
  LogicNode,
];

/** The editor wants a copy of its own. */
const toContent = (body: string): JSONContent => JSON.parse(JSON.stringify(toMailDocument(body)));

/**
 * Writes a mail as it will look: marks, lists, links, values of the person as chips, blocks for brand mail. Holds the body
 * text, nothing of its own: a change from outside (undo on the canvas) is taken over.
 */
export function MailEditor({ label, value, onChange, vocabulary, takeOver }: MailTextProps & { takeOver: TakeOver }) {
  const said = useRef(value);
  const change = useRef(onChange);
  change.current = onChange;
  const values = useValuePicker(vocabulary);
  const valueNode = useValueNode(vocabulary);
  const readOnly = useContext(ReadOnly);
  const editor = useEditor({
    editable: !readOnly,
    extensions: [...extensions, valueNode],
    content: toContent(value),
    immediatelyRender: false, // what is made before it stands in the page may be thrown away, with what was handed over,
    editorProps: {
      attributes: { ...textbox({ label, readOnly, multiline: true }), class: mailStyle },
      handleTextInput: values.handleTextInput,
      clipboardTextParser: (pasted, _context, _plain, view) =>
        view.state.schema.nodeFromJSON(toContent(pasted)).slice(0),
    },
    onUpdate: ({ editor: now }) => {
      const body = toMailBody(readDocument(now.getJSON()));
      if (body === said.current) return;
      said.current = body;
      change.current(body);
    },
  });
  useEffect(() => {
    if (!editor || value === said.current) return;
    said.current = value;
    editor.commands.setContent(toContent(value), { emitUpdate: false });
  }, [editor, value]);
  useTakeOver(editor, takeOver);
  if (!editor) return null; // the other text still stands
  return (
    <div data-writing className={mailFrame}>
      <EditorToolbar editor={editor} values={values.picker(editor)} />
      <EditorContent editor={editor} />
    </div>
  );
}
