"use client";

import { type FormEvent, useEffect, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface RenameDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly name: string;
  readonly title?: string;
  /** An empty name is one: the thing is called as if it had none. */
  readonly optional?: boolean;
  readonly onRename: (name: string) => Promise<void>;
}

/** A new name, with the server's refusal at the field. */
export function RenameDialog({
  open,
  onOpenChange,
  name,
  title = "Rename the sequence",
  optional = false,
  onRename,
}: RenameDialogProps) {
  const [value, setValue] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (open) setValue(name);
  }, [open, name]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await onRename(value.trim());
      onOpenChange(false);
    } catch (error) {
      setProblem(fieldErrors(error).name ?? errorMessage(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} size="sm">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field label="Name" {...(problem === null ? {} : { error: problem })}>
          <Input value={value} onValueChange={setValue} maxLength={120} />
        </Field>
        <div className="flex justify-end gap-2">
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={busy} disabled={!optional && value.trim() === ""}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
