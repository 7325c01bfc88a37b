"use client";

import { EditorContent, type JSONContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useContext, useEffect, useRef } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { toMailBody } from "@/core/mail-body";
import { toMailDocument } from "@/core/mail-document";
import { ButtonNode, ImageNode, LogicNode } from "./block-nodes";
import { EditorToolbar } from "./editor-toolbar";
import { readDocument } from "./read-document";
import { ReadOnly } from "./read-only";
import { useValueNode } from "./use-value-node";
import { useValuePicker } from "./use-value-picker";

export interface MailEditorProps {
  label: string;
  /** The body in the text format of core/merge-body. */
  value: string;
  onChange: (body: string) => void;
  vocabulary: WorkspaceVocabulary;
}

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
export function MailEditor({ label, value, onChange, vocabulary }: MailEditorProps) {
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
    immediatelyRender: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-readonly": String(readOnly),
        "aria-label": label,
        class: "mail-text min-h-56 px-3 py-2 outline-none",
      },
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
  if (!editor) return <div data-coming="" className="min-h-56" />;
  return (
    <div className="rounded-lg border border-line2 bg-surface focus-within:outline-2 focus-within:outline-pine focus-within:-outline-offset-1">
      <EditorToolbar editor={editor} values={values.picker(editor)} />
      <EditorContent editor={editor} />
    </div>
  );
}
