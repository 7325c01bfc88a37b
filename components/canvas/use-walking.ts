"use client";

import { type KeyboardEvent, useState } from "react";
import { useReactFlow } from "reactflow";
import { stepTowards } from "./editor/step-towards";
import type { Flow } from "./to-flow";
import type { ShowRequest } from "./use-show-step";
import { whole } from "./use-view-request";

const CARD = "step-";

/** The arrows on a canvas one only reads: from card to card, and F for all of it. The editor has keys of its own. */
export function useWalking(flow: Flow, walks: boolean) {
  const instance = useReactFlow();
  const [walked, setWalked] = useState<ShowRequest | null>(null);
  function onKeyDown(event: KeyboardEvent): void {
    if (!walks || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "f") void instance.fitView(whole);
    const on = event.target instanceof HTMLElement && event.target.id.startsWith(CARD) ? event.target.id : null;
    if (on === null || !keys.has(event.key)) return;
    event.preventDefault(); // nothing scrolls
    const to = stepTowards(flow.drawn, on.slice(CARD.length), event.key);
    if (to !== null) setWalked({ id: to, focus: true });
  }
  return { walked, onKeyDown };
}

const keys: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"]);
