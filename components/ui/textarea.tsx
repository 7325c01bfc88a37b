"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useHeldBack } from "./use-live";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "className" | "defaultValue" | "onChange"> {
  className?: string | undefined;
  defaultValue?: string;
  onChange?: ComponentProps<"textarea">["onChange"];
  onValueChange?: (value: string) => void;
  /** So many lines at least; it grows with its text. */
  rows?: number;
}

export function Textarea({
  className,
  rows = 3,
  ref,
  defaultValue,
  value,
  style,
  onChange,
  onValueChange,
  ...rest
}: TextareaProps) {
  const readOnly = useHeldBack(value) || rest.readOnly;
  return (
    <Field.Control
      render={
        <textarea
          {...rest}
          readOnly={readOnly}
          ref={ref}
          rows={rows}
          // a field that fits its content heeds no `rows`
          style={{ minHeight: `calc(${rows} * 1.5rem + 0.875rem)`, ...style }}
          onChange={(event) => {
            onChange?.(event);
            onValueChange?.(event.target.value);
          }}
        />
      }
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      className={cn(controlStyle, "field-sizing-content block max-h-96 resize-y px-2.5 py-1.5 leading-6", className)}
    />
  );
}
