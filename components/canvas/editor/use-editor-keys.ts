"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { NodeId } from "@/core/graph";
import { choosesByLetter, isAround, isOurs, isTyping } from "./key-target";
import type { MoveMode } from "./use-moving";
import type { Selection } from "./use-selection";

export interface EditorKeys {
  readonly selection: Selection;
  readonly moving: MoveMode;
  readonly all: readonly NodeId[];
  /** Which step an arrow leads to, in the view that is shown. */
  readonly towards: (from: NodeId, key: string) => NodeId | null;
  /** The next or previous step along the flow. */
  readonly along: (from: NodeId, by: 1 | -1) => NodeId | null;
  /** Puts the keyboard into the panel of an open step. */
  readonly intoPanel: (id: NodeId) => void;
  readonly add: (id: NodeId) => void;
  /** Takes a key for the menu that was asked for and is not there yet. */
  readonly typeEarly: (key: string) => boolean;
  readonly connect: (id: NodeId) => void;
  readonly remove: (ids: readonly NodeId[]) => void;
  readonly duplicate: (ids: readonly NodeId[]) => void;
  readonly goBack: (way: "undo" | "redo") => void;
  readonly nextProblem: (by: 1 | -1) => void;
  /** Views and helps by their single keys: "/", "o", "t", "?", "f", "0". */
  readonly views: Readonly<Record<string, () => void>>;
}

/**
 * The keys of the editor, wherever the keyboard is in it: in a field only those that no field uses. Heard on the document, so
 * that they also work when nothing has the focus.
 */
export function useEditorKeys(root: RefObject<HTMLElement | null>, keys: EditorKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event) || !isOurs(event.target, root.current)) return;
      const done = isTyping(event.target)
        ? inField(event, latest.current)
        : latest.current.moving.onKey(event) ||
          everywhere(event, latest.current) ||
          (event.ctrlKey || event.metaKey
            ? withControl(event, latest.current)
            : plain(event, latest.current, isOnCard(event.target, root.current)));
      if (done) event.preventDefault();
    };
    // Cards tell which of them is under the keyboard.
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.id.startsWith(CARD))
        latest.current.selection.onFocus(target.id.slice(CARD.length));
    };
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("focusin", onFocusIn);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("focusin", onFocusIn);
    };
  }, [root]);
}

/** Somebody else has used this key. The rich text field calls every Escape its own, and does nothing with it. */
const isTaken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented &&
  !(event.key === "Escape" && event.target instanceof HTMLElement && event.target.isContentEditable);

const CARD = "step-";

const inField = (event: KeyboardEvent, keys: EditorKeys): boolean => everywhere(event, keys);

/** F8, Esc and Alt with arrows mean the same in a field of the panel as on the canvas. */
function everywhere(event: KeyboardEvent, { nextProblem, selection, along, intoPanel }: EditorKeys): boolean {
  if (event.key === "F8") {
    nextProblem(event.shiftKey ? -1 : 1);
    return true;
  }
  if (event.key === "Escape") {
    const back = selection.selected ?? selection.focused;
    selection.open(null);
    if (back !== null) selection.walkTo(back);
    return true;
  }
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const from = selection.selected ?? selection.focused;
    const to = from === null ? null : along(from, event.key === "ArrowDown" ? 1 : -1);
    if (to !== null) {
      selection.open(to);
      selection.walkTo(to, false);
      intoPanel(to);
    }
    return true;
  }
  return false;
}

function withControl(event: KeyboardEvent, { selection, all, goBack, duplicate }: EditorKeys): boolean {
  const key = event.key.toLowerCase();
  if (key === "z") goBack(event.shiftKey ? "redo" : "undo");
  else if (key === "y") goBack("redo");
  else if (key === "a") selection.choose(all);
  else if (key === "d") duplicate(selection.chosen());
  else return false;
  return true;
}

function plain(event: KeyboardEvent, keys: EditorKeys, onCard: boolean): boolean {
  const { selection, moving, towards, add, connect, remove, views } = keys;
  if (event.altKey) return false;
  if (keys.typeEarly(event.key)) return true;
  if (choosesByLetter(event.target)) return false;
  const view = views[event.key.toLowerCase()];
  if (view) {
    view();
    return true;
  }
  if (!onCard) return false;
  const from = selection.focused;
  if (from === null) return false;
  const to = towards(from, event.key);
  if (to !== null) {
    if (event.shiftKey) selection.choose([...new Set([...(selection.also.size > 0 ? selection.also : [from]), to])]);
    selection.walkTo(to);
    return true;
  }
  switch (event.key.toLowerCase()) {
    case "a":
      add(from);
      return true;
    case "c":
      connect(from);
      return true;
    case "m":
      moving.begin(from);
      return true;
    case "delete":
    case "backspace":
      remove(selection.also.size > 0 ? selection.chosen() : [from]);
      return true;
    default:
      return event.key.startsWith("Arrow"); // at an edge: nothing scrolls
  }
}

/** On a card, or nowhere in particular: a button of the panel keeps its own keys. */
const isOnCard = (target: EventTarget | null, root: HTMLElement | null): boolean =>
  isAround(target, root) || (target instanceof HTMLElement && target.id.startsWith(CARD));
