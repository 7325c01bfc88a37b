"use client";

import type { FormEventHandler, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { useLive } from "@/components/ui/use-live";

export interface FormFrameProps {
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** The refusal that belongs to no field. */
  problem: string | undefined;
  busy: boolean;
  submitLabel: string;
  children: ReactNode;
}

/**
 * Fields, the refusal, the button. The fields are registered without default values, so that what was typed or filled in by the
 * browser before the page is live stays; "post" keeps a password out of the address should it ever be sent by the browser itself.
 */
export function FormFrame({ onSubmit, problem, busy, submitLabel, children }: FormFrameProps) {
  const live = useLive();
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {children}
      {problem ? (
        <Callout tone="rust" live="alert">
          {problem}
        </Callout>
      ) : null}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        busy={busy}
        disabled={!live}
        className={cn("mt-1 w-full", !live && "data-disabled:opacity-100")}
      >
        {submitLabel}
      </Button>
    </form>
  );
}
