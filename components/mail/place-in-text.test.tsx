import { cleanup, render } from "@testing-library/react";
import { Editor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { afterEach, expect, it } from "vitest";
import { toMailDocument } from "@/core/mail-document";
import { placeIn, positionIn } from "./place-in-text";
import { StillText } from "./still-text";
import { ValueNode } from "./value-node";

afterEach(cleanup);

const body = `Hi {{ first_name | default: "there" }}, *how* are **you {{ company.name }} and [me](https://a.example)**?
A second line

## A heading

- one
- two **bold**

1. first

---

The end {{ email }}`;

function draw() {
  const nodes = toMailDocument(body).content;
  const { container } = render(<StillText nodes={nodes} mayBeEmpty={() => true} />);
  const content = JSON.parse(JSON.stringify({ type: "doc", content: nodes }));
  const { doc } = new Editor({ extensions: [StarterKit, ValueNode], content }).state;
  return { container, doc };
}

it("every letter of a text stands where the editor counts it", () => {
  const { container, doc } = draw();
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  let letters = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode as Text; // only texts are walked
    if (text.parentElement?.closest("[data-one]")) continue;
    for (let at = 0; at < text.data.length; at += 1) {
      const position = positionIn(container, text, at);
      expect(doc.textBetween(position, position + 1)).toBe(text.data[at]);
      letters += 1;
    }
  }
  expect(letters).toBeGreaterThan(60);
});

it("a place before, in or behind a value is one beside it, and the end of all is the end of all", () => {
  const { container, doc } = draw();
  const chip = container.querySelector("[data-one]");
  const word = chip?.querySelector("button")?.firstChild;
  const line = chip?.parentElement;
  if (!chip || !word || !line) throw new Error("no chip is drawn");
  const nth = [...line.childNodes].indexOf(chip);
  expect(doc.nodeAt(positionIn(container, line, nth))?.type.name).toBe("value");
  expect(positionIn(container, word, 3)).toBe(positionIn(container, line, nth));
  expect(positionIn(container, line, nth + 1)).toBe(positionIn(container, line, nth) + 1);
  expect(positionIn(container, container, container.childNodes.length)).toBe(doc.content.size);
});

it("what is chosen elsewhere is no place in the text", () => {
  const { container } = draw();
  const outside = document.body.appendChild(document.createElement("p"));
  window.getSelection()?.selectAllChildren(outside);
  expect(placeIn(container, window.getSelection())).toBeNull();
  window.getSelection()?.selectAllChildren(container);
  expect(placeIn(container, window.getSelection())?.anchor).toBe(0);
  outside.remove();
});
