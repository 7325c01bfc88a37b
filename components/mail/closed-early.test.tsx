import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode, useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

// jsdom draws nothing: the editor asks where its cursor stands
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

const said: string[] = [];
let MailText: typeof import("./mail-text").MailText;
let LineText: typeof import("./line-text").LineText;
let ReadOnly: typeof import("./read-only").ReadOnly;

beforeEach(async () => {
  vi.resetModules(); // the editor of the test before is not here yet
  ({ MailText } = await import("./mail-text"));
  ({ LineText } = await import("./line-text"));
  ({ ReadOnly } = await import("./read-only"));
  said.length = 0;
});
afterEach(cleanup);

type Kind = "mail" | "line";

function Panel({ kind, start, isOpen, readOnly }: { kind: Kind; start: string; isOpen: boolean; readOnly: boolean }) {
  const [value, setValue] = useState(start);
  const onChange = (next: string) => {
    said.push(next);
    setValue(next);
  };
  const field = { label: "Text", value, onChange };
  if (!isOpen) return <p>{value}</p>;
  return (
    <ReadOnly value={readOnly}>
      {kind === "mail" ? (
        <MailText {...field} vocabulary={{ attributes: [] }} />
      ) : (
        <LineText
          {...field}
          placeholder=""
          onEnter={() => undefined}
          vocabulary={{ attributes: [] }}
          errorId={null}
          hintId={null}
        />
      )}
    </ReadOnly>
  );
}

function open(kind: Kind, start: string) {
  const panel = (isOpen: boolean, readOnly = false) => (
    <StrictMode>
      <Panel kind={kind} start={start} isOpen={isOpen} readOnly={readOnly} />
    </StrictMode>
  );
  const { rerender } = render(panel(true));
  return { close: () => rerender(panel(false)), lock: () => rerender(panel(true, true)) };
}

const box = () => screen.getByRole("textbox", { name: "Text" });
const came = () => waitFor(() => expect(box().className).toContain("ProseMirror"));

/** A letter after the other; "↵" and "⌫" are keys, "⇤" is Delete. */
function type(keys: string) {
  const types: Record<string, string> = {
    "↵": "insertParagraph",
    "⇧": "insertLineBreak",
    "⌫": "deleteContentBackward",
    "⇤": "deleteContentForward",
  };
  for (const key of keys) {
    const inputType = types[key];
    const data = inputType === undefined ? key : null;
    const init = { inputType: inputType ?? "insertText", data, bubbles: true, cancelable: true };
    fireEvent(box(), new InputEvent("beforeinput", init));
  }
}

function choose(from: readonly [words: string, at: number], to = from) {
  const nodeOf = (words: string) => screen.getByText(words).firstChild as Text; // its text
  box().focus();
  window.getSelection()?.setBaseAndExtent(nodeOf(from[0]), from[1], nodeOf(to[0]), to[1]);
}

const cases: readonly {
  readonly what: string;
  readonly kind?: Kind;
  readonly start: string;
  readonly act: () => void;
  readonly body: string;
}[] = [
  { what: "an empty text", start: "", act: () => type("Hello"), body: "Hello" },
  { what: "a text nobody clicked into", start: "you", act: () => type("Hi "), body: "Hi you" },
  {
    what: "the middle of a line, over a letter taken back",
    start: "Hello you",
    act: () => {
      choose(["Hello you", 5]);
      type(", dxx⌫⌫ear");
    },
    body: "Hello, dear you",
  },
  {
    what: "a new paragraph",
    start: "one\n\ntwo",
    act: () => {
      choose(["one", 3]);
      type("↵between");
    },
    body: "one\n\nbetween\n\ntwo",
  },
  {
    what: "a list, behind a value and a rule",
    start: 'Hi {{ first_name | default: "you" }}\n\n---\n\n- one\n- two\n\nend',
    act: () => {
      choose(["two", 3]);
      type("↵three↵↵after");
    },
    body: 'Hi {{ first_name | default: "you" }}\n\n---\n\n- one\n- two\n- three\n\nafter\n\nend',
  },
  {
    what: "a list that is begun",
    start: "one",
    act: () => {
      choose(["one", 3]);
      type("↵- a↵b");
    },
    body: "one\n\n- a\n- b",
  },
  {
    what: "a stretch over two paragraphs, bold at its beginning",
    start: "**bold**\n\nplain",
    act: () => {
      choose(["bold", 2], ["plain", 2]);
      type("ttom");
    },
    body: "**bottom**ain",
  },
  {
    what: "a button below",
    start: "=> [Go](https://a.example)\n\none",
    act: () => {
      choose(["one", 3]);
      type("!");
    },
    body: "=> [Go](https://a.example)\n\none!",
  },
  {
    what: "a value that is written out",
    start: "",
    act: () => type('Hi {{ first_name | default: "you" }},'),
    body: 'Hi {{ first_name | default: "you" }},',
  },
  {
    what: "a line with a value that is written out at once",
    kind: "line",
    start: "News",
    act: () => {
      choose(["News", 4]);
      const data = " for {{ first_name }}";
      fireEvent(
        box(),
        new InputEvent("beforeinput", { inputType: "insertText", data, bubbles: true, cancelable: true }),
      );
    },
    body: "News for {{ first_name }}",
  },
  {
    what: "a line, where nothing begins a list and Enter writes nothing",
    kind: "line",
    start: "",
    act: () => type("- a↵"),
    body: "- a",
  },
  {
    what: "a line with a value, by pasting",
    kind: "line",
    start: "Hi {{ email }}",
    act: () => {
      choose(["Hi", 2]);
      fireEvent.paste(box(), { clipboardData: { getData: (of: string) => (of === "text/plain" ? "there\nall" : "") } });
    },
    body: "Hithere all {{ email }}",
  },
];

it.each(cases)("closed before its editor came, what was typed is in the draft, once: $what", async (one) => {
  const { close } = open(one.kind ?? "mail", one.start);
  one.act();
  close();
  await waitFor(() => expect(said.at(-1)).toBe(one.body));
  const times = said.length;
  await vi.dynamicImportSettled();
  expect(said).toHaveLength(times);
  expect(screen.queryByRole("textbox")).toBeNull();
});

it.each(cases)("where its editor comes, closing adds nothing: $what", async (one) => {
  const { close } = open(one.kind ?? "mail", one.start);
  one.act();
  await came();
  await waitFor(() => expect(said.at(-1)).toBe(one.body));
  const times = said.length;
  close();
  await vi.dynamicImportSettled();
  expect(said).toHaveLength(times);
});

it.each(["mail", "line"] as const)("a %s nobody typed into is no edit, however it is left", async (kind) => {
  const { close } = open(kind, "Hello  you"); // the format would write one space
  choose(["Hello you", 2]);
  close();
  await vi.dynamicImportSettled();
  expect(said).toEqual([]);
});

it("a draft that may only be read by then takes nothing", async () => {
  const { close, lock } = open("mail", "Hello");
  type("ab");
  lock();
  close();
  await vi.dynamicImportSettled();
  expect(said).toEqual([]);
});
