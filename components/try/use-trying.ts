"use client";

import { useCallback, useState } from "react";
import type { WalkedPath } from "@/components/canvas/to-flow";
import type { NodeId, OutletId } from "@/core/graph";
import { HOUR_MS } from "@/core/instant";
import type { Choice } from "@/core/simulate";

export interface Trying {
  readonly isOpen: boolean;
  readonly choices: Readonly<Record<NodeId, Choice>>;
  readonly path: WalkedPath | null;
  toggle(): void;
  /** What the person does at a step; null: what they would by themselves. Choosing the chosen one takes it back. */
  choose(nodeId: NodeId, outlet: OutletId | null, afterMs?: number): void;
  setPath(path: WalkedPath | null): void;
  setChoices(choices: Readonly<Record<NodeId, Choice>>): void;
}

/** "Try it" beside the canvas: whether it is open, what was chosen, and the way that is inked. Light: the rest loads when used. */
export function useTrying(): Trying {
  const [isOpen, setOpen] = useState(false);
  const [choices, setChoices] = useState<Readonly<Record<NodeId, Choice>>>({});
  const [path, setPath] = useState<WalkedPath | null>(null);
  const toggle = useCallback(() => setOpen((before) => !before), []);
  const choose = useCallback((nodeId: NodeId, outlet: OutletId | null, afterMs?: number) => {
    setChoices((before) => {
      const { [nodeId]: known, ...others } = before;
      if (outlet === null || (known?.outlet === outlet && afterMs === undefined)) return others;
      return { ...others, [nodeId]: { outlet, afterMs: afterMs ?? known?.afterMs ?? 5 * HOUR_MS } };
    });
  }, []);
  return { isOpen, choices, path: isOpen ? path : null, toggle, choose, setPath, setChoices };
}
