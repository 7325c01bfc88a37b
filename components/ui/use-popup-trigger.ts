"use client";

import { useRender } from "@base-ui/react/use-render";
import { type KeyboardEvent, type ReactElement, type RefObject, useEffect, useId, useRef, useState } from "react";
import type { LateModule } from "./late-module";

export interface PopupControl {
  /** Controlled; left out, the trigger opens it. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

export interface PopupTrigger<Parts> {
  readonly button: ReactElement;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  /** What the popup is made of; null until somebody came near. */
  readonly parts: Parts | null;
}

/**
 * The button of a menu or popover whose inside is fetched when a hand, a finger or the keyboard comes near it: a page pays
 * for a popup when it is used. The button stays the same element all the while, so it keeps focus and place.
 */
export function usePopupTrigger<Parts>(
  trigger: ReactElement,
  popup: "menu" | "dialog",
  { open, onOpenChange }: PopupControl,
  module: LateModule<Parts>,
): PopupTrigger<Parts> {
  const [own, setOwn] = useState(false);
  const [, setCame] = useState(false);
  const anchor = useRef<HTMLElement>(null);
  const id = useId();
  const isOpen = open ?? own;
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const toggle = () => {
    if (module.now() !== null) setOpen(!isOpen);
    else void module.load().then(() => setOpen(true));
  };
  const near = () => void module.load();
  useEffect(() => {
    if (isOpen && module.now() === null) void module.load().then(() => setCame(true));
  }, [isOpen, module]);
  const button = useRender({
    render: trigger,
    ref: anchor,
    props: {
      id,
      "aria-haspopup": popup,
      "aria-expanded": isOpen,
      "data-popup-open": isOpen ? "" : undefined,
      onClick: toggle,
      onPointerEnter: near,
      onFocus: near,
      onKeyDown: (event: KeyboardEvent) => {
        if (popup !== "menu" || isOpen || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
        event.preventDefault();
        toggle();
      },
    },
  });
  return { button, anchor, isOpen, setOpen, parts: module.now() };
}

/** Whether a popup closes for this event: a press on its own button is the button's to answer. */
export const isOwnPress = (event: Event, anchor: RefObject<HTMLElement | null>): boolean =>
  event.target instanceof Node && (anchor.current?.contains(event.target) ?? false);
