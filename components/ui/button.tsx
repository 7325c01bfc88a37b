"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, "className">, ButtonLook {
  className?: string | undefined;
  icon?: ReactNode;
  /** Work is under way: keeps its width and focus, takes no second press. */
  busy?: boolean | undefined;
}

/** What ends something, as a submit does: makes, sends, deletes. */
const pressedOnce: ReadonlySet<unknown> = new Set<ButtonLook["variant"]>(["primary", "danger"]);

/** What ends something, or says when it is `busy`, does its work once: the second half of a double click counts for nothing. */
export function Button({
  variant,
  size,
  className,
  icon,
  busy: given,
  disabled,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const busy = given === true;
  const once = given !== undefined || rest.type === "submit" || pressedOnce.has(variant);
  const press: ButtonProps["onClick"] = (event) => {
    // it comes before the work that the first half began can be shown
    if (once && isSecondHalf(event)) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <BaseButton
      {...rest}
      onClick={press}
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

const isSecondHalf = (event: MouseEvent): boolean => event.detail > 1;
