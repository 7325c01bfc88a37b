"use client";

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactNode, RefObject } from "react";

export interface TooltipPopupProps {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  /** The pointer may go onto it (WCAG 1.4.13). */
  onStay: () => void;
  onLeave: () => void;
  side: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}

export function TooltipPopup({ anchor, open, onStay, onLeave, side, children }: TooltipPopupProps) {
  return (
    <BaseTooltip.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onLeave();
      }}
    >
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="z-60">
          <BaseTooltip.Popup
            onPointerEnter={onStay}
            onPointerLeave={onLeave}
            className="popup-motion max-w-72 rounded-md bg-ink px-2 py-1 text-caption text-canvas"
          >
            {children}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
