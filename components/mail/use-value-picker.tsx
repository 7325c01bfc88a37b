import type { Editor } from "@tiptap/react";
import { type ReactNode, useState } from "react";
import { VariablePicker } from "@/components/canvas/controls/variable-picker";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";

/** How values of the person come into a text: a "{" or the button opens the list, what is picked becomes a chip. */
export function useValuePicker(vocabulary: Pick<WorkspaceVocabulary, "attributes">) {
  const [picking, setPicking] = useState(false);
  return {
    /** For the editor: a "{" is not written. */
    handleTextInput: (_view: unknown, _from: number, _to: number, typed: string): boolean => {
      if (typed !== "{") return false;
      setPicking(true);
      return true;
    },
    picker: (editor: Editor): ReactNode => (
      <VariablePicker
        vocabulary={vocabulary}
        open={picking}
        onOpenChange={setPicking}
        backTo={() => editor.view.dom}
        onPick={(raw) => {
          setPicking(false);
          editor.chain().focus().insertContent({ type: "value", attrs: { raw } }).run();
        }}
      />
    ),
  };
}
