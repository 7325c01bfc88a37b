import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonStyle } from "./button-style";
import { cn } from "./cn";

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
