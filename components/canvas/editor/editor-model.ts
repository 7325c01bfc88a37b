import type { ReactNode } from "react";
import type { FlowCanvasProps } from "@/components/canvas/flow-canvas";
import type { Flow } from "@/components/canvas/to-flow";
import type { Problem } from "@/core/problem";

/** What the frame of the editor shows and asks for, from the moment somebody comes near on: made by `EditorMind`. */
export interface EditorModel {
  readonly canvas: Omit<FlowCanvasProps, "colorMode" | "label" | "walks" | "fit" | "children">;
  readonly problems: readonly Problem[];
  /** Judges the draft as it is now: `problems` may be a few letters behind. */
  readonly readProblems: () => Promise<readonly Problem[]>;
  readonly openProblem: (problem: Problem) => void;
  readonly flush: () => Promise<boolean>;
  readonly isTrying: boolean;
  readonly toggleTry: () => void;
  readonly tools: CanvasTools;
  /** In the place of the canvas; null: the canvas is shown. */
  readonly outline: ReactNode;
  readonly bar: ReactNode;
  readonly panel: ReactNode;
  readonly popups: ReactNode;
  /** What was just done, for those who do not see it. */
  readonly spoken: string;
}

/** What the buttons over the canvas do. */
export interface CanvasTools {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly find: () => void;
  readonly toggleOutline: () => void;
  readonly help: () => void;
}

/** Does something with the model once it is there, in the order it was asked for. */
export type Hold = <T>(use: (model: EditorModel) => T | Promise<T>) => Promise<T>;

/** The draft as it came with the page. Whatever is done with it is done as soon as the editor has been fetched. */
export function stillModel(flow: Flow, problems: readonly Problem[], editable: boolean, hold: Hold): EditorModel {
  return {
    canvas: {
      flow,
      editable,
      shown: null,
      actions: {
        select: (id, options) => void hold(({ canvas }) => canvas.actions.select(id, options)),
        add: (slot, anchor) => void hold(({ canvas }) => canvas.actions.add(slot, anchor)),
      },
      onNudge: (ids, by) => void hold(({ canvas }) => canvas.onNudge?.(ids, by)),
      onMove: (id, slot) => void hold(({ canvas }) => canvas.onMove?.(id, slot)),
      onConnect: (slot, to) => void hold(({ canvas }) => canvas.onConnect?.(slot, to)),
      onMarquee: (ids) => void hold(({ canvas }) => canvas.onMarquee?.(ids)),
    },
    problems,
    readProblems: () => hold((model) => model.readProblems()),
    openProblem: (problem) => void hold((model) => model.openProblem(problem)),
    flush: () => hold((model) => model.flush()),
    isTrying: false,
    toggleTry: () => void hold((model) => model.toggleTry()),
    tools: {
      undo: () => void hold(({ tools }) => tools.undo()),
      redo: () => void hold(({ tools }) => tools.redo()),
      find: () => void hold(({ tools }) => tools.find()),
      toggleOutline: () => void hold(({ tools }) => tools.toggleOutline()),
      help: () => void hold(({ tools }) => tools.help()),
    },
    outline: null,
    bar: null,
    panel: null,
    popups: null,
    spoken: "",
  };
}
