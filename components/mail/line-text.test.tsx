import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

// jsdom draws nothing: the editor asks where its cursor stands
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

const said: string[] = [];
let LineText: typeof import("./line-text").LineText;
let ReadOnly: typeof import("./read-only").ReadOnly;
let fetched = false;

beforeEach(async () => {
  vi.resetModules(); // the editor of the test before is not here yet
  fetched = false;
  vi.doMock("./merge-line", async (original) => {
    fetched = true;
    return original();
  });
  ({ LineText } = await import("./line-text"));
  ({ ReadOnly } = await import("./read-only"));
  said.length = 0;
});
afterEach(cleanup);

function show(value: string, readOnly = false) {
  render(
    <ReadOnly value={readOnly}>
      <LineText
        label="Subject"
        value={value}
        placeholder=""
        onChange={(line) => said.push(line)}
        onEnter={() => said.push("enter")}
        vocabulary={{ attributes: [] }}
        errorId={null}
        hintId={null}
      />
    </ReadOnly>,
  );
  return screen.getByRole("textbox", { name: "Subject" });
}

const input = (box: HTMLElement, inputType: string, data: string | null = null) =>
  fireEvent(box, new InputEvent("beforeinput", { inputType, data, bubbles: true, cancelable: true }));
const editor = () => waitFor(() => expect(screen.getByRole("textbox").className).toContain("ProseMirror"));

it("a line that is only looked at fetches no editor and says its values", async () => {
  show('Hi {{ first_name | default: "you" }}');
  expect(screen.getByRole("button", { name: "first name · you" })).toBeTruthy();
  await vi.dynamicImportSettled();
  expect(fetched).toBe(false);
});

it("what is typed, deleted and pasted before the editor is there is done where the cursor stood, and the cursor stays", async () => {
  const box = show("Hello you");
  const words = screen.getByText("Hello you").firstChild;
  if (!words) throw new Error("no words are drawn");
  box.focus();
  window.getSelection()?.collapse(words, 5);
  for (const letter of " te") expect(input(box, "insertText", letter)).toBe(false); // held back: nothing is written twice
  input(box, "deleteContentBackward");
  for (const letter of "o ") input(box, "insertText", letter);
  fireEvent.paste(box, { clipboardData: { getData: (type: string) => (type === "text/plain" ? "all\nof" : "") } });
  input(box, "insertParagraph");
  await editor();
  expect(said.at(-2)).toBe("Hello to all of you");
  expect(said.at(-1)).toBe("enter");
  expect(document.activeElement).toBe(screen.getByRole("textbox"));
});

it("a key that leads away comes after what was typed, and waits for nothing when nothing was", async () => {
  const heard: string[] = [];
  const listener = ({ key }: KeyboardEvent) => heard.push(`${key} after ${said.at(-1)}`);
  document.addEventListener("keydown", listener);
  const box = show("");
  fireEvent.keyDown(box, { key: "F8" });
  expect(heard).toEqual(["F8 after undefined"]);
  box.focus();
  input(box, "insertText", "a");
  fireEvent.keyDown(box, { key: "F8" });
  expect(heard).toHaveLength(1);
  await editor();
  expect(heard.at(-1)).toBe("F8 after a");
  document.removeEventListener("keydown", listener);
});

it("what is composed of several keys is written where it was begun", async () => {
  const box = show("Hello you");
  const words = screen.getByText("Hello you").firstChild;
  if (!(words instanceof Text)) throw new Error("no words are drawn");
  box.focus();
  window.getSelection()?.collapse(words, 5);
  fireEvent.compositionStart(box);
  words.data = "Hello\u00e9 you"; // the page shows it by itself, and the cursor goes on
  window.getSelection()?.collapse(words, 6);
  fireEvent.compositionEnd(box, { data: "\u00e9" });
  await editor();
  expect(said.at(-1)).toBe("Hello\u00e9 you");
});

it("says that an editor does not come to whom it keeps from writing, and to nobody else", async () => {
  const notify = vi.fn();
  vi.doMock("@/components/ui/toast", () => ({ notify }));
  vi.doMock("./merge-line", () => Promise.reject(new Error("offline")));
  vi.resetModules();
  ({ LineText } = await import("./line-text"));
  ({ ReadOnly } = await import("./read-only"));
  const box = show("Hello");
  fireEvent.pointerEnter(box.parentElement ?? box);
  await vi.dynamicImportSettled();
  expect(notify).not.toHaveBeenCalled();
  for (const letter of "ab") input(box, "insertText", letter);
  await waitFor(() => expect(notify).toHaveBeenCalledTimes(1));
  vi.doUnmock("@/components/ui/toast");
});

it("a button that is pressed before the editor is there is pressed when it is", async () => {
  const box = show("");
  fireEvent.pointerDown(box);
  fireEvent.click(screen.getByRole("button", { name: "Insert a value of the person ({)" }));
  fireEvent.pointerUp(window);
  expect(await screen.findByRole("combobox", { name: "Value of the person" })).toBeTruthy();
});

it("coming near takes the focus from nobody", async () => {
  const box = show("Hello");
  fireEvent.pointerEnter(box.parentElement ?? box);
  await editor();
  expect(document.activeElement).toBe(document.body);
  expect(said).toEqual([]);
});

it("nobody writes in a line that may only be read", async () => {
  const box = show("Hello", true);
  fireEvent.focusIn(box);
  await vi.dynamicImportSettled();
  expect(fetched).toBe(false);
  expect([box.getAttribute("aria-readonly"), box.getAttribute("contenteditable")]).toEqual(["true", "false"]);
});
