"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { popupStyle } from "./popup-style";

export interface PopoverProps {
  trigger: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Heading; hidden ones still name the popover. */
  title?: ReactNode;
  titleHidden?: boolean;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  children: ReactNode;
  className?: string | undefined;
}

export function Popover({
  trigger,
  open,
  onOpenChange,
  title,
  titleHidden = false,
  side = "bottom",
  align = "start",
  children,
  className,
}: PopoverProps) {
  return (
    <BasePopover.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <BasePopover.Popup className={cn(popupStyle, "w-80 max-w-[calc(100vw-1rem)] p-4", className)}>
            {title ? (
              <BasePopover.Title className={cn("mb-2 font-semibold text-base", titleHidden && "sr-only")}>
                {title}
              </BasePopover.Title>
            ) : null}
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
