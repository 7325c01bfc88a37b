import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { createDraftStore } from "@/components/canvas/store/draft-store";
import { emptyGraph, insertStep } from "@/core/edit";
import { useRun } from "./use-run";
import type { Selection } from "./use-selection";

const notify = vi.hoisted(() => vi.fn());
vi.mock("@/components/ui/toast", () => ({ notify }));

const selection = { open: vi.fn(), walkTo: vi.fn() } as unknown as Selection; // what running a command asks of it

test("where nothing may be changed, no command is run, and it says why", () => {
  const store = createDraftStore({ graph: emptyGraph("start"), revision: 1 }, () => 0);
  const add = () => insertStep(store.getState().graph, { id: "a", kind: "delay", slot: null });
  const closed = renderHook(() => useRun(store, selection, "Your role may look"));
  act(() => expect(closed.result.current.run(add).ok).toBe(false));
  expect(closed.result.current.spoken).toBe("Your role may look");
  expect(notify).toHaveBeenCalledWith({ title: "Your role may look", tone: "warning" });
  expect(Object.keys(store.getState().graph.nodes)).toEqual(["start"]);
  const open = renderHook(() => useRun(store, selection, null));
  act(() => expect(open.result.current.run(add).ok).toBe(true));
  expect(Object.keys(store.getState().graph.nodes)).toEqual(["start", "a"]);
});
