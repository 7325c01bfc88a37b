import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { type EditorKeys, useEditorKeys } from "./use-editor-keys";

afterEach(cleanup);

const goBack = vi.fn();
const outline = vi.fn();
const keys = {
  selection: { also: new Set(), focused: null, selected: null, chosen: () => [], onFocus: vi.fn() },
  moving: { onKey: () => false },
  typeEarly: () => false,
  goBack,
  views: { o: outline },
} as unknown as EditorKeys; // what these keys ask for

function Editor() {
  const root = useRef<HTMLDivElement>(null);
  useEditorKeys(root, keys);
  return (
    <div ref={root}>
      <button type="button" role="combobox" aria-expanded={false} aria-controls="list">
        days
      </button>
      <button type="button">Close</button>
    </div>
  );
}

test("letters on a closed list choose in it, elsewhere they are the editor's; undo works on both", () => {
  render(<Editor />);
  fireEvent.keyDown(screen.getByRole("combobox"), { key: "o" });
  expect(outline).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByRole("combobox"), { key: "z", ctrlKey: true });
  expect(goBack).toHaveBeenCalledWith("undo");
  fireEvent.keyDown(screen.getByRole("button", { name: "Close" }), { key: "o" });
  expect(outline).toHaveBeenCalledOnce();
});
