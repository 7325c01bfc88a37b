"use client";

import { type RefObject, useMemo } from "react";
import type { ReactFlowProps } from "reactflow";
import type { Slot } from "@/core/edit";
import type { NodeId } from "@/core/graph";

/** Drawing a line from a tab: it may be let go anywhere on a card, which is lit while the pointer is over it. */
export function useConnecting(
  section: RefObject<HTMLElement | null>,
  onConnect: ((slot: Slot, to: NodeId) => void) | undefined,
): Pick<ReactFlowProps, "onConnectStart" | "onConnectEnd"> {
  return useMemo(
    () => ({
      onConnectStart: () => section.current?.setAttribute("data-connecting", ""),
      onConnectEnd: (event, { fromNode, fromHandle }) => {
        section.current?.removeAttribute("data-connecting");
        const point = "changedTouches" in event ? event.changedTouches[0] : event;
        const over = point && document.elementFromPoint(point.clientX, point.clientY)?.closest("[data-step]");
        const to = over?.getAttribute("data-step");
        if (fromNode && fromHandle?.id && to && to !== fromNode.id)
          onConnect?.({ from: fromNode.id, outlet: fromHandle.id }, to);
      },
    }),
    [section, onConnect],
  );
}
