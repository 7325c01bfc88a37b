"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

/** The look of a button, also for links. */
export const buttonStyle = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-lg border border-transparent font-medium no-underline transition-colors duration-80 data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-pine text-on-pine not-data-disabled:hover:bg-pine-strong not-data-disabled:active:bg-pine-strong",
        secondary: "border-line2 bg-surface text-ink not-data-disabled:hover:bg-hover",
        quiet: "text-ink2 not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-popup-open:bg-hover",
        danger: "bg-rust text-on-rust not-data-disabled:hover:bg-rust-strong",
        "danger-quiet": "border-line2 bg-surface text-rust not-data-disabled:hover:bg-rust-tint",
      },
      size: {
        sm: "h-7 rounded-md px-2.5 text-sm",
        md: "h-[34px] px-3.5 text-base",
        lg: "h-10 px-4 text-base",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonLook = VariantProps<typeof buttonStyle>;

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, "className">, ButtonLook {
  className?: string | undefined;
  icon?: ReactNode;
  /** Work is under way: keeps its width and focus, takes no second press. */
  busy?: boolean | undefined;
}

export function Button({ variant, size, className, icon, busy = false, disabled, children, ...rest }: ButtonProps) {
  return (
    <BaseButton
      {...rest}
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

export interface ButtonLinkProps extends Omit<ComponentProps<typeof Link>, "className">, ButtonLook {
  className?: string | undefined;
  icon?: ReactNode;
}

/** A link that looks like a button: it goes somewhere, so it is a link. */
export function ButtonLink({ variant, size, className, icon, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={cn(buttonStyle({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
