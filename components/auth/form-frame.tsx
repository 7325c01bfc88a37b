"use client";

import type { FormEventHandler, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

export interface FormFrameProps {
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** The refusal that belongs to no field. */
  problem: string | undefined;
  busy: boolean;
  submitLabel: string;
  children: ReactNode;
}

/** Fields, the refusal, the button. */
export function FormFrame({ onSubmit, problem, busy, submitLabel, children }: FormFrameProps) {
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {children}
      {problem ? (
        <Callout tone="rust" live="alert">
          {problem}
        </Callout>
      ) : null}
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1 w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
