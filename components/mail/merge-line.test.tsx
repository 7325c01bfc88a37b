import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { focusFieldAfter } from "@/components/canvas/controls/form-fields";

import { Input } from "@/components/ui/input";
import { LineText } from "./line-text";

// jsdom draws nothing: the editor asks where its cursor stands
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

afterEach(cleanup);

const said: string[] = [];

function Subject({ start, error = false }: { start: string; error?: boolean }) {
  const [line, setLine] = useState(start);
  return (
    <>
      <div data-field="subject">
        <LineText
          label="Subject"
          value={line}
          placeholder="What is it about?"
          onChange={(next) => {
            said.push(next);
            setLine(next);
          }}
          onEnter={focusFieldAfter}
          vocabulary={{ attributes: [] }}
          errorId={error ? "wrong" : null}
          hintId={null}
        />
        {error ? <p id="wrong">Add a subject line</p> : null}
      </div>
      <button type="button" onClick={() => setLine("Undone")}>
        Undo
      </button>
      <div data-field="preview">
        <Input aria-label="Preview" />
      </div>
    </>
  );
}

/** The editor of the line: it comes when a hand comes near. */
async function line() {
  const box = () => screen.getByRole("textbox", { name: "Subject" });
  fireEvent.pointerEnter(box().parentElement ?? box());
  await waitFor(() => expect(box().className).toContain("ProseMirror"));
  return box();
}
const paste = (element: HTMLElement, text: string) =>
  fireEvent.paste(element, {
    clipboardData: { getData: (type: string) => (type === "text/plain" ? text : "<b>no</b>") },
  });

it("shows the values of a line as chips; one that may be empty asks what to say instead", async () => {
  render(<Subject start={'Hi {{ first_name | default: "there" }}, {{ company.name }} and {{ email }}'} />);
  expect((await line()).getAttribute("aria-multiline")).toBe("false");
  for (const name of ["first name · there", "company · name · say what instead", "email"])
    expect(await screen.findByRole("button", { name })).toBeTruthy();
});

it("what is pasted comes as one line of text with its values, and the text stays what it was", async () => {
  said.length = 0;
  render(<Subject start="" />);
  const box = await line();
  expect(screen.getByText("What is it about?")).toBeTruthy();
  box.focus();
  paste(box, 'Three things\nfor {{ first_name | default: "you" }}');
  await waitFor(() => expect(said).toEqual(['Three things for {{ first_name | default: "you" }}']));
  expect(await screen.findByRole("button", { name: "first name · you" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(box.textContent).toBe("Undone"));
  expect(said).toHaveLength(1);
});

it("the button offers the values and puts in the one that is picked, whatever braces were typed before it", async () => {
  said.length = 0;
  render(<Subject start="Hi " />);
  const box = await line();
  box.focus();
  fireEvent.click(screen.getByRole("button", { name: "Insert a value of the person ({)" }));
  const search = await screen.findByRole("combobox", { name: "Value of the person" });
  fireEvent.change(search, { target: { value: "{first" } });
  fireEvent.keyDown(search, { key: "Enter" });
  await waitFor(() => expect(said.at(-1)).toContain('{{ first_name | default: "there" }}'));
});

it("who writes a value out as Liquid has it as soon as its braces close, and goes on writing in the line", async () => {
  said.length = 0;
  render(<Subject start="Hi " />);
  const box = await line();
  box.focus();
  fireEvent.click(screen.getByRole("button", { name: "Insert a value of the person ({)" }));
  const search = await screen.findByRole("combobox", { name: "Value of the person" });
  fireEvent.change(search, { target: { value: "{ first_na" } });
  expect(screen.getByRole("option", { name: /first name/ })).toBeTruthy();
  fireEvent.change(search, { target: { value: "{ first_name }}" } });
  await waitFor(() => expect(said.at(-1)).toContain("{{ first_name }}"));
  await waitFor(() => expect(document.activeElement).toBe(box));
});

it("Enter goes to the next field; what is wrong is tied to the line", async () => {
  said.length = 0;
  render(<Subject start="Hello" error />);
  const box = await line();
  expect([box.getAttribute("aria-invalid"), box.getAttribute("aria-describedby")]).toEqual(["true", "wrong"]);
  box.focus();
  fireEvent.keyDown(box, { key: "Enter" });
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Preview" }));
  expect(said).toEqual([]);
});
