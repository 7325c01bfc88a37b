import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Editor } from "@tiptap/react";
import { useLayoutEffect } from "react";
import type { HeldInput } from "./held-input";
import type { TakeOver } from "./use-stand-in";

/** Goes on where the text that stood in was left, before the page is painted: the focus goes from one to the other. */
export function useTakeOver(editor: Editor | null, { handOver, onTaken }: TakeOver): void {
  useLayoutEffect(() => {
    if (editor === null) return; // it is made once this stands in the page
    const { isFocused, place, inputs, button } = handOver();
    if (place !== null) choose(editor.view, place.anchor, place.head);
    if (isFocused) editor.view.focus();
    for (const [nth, input] of inputs.entries()) replay(editor.view, input, isFocused && nth === inputs.length - 1);
    onTaken();
    if (button === null) return;
    const frame = editor.view.dom.closest("[data-writing]");
    const timer = setTimeout(() => frame?.querySelectorAll("button")[button]?.click()); // chips come a moment later
    return () => clearTimeout(timer);
  }, [editor, handOver, onTaken]);
}

function choose(view: EditorView, anchor: number, head: number): void {
  const { doc, tr } = view.state;
  const within = (position: number) => doc.resolve(Math.min(position, doc.content.size));
  view.dispatch(tr.setSelection(TextSelection.between(within(anchor), within(head))));
}

/** @param isLast somebody is there, and did nothing after it */
function replay(view: EditorView, input: HeldInput, isLast: boolean): void {
  if (input.type === "text") writeAll(view, [...input.text], isLast);
  else if (input.type === "key") press(view, input);
  else if (input.type === "command")
    view.dom.dispatchEvent(new KeyboardEvent("keydown", { ...input, bubbles: true, cancelable: true }));
  else paste(view, input);
}

/** One letter after the other: the editor makes a list of "- ", and opens the values at "{", unless more was written behind it. */
function writeAll(view: EditorView, letters: readonly string[], isLast: boolean): void {
  for (const [nth, letter] of letters.entries())
    write(view, letter, letter !== "{" || (isLast && nth === letters.length - 1));
}

function write(view: EditorView, letter: string, isHeard: boolean): void {
  const { from, to } = view.state.selection;
  const insert = () => view.state.tr.insertText(letter, from, to);
  if (!isHeard) view.dispatch(insert());
  else if (!view.someProp("handleTextInput", (handle) => handle(view, from, to, letter, insert)))
    view.dispatch(insert());
}

function press(view: EditorView, { key, shiftKey }: { key: string; shiftKey: boolean }): void {
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  if (view.someProp("handleKeyDown", (handle) => handle(view, event))) return;
  const { $from, from, empty } = view.state.selection;
  if (key === "Enter" || !empty) return;
  const near = key === "Backspace" ? $from.nodeBefore : $from.nodeAfter;
  const letters = [...(near?.text ?? " ")];
  const size = (key === "Backspace" ? letters.at(-1) : letters[0])?.length ?? 1;
  if (near)
    view.dispatch(
      key === "Backspace" ? view.state.tr.delete(from - size, from) : view.state.tr.delete(from, from + size),
    );
}

function paste(view: EditorView, { text, html }: { text: string; html: string }): void {
  const held: Readonly<Record<string, string>> = { "text/plain": text, "text/html": html };
  const clipboardData = { types: Object.keys(held), files: [], items: [], getData: (type: string) => held[type] ?? "" };
  view.dom.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData }));
}
