"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Callout } from "./callout";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Textarea } from "./textarea";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Remove Jonas Weber from Trial nurture?" */
  title: string;
  /** What will happen, and what will not. */
  children?: ReactNode;
  /** The verb, not "OK". */
  confirmLabel: string;
  danger?: boolean;
  /** Overrides are audited: asks for a reason and hands it on. */
  reason?: "required" | "optional" | "none";
  reasonLabel?: string;
  /** Closes when it resolves; what it throws as an Error is shown in the dialog. */
  onConfirm: (reason: string) => Promise<void> | void;
}

/** Every verb that asks why takes so much. */
const LONGEST_REASON = 300;

function problemOf(reason: string, required: boolean): string | undefined {
  if (required && reason === "") return "Say why, in a few words.";
  return reason.length > LONGEST_REASON
    ? `In a few words: ${LONGEST_REASON} letters at most, these are ${reason.length}.`
    : undefined;
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  danger = false,
  reason = "none",
  reasonLabel = "Why?",
  onConfirm,
}: ConfirmDialogProps) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  function close(next: boolean): void {
    if (busy) return;
    setText("");
    setWrong(undefined);
    setFailure(null);
    onOpenChange(next);
  }

  async function confirm(): Promise<void> {
    const problem = reason === "none" ? undefined : problemOf(text.trim(), reason === "required");
    setWrong(problem);
    if (problem !== undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(text.trim());
      setBusy(false);
      setText("");
      onOpenChange(false);
    } catch (error) {
      setBusy(false);
      setFailure(error instanceof Error ? error.message : "It did not work. Nothing was changed.");
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={title}
      size="sm"
      dismissible={!busy}
      footer={
        <>
          <Button onClick={() => close(false)} disabled={busy}>
            Cancel
          </Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {children ? <div className="text-ink2">{children}</div> : null}
        {reason === "none" ? null : (
          <Field
            label={reasonLabel}
            optional={reason === "optional"}
            hint="Kept in the audit log with your name."
            error={wrong}
          >
            <Textarea
              rows={2}
              value={text}
              onValueChange={(value) => {
                setText(value);
                setWrong(undefined);
              }}
            />
          </Field>
        )}
        {failure ? (
          <Callout tone="rust" live="alert">
            {failure}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  );
}
