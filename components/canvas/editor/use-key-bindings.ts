"use client";

import { type RefObject, useMemo } from "react";
import { flatOutline, toOutline } from "@/components/canvas/outline/to-outline";
import { type NodeId, nodesOf } from "@/core/graph";
import { stepAlong, stepTowards } from "./step-towards";
import type { Editing } from "./use-editing";
import { useEditorKeys } from "./use-editor-keys";

/** Which key does what to the draft that is open. */
export function useKeyBindings(root: RefObject<HTMLElement | null>, editing: Editing): void {
  const { graph, flow, selection, moving, adding, deleting, duplicate, walk, view, trying, goBack, setPopup } = editing;
  const { mayChange } = editing;
  const outline = useMemo(() => (view.isOutline ? flatOutline(toOutline(flow.drawn)) : null), [view.isOutline, flow]);
  useEditorKeys(root, {
    selection,
    moving: { ...moving, begin: (id) => mayChange() && moving.begin(id) },
    all: useMemo(() => nodesOf(graph).map(({ id }) => id), [graph]),
    towards: (from, key) => (outline ? inOutline(outline, from, key) : stepTowards(flow.drawn, from, key)),
    along: (from, by) => stepAlong(flow.drawn, from, by),
    intoPanel: walk.focusFirst,
    typeEarly: adding.typeEarly,
    add: (id) => mayChange() && adding.askFrom(id, "add"),
    connect: (id) => mayChange() && adding.askFrom(id, "connect"),
    remove: (ids) => mayChange() && deleting.remove(ids),
    duplicate,
    goBack,
    nextProblem: (by) => void walk.next(by),
    views: {
      "/": () => setPopup("find"),
      "?": () => setPopup("keys"),
      o: view.toggle,
      t: trying.toggle,
      f: () => view.command("fit"),
      "0": () => view.command("full"),
    },
  });
}

function inOutline(order: readonly NodeId[], from: NodeId, key: string): NodeId | null {
  const at = order.indexOf(from);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[key];
  return to === undefined ? null : (order[to] ?? null);
}
