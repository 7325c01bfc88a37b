"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { backdropStyle, closeButtonStyle } from "./dialog";

export interface SheetProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  title: ReactNode;
  /** The title is spoken but not drawn (a menu that needs no heading). */
  titleHidden?: boolean;
  description?: ReactNode;
  side?: "left" | "right" | "bottom";
  children: ReactNode;
  footer?: ReactNode;
}

const place = {
  left: "inset-y-0 left-0 w-[min(20rem,88vw)] border-r data-starting-style:-translate-x-full data-ending-style:-translate-x-full",
  right:
    "inset-y-0 right-0 w-[min(28rem,100vw)] border-l data-starting-style:translate-x-full data-ending-style:translate-x-full",
  bottom:
    "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-card border-t data-starting-style:translate-y-full data-ending-style:translate-y-full",
} as const;

/** A panel from the edge: detail beside a list, the navigation on a phone. */
export function Sheet({
  open,
  onOpenChange,
  trigger,
  title,
  titleHidden = false,
  description,
  side = "right",
  children,
  footer,
}: SheetProps) {
  return (
    <BaseDialog.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <BaseDialog.Trigger render={trigger} /> : null}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropStyle} />
        <BaseDialog.Popup
          className={cn(
            "fixed z-50 flex flex-col border-line bg-surface shadow-float outline-none transition-[translate] duration-160 ease-settle",
            place[side],
          )}
        >
          <div className={cn("flex items-start gap-4 px-5 pt-4", titleHidden ? "pb-0" : "border-line border-b pb-3.5")}>
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className={cn("font-medium font-serif text-title", titleHidden && "sr-only")}>
                {title}
              </BaseDialog.Title>
              {description ? (
                <BaseDialog.Description className="text-ink2 text-sm">{description}</BaseDialog.Description>
              ) : null}
            </div>
            <BaseDialog.Close aria-label="Close" className={cn(closeButtonStyle, "-mr-1.5")}>
              <X aria-hidden="true" className="size-4" />
            </BaseDialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
          {footer ? <div className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</div> : null}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
