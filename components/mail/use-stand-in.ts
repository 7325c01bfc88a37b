import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { LateModule } from "@/components/ui/late-module";
import { notify } from "@/components/ui/toast";
import { type HeldInput, readCommand, readInput } from "./held-input";
import { placeIn, type TextPlace } from "./place-in-text";
import { writeAside } from "./write-aside";

/** What the editor takes over from the text that stood in for it. */
export interface HandedOver {
  readonly isFocused: boolean;
  readonly place: TextPlace | null;
  readonly inputs: readonly HeldInput[];
  /** Which of the buttons in the frame was pressed. */
  readonly button: number | null;
}

export interface TakeOver {
  /** To be asked once, when the editor stands in the page and the other text still does. */
  readonly handOver: () => HandedOver;
  readonly onTaken: () => void;
}

/**
 * A text that looks like its editor until somebody comes near it with a hand, a finger or the keyboard: then the editor is
 * fetched. What was done meanwhile (a click into the text, letters, a button) is kept and handed over, in that order; where the
 * text is closed before, the editor does what was typed when it comes, and nobody sees it.
 */
export function useStandIn<Parts>(
  module: LateModule<Parts>,
  frame: RefObject<HTMLElement | null>,
  text: {
    readonly mayWrite: boolean;
    /** All of the text can be shown without its editor. */
    readonly suffices: boolean;
    readonly draw: (parts: Parts, takeOver: TakeOver) => ReactNode;
  },
) {
  const { mayWrite, suffices } = text;
  const needed = mayWrite || !suffices;
  const [parts, setParts] = useState(module.now);
  const [isStill, setStill] = useState(true);
  const inputs = useRef<HeldInput[]>([]);
  const written = useRef<TextPlace | null>(null); // where the first of them begins: the cursor may have gone on since
  const button = useRef<number | null>(null);
  const isListening = isStill && mayWrite;

  useEffect(() => {
    if (!suffices) void module.load().then((loaded) => setParts(() => loaded));
  }, [module, suffices]);
  useEffect(() => {
    const still = frame.current;
    if (still === null || !isListening) return;
    return listen(still, module, {
      hasHeld: () => inputs.current.length > 0,
      onBegin: () => {
        if (inputs.current.length === 0) written.current = placeInText(frame.current);
      },
      onInput: (input) => inputs.current.push(input),
      onButton: (nth) => {
        button.current = nth;
      },
      onReady: (loaded) => setParts(() => loaded),
    });
  }, [frame, module, isListening]);

  const handOver = useCallback((): HandedOver => {
    const given = {
      isFocused: textIn(frame.current)?.contains(document.activeElement) ?? false,
      place: (inputs.current.length > 0 ? written.current : null) ?? placeInText(frame.current),
      inputs: inputs.current,
      button: button.current,
    };
    inputs.current = [];
    written.current = null;
    button.current = null;
    return given;
  }, [frame]);
  const latest = useRef(text);
  useLayoutEffect(() => {
    latest.current = text;
  });
  useLayoutEffect(
    () => () => {
      const { place, inputs: typed } = handOver();
      const { mayWrite: mayStill, draw } = latest.current;
      if (typed.length > 0 && mayStill) void writeAside(module, { place, inputs: typed }, draw);
    },
    [module, handOver],
  );
  const onTaken = useCallback(() => setStill(false), []);
  const takeOver: TakeOver = useMemo(() => ({ handOver, onTaken }), [handOver, onTaken]);
  return { Editor: isStill && !needed ? null : parts, isStill, takeOver };
}

const textIn = (frame: HTMLElement | null) => frame?.querySelector<HTMLElement>("[role=textbox]") ?? null;

function placeInText(frame: HTMLElement | null): TextPlace | null {
  const text = textIn(frame);
  return text && placeIn(text, window.getSelection());
}

interface Heard<Parts> {
  readonly hasHeld: () => boolean;
  /** Something is about to be written where the cursor stands. */
  readonly onBegin: () => void;
  readonly onInput: (input: HeldInput) => void;
  readonly onButton: (nth: number) => void;
  readonly onReady: (parts: Parts) => void;
}

function listen<Parts>(still: HTMLElement, module: LateModule<Parts>, heard: Heard<Parts>): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  let isPressed = false; // a stretch is being chosen
  let isComposing = false;
  let isTold = false;
  const take = () => {
    const parts = module.now();
    if (parts !== null && !isPressed && !isComposing && !signal.aborted) heard.onReady(parts);
  };
  const tellMissing = () => {
    if (isTold || !heard.hasHeld() || signal.aborted) return; // nothing is lost: the next sign asks for it again
    isTold = true;
    notify({
      title: "The editor could not be fetched",
      description: "What you wrote last is not kept. Load the page again once you are connected.",
      tone: "warning",
    });
  };
  const near = () => void module.load().then(take, tellMissing);
  const hold = (input: HeldInput) => {
    heard.onBegin();
    heard.onInput(input);
    near(); // it may have failed to come
  };
  const on = <Name extends keyof HTMLElementEventMap>(name: Name, act: (event: HTMLElementEventMap[Name]) => void) =>
    still.addEventListener(name, act, { signal });
  for (const sign of ["pointerenter", "focusin", "dragenter"] as const) on(sign, near);
  on("pointerdown", () => {
    isPressed = true;
    near();
  });
  const release = () => {
    isPressed = false;
    setTimeout(take); // the click comes first
  };
  for (const end of ["pointerup", "pointercancel"] as const) window.addEventListener(end, release, { signal });
  on("click", ({ target }) => {
    const pressed = target instanceof Element ? target.closest("button") : null;
    if (pressed) heard.onButton([...still.querySelectorAll("button")].indexOf(pressed));
  });
  on("beforeinput", (event) => {
    if (event.isComposing) return; // it cannot be held back: what comes of it is told at its end
    event.preventDefault();
    const input = readInput(event);
    if (input) hold(input);
  });
  on("keydown", (event) => {
    const command = event.isComposing ? null : readCommand(event, heard.hasHeld());
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    hold(command);
  });
  on("compositionstart", () => {
    isComposing = true;
    heard.onBegin(); // at its end the page shows it, and the cursor stands behind it
  });
  on("compositionend", ({ data }) => {
    isComposing = false;
    if (data !== "") heard.onInput({ type: "text", text: data });
    near();
  });
  on("paste", (event) => {
    event.preventDefault();
    const from = (type: string) => event.clipboardData?.getData(type) ?? "";
    hold({ type: "paste", text: from("text/plain"), html: from("text/html") });
  });
  return () => ends.abort();
}
