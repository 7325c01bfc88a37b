"use client";

import { Field as BaseField } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface FieldProps {
  label: ReactNode;
  /** One control of ours: Input, Textarea, Select, Combobox, … It is labelled and described by this field. */
  children: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do. Shown under the control and tied to it by `aria-describedby`. */
  error?: ReactNode;
  /** Says "optional" beside the label; what is not optional is required. */
  optional?: boolean;
  labelHidden?: boolean;
  /** For controls that are no form element (a Select's button): a `<div>` that focuses it. */
  nativeLabel?: boolean;
  disabled?: boolean;
  /** For a control that describes itself, being none of ours (an editor). */
  ids?: { readonly hint: string; readonly error: string };
  /** A small thing at the right of the label: a link, a counter. */
  aside?: ReactNode;
  className?: string | undefined;
}

export function Field({
  label,
  children,
  hint,
  error,
  optional = false,
  labelHidden = false,
  nativeLabel = true,
  disabled = false,
  ids,
  aside,
  className,
}: FieldProps) {
  const hasError = error !== undefined && error !== null && error !== false && error !== "";
  return (
    <BaseField.Root invalid={hasError} disabled={disabled} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", labelHidden && "sr-only")}>
        <BaseField.Label
          nativeLabel={nativeLabel}
          {...(nativeLabel ? {} : { render: <div /> })}
          className="font-medium text-ink2 text-sm"
        >
          {label}
          {optional ? <span className="font-normal text-ink3"> (optional)</span> : null}
        </BaseField.Label>
        {aside ? <span className="text-caption text-ink3">{aside}</span> : null}
      </div>
      {children}
      {hint ? (
        <BaseField.Description id={ids?.hint} className="text-caption text-ink3">
          {hint}
        </BaseField.Description>
      ) : null}
      {hasError ? (
        <BaseField.Error match id={ids?.error} className="flex items-start gap-1.5 text-rust text-sm">
          <svg aria-hidden="true" viewBox="0 0 12 12" className="mt-[3px] size-3 shrink-0" fill="currentColor">
            <path d="M6 1 11.5 11H.5z" />
          </svg>
          <span>{error}</span>
        </BaseField.Error>
      ) : null}
    </BaseField.Root>
  );
}
