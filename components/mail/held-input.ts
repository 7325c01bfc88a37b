/** What somebody did to a text whose editor was still on its way. */
export type HeldInput =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "key"; readonly key: "Enter" | "Backspace" | "Delete"; readonly shiftKey: boolean }
  /** A key that means something to the text or to what is around it: it must not come before what was typed. */
  | { readonly type: "command"; readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean }
  | { readonly type: "paste"; readonly text: string; readonly html: string };

const keys: Readonly<Record<string, { key: "Enter" | "Backspace" | "Delete"; shiftKey: boolean }>> = {
  insertParagraph: { key: "Enter", shiftKey: false },
  insertLineBreak: { key: "Enter", shiftKey: true },
  deleteContentBackward: { key: "Backspace", shiftKey: false },
  deleteWordBackward: { key: "Backspace", shiftKey: false },
  deleteByCut: { key: "Backspace", shiftKey: false },
  deleteContentForward: { key: "Delete", shiftKey: false },
};

/** What an event of a text that is written in asks for; null: nothing that can be done later. */
export function readInput(event: InputEvent): HeldInput | null {
  const key = keys[event.inputType];
  if (key !== undefined) return { type: "key", ...key };
  return event.data ? { type: "text", text: event.data } : null;
}

/** What a key is to be held for; null: it does now what it does. */
export function readCommand({ key, ctrlKey, metaKey }: KeyboardEvent, hasHeld: boolean): HeldInput | null {
  const isMark = (ctrlKey || metaKey) && ["b", "i"].includes(key.toLowerCase());
  const leaves = hasHeld && (key === "Escape" || key === "F8");
  return isMark || leaves ? { type: "command", key, ctrlKey, metaKey } : null;
}
