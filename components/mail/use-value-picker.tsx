import type { Editor } from "@tiptap/react";
import { type ReactNode, useState } from "react";
import { VariablePicker } from "@/components/canvas/controls/variable-picker";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";

/**
 * How values of the person come into a text: a "{" or the button opens the list, what is picked becomes a chip. Whoever typed
 * the "{" and leaves the list meant the sign itself.
 */
export function useValuePicker(vocabulary: Pick<WorkspaceVocabulary, "attributes">) {
  const [open, setOpen] = useState<false | "typed" | "pressed">(false);
  return {
    /** For the editor: a "{" is not written while the list is open. */
    handleTextInput: (_view: unknown, _from: number, _to: number, typed: string): boolean => {
      if (typed !== "{") return false;
      setOpen("typed");
      return true;
    },
    picker: (editor: Editor): ReactNode => (
      <VariablePicker
        vocabulary={vocabulary}
        open={open !== false}
        onOpenChange={(next) => {
          if (!next && open === "typed") editor.commands.insertContent({ type: "text", text: "{" });
          setOpen(next ? "pressed" : false);
        }}
        backTo={() => editor.view.dom}
        onPick={(raw) => {
          setOpen(false);
          editor.chain().focus().insertContent({ type: "value", attrs: { raw } }).run();
        }}
      />
    ),
  };
}
