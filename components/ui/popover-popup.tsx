"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { popupStyle } from "./popup-style";
import { isOwnPress } from "./use-popup-trigger";

export interface PopoverLook {
  /** Heading; hidden ones still name the popover. */
  title?: ReactNode;
  titleHidden?: boolean;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string | undefined;
  /** What has the keyboard once it is closed; left out, its button. */
  backTo?: (() => HTMLElement | null) | undefined;
}

export interface PopoverPopupProps extends PopoverLook {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** What opens at the button of a Popover; the keyboard goes back there, or where it is told. */
export function PopoverPopup(props: PopoverPopupProps) {
  const { anchor, open, onOpenChange, title, titleHidden = false, side = "bottom", align = "start" } = props;
  return (
    <BasePopover.Root
      open={open}
      onOpenChange={(next, { event }) => {
        if (next || !isOwnPress(event, anchor)) onOpenChange(next);
      }}
    >
      <BasePopover.Portal>
        <BasePopover.Positioner
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <BasePopover.Popup
            finalFocus={props.backTo ?? anchor}
            className={cn(popupStyle, "w-80 max-w-[calc(100vw-1rem)] p-4", props.className)}
          >
            {title ? (
              <BasePopover.Title className={cn("mb-2 font-semibold text-base", titleHidden && "sr-only")}>
                {title}
              </BasePopover.Title>
            ) : null}
            {props.children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
