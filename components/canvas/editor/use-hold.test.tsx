import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Flow } from "@/components/canvas/to-flow";
import { type EditorModel, stillModel } from "./editor-model";
import { useHeldKeys } from "./use-held-keys";
import { useHold } from "./use-hold";

const flow: Flow = {
  nodes: [],
  edges: [],
  drawn: { ids: [], places: new Map(), lines: [], roots: [] },
  views: new Map(),
  days: [],
};
const never = () => new Promise<never>(() => undefined);

const done: string[] = [];
const want = vi.fn();
const there: EditorModel = {
  ...stillModel(flow, [], true, never),
  canvas: { flow, editable: true, shown: null, actions: { select: (id) => done.push(id), add: vi.fn() } },
  readProblems: async () => [{ nodeId: null, code: "one", message: "One", rank: "must" }],
};
let arrive: (model: EditorModel) => void;
let still: EditorModel;

function Editor() {
  const root = useRef<HTMLDivElement>(null);
  const [model, setModel] = useState<EditorModel | null>(null);
  arrive = setModel;
  const { hold, isHolding } = useHold(model, want);
  const [first] = useState(() => stillModel(flow, [], true, hold));
  still = first;
  useHeldKeys(root, hold, isHolding);
  return (
    <div ref={root}>
      <button type="button" onClick={() => (model ?? first).canvas.actions.select("card")}>
        Card
      </button>
      <input aria-label="Field" />
    </div>
  );
}

/** As the editor hears keys: not those that somebody has taken. */
const hear = ({ key, defaultPrevented }: KeyboardEvent) => {
  if (!defaultPrevented) done.push(key);
};

beforeEach(() => {
  done.length = 0;
  want.mockClear();
  render(<Editor />);
  document.addEventListener("keydown", hear);
});
afterEach(() => {
  document.removeEventListener("keydown", hear);
  cleanup();
});

test("what is pressed before the editor is there is done when it is, in that order", async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Card" }));
  await user.keyboard("a{ArrowDown}");
  expect(want).toHaveBeenCalledTimes(3);
  expect(done).toEqual([]);
  act(() => arrive(there));
  await waitFor(() => expect(done).toEqual(["card", "a", "ArrowDown"]));
  await user.keyboard("b");
  expect(done.at(-1)).toBe("b");
});

test("what is asked of it is answered by it, also by what was drawn before it came", async () => {
  const before = still.readProblems();
  act(() => arrive(there));
  expect(await before).toHaveLength(1);
  expect(await still.readProblems()).toHaveLength(1);
});

test("Tab, Enter and what is typed into a field are not kept", async () => {
  const user = userEvent.setup();
  await user.keyboard("{Tab}");
  await user.type(screen.getByRole("textbox"), "ab");
  expect(want).not.toHaveBeenCalled();
  expect(done).toEqual(["Tab", "a", "b"]);
});
