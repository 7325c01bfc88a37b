"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, type RefObject, useRef } from "react";
import { cn } from "./cn";

export interface DialogProps {
  /** Controlled, or leave both out and give a `trigger`. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, right-aligned; the last one is the main one. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  /** False while something is being saved or would be lost: a press outside does not close. */
  dismissible?: boolean;
  /** What takes the keyboard when it opens; left out: the first field. */
  initialFocus?: RefObject<HTMLElement | null>;
}

const width = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" } as const;

const FIELD =
  'input:not([type=hidden],[type=file],[tabindex="-1"],:disabled), textarea:not(:disabled), button[role=combobox]:not(:disabled)';

export const backdropStyle =
  "fixed inset-0 z-40 bg-veil transition-opacity duration-120 data-starting-style:opacity-0 data-ending-style:opacity-0";

export const closeButtonStyle =
  "touch-target grid size-7 shrink-0 place-items-center rounded-md text-ink3 hover:bg-hover hover:text-ink";

export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  footer,
  size = "md",
  dismissible = true,
  initialFocus,
}: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  // "Close" stands first, and Enter there would throw away what was begun. A finger is not shown its keyboard unasked.
  const firstField = (by: string) => (by === "touch" ? null : body.current?.querySelector<HTMLElement>(FIELD)) ?? true;
  return (
    <BaseDialog.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
      disablePointerDismissal={!dismissible}
    >
      {trigger ? <BaseDialog.Trigger render={trigger} /> : null}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropStyle} />
        <BaseDialog.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] items-end justify-items-center overflow-y-auto p-4 sm:items-center">
          <BaseDialog.Popup
            initialFocus={initialFocus ?? firstField}
            className={cn(
              "flex max-h-full w-full flex-col rounded-card border border-line bg-surface shadow-float outline-none transition-[opacity,translate] duration-120 ease-settle data-starting-style:translate-y-2 data-ending-style:translate-y-2 data-starting-style:opacity-0 data-ending-style:opacity-0",
              width[size],
            )}
          >
            <div className="flex items-start gap-4 px-6 pt-5">
              <div className="min-w-0 flex-1">
                <BaseDialog.Title className="font-medium font-serif text-title">{title}</BaseDialog.Title>
                {description ? (
                  <BaseDialog.Description className="mt-1 text-ink2">{description}</BaseDialog.Description>
                ) : null}
              </div>
              <BaseDialog.Close aria-label="Close" className={cn(closeButtonStyle, "-mr-2")}>
                <X aria-hidden="true" className="size-4" />
              </BaseDialog.Close>
            </div>
            {children ? (
              <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-6 pt-4 pb-1">
                {children}
              </div>
            ) : null}
            {footer ? (
              <div className="flex flex-wrap justify-end gap-2 px-6 pt-4 pb-5">{footer}</div>
            ) : (
              <div className="h-5" />
            )}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Closes the dialog or sheet it stands in: `<DialogClose><Button>Cancel</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <BaseDialog.Close render={children} />;
}
