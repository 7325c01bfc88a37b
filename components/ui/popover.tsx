"use client";

import type { ReactElement, ReactNode } from "react";
import { lateModule } from "./late-module";
import type { PopoverLook } from "./popover-popup";
import { usePopupTrigger } from "./use-popup-trigger";

const parts = lateModule(() => import("./popover-popup"));

export interface PopoverProps extends PopoverLook {
  trigger: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A button and what it opens beside it. The popup is fetched when somebody comes near. */
export function Popover({ trigger, open, onOpenChange, children, ...look }: PopoverProps) {
  const popup = usePopupTrigger(trigger, "dialog", { open, onOpenChange }, parts);
  return (
    <>
      {popup.button}
      {popup.parts ? (
        <popup.parts.PopoverPopup {...look} anchor={popup.anchor} open={popup.isOpen} onOpenChange={popup.setOpen}>
          {children}
        </popup.parts.PopoverPopup>
      ) : null}
    </>
  );
}
