import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Editor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { afterEach, expect, it } from "vitest";
import { useValuePicker } from "./use-value-picker";

afterEach(cleanup);

let type: (typed: string) => boolean;

function Picker({ editor }: { editor: Editor }) {
  const { handleTextInput, picker } = useValuePicker({ attributes: [] });
  type = (typed) => handleTextInput(null, 0, 0, typed);
  return picker(editor);
}

const leave = async () => {
  fireEvent.keyDown(await screen.findByRole("combobox", { name: "Value of the person" }), { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
};

it("whoever types a brace and leaves the list of values has the brace; whoever pressed the button has nothing", async () => {
  const editor = new Editor({ extensions: [StarterKit], content: "<p>Hi</p>" });
  editor.commands.focus("end");
  render(<Picker editor={editor} />);
  expect(type("a")).toBe(false);
  act(() => {
    expect(type("{")).toBe(true);
  });
  expect(editor.getText()).toBe("Hi");
  await leave();
  expect(editor.getText()).toBe("Hi{");
  fireEvent.click(screen.getByRole("button", { name: "Insert a value of the person ({)" }));
  await leave();
  expect(editor.getText()).toBe("Hi{");
  editor.destroy();
});
