"use client";

import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type ControlSize, controlHeight, controlStyle } from "./control-style";
import { useHeldBack } from "./use-live";

export interface InputProps extends Omit<ComponentProps<typeof BaseInput>, "className" | "size"> {
  size?: ControlSize;
  className?: string | undefined;
  /** Drawn inside at the left: an icon, a currency. Decoration. */
  leading?: ReactNode;
  /** Inside at the right: a unit, a small button. */
  trailing?: ReactNode;
}

export function Input({ size = "md", className, leading, trailing, ...rest }: InputProps) {
  const box = cn(controlStyle, controlHeight[size], className);
  const readOnly = useHeldBack(rest.value) || rest.readOnly;
  if (!leading && !trailing) return <BaseInput {...rest} readOnly={readOnly} className={box} />;
  return (
    <span className="relative block w-full">
      {leading ? (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-0 grid w-8 place-items-center text-ink3 [&_svg]:size-4"
        >
          {leading}
        </span>
      ) : null}
      <BaseInput {...rest} readOnly={readOnly} className={cn(box, leading && "pl-8", trailing && "pr-16")} />
      {trailing ? (
        <span className="absolute inset-y-0 right-0 flex items-center pr-2.5 text-ink3 text-sm">{trailing}</span>
      ) : null}
    </span>
  );
}
