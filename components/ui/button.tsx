"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, "className">, ButtonLook {
  className?: string | undefined;
  icon?: ReactNode;
  /** Work is under way: keeps its width and focus, takes no second press. */
  busy?: boolean | undefined;
}

/** What ends something, as a submit does: makes, sends, deletes. The second press of a double click would do it again. */
const pressedOnce: ReadonlySet<unknown> = new Set<ButtonLook["variant"]>(["primary", "danger"]);

export function Button({ variant, size, className, icon, busy = false, disabled, children, ...rest }: ButtonProps) {
  const once = rest.type === "submit" || pressedOnce.has(variant);
  const onClick: ButtonProps["onClick"] = (event) => {
    if (once && event.detail > 1) event.preventDefault();
    else rest.onClick?.(event);
  };
  return (
    <BaseButton
      {...rest}
      onClick={onClick}
      className={cn(buttonStyle({ variant, size }), className)}
      disabled={disabled === true || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
    >
      {busy ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
      <span className={cn("inline-flex items-center gap-1.5", busy && "opacity-0")}>
        {icon}
        {children}
      </span>
    </BaseButton>
  );
}
