"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Problem } from "@/core/problem";
import type { SequenceHead } from "./editor-header";

export interface PublishDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly sequence: SequenceHead;
  readonly problems: readonly Problem[];
  readonly onPublish: (note: string) => Promise<void>;
}

/** Says what publishing does and does not do, and takes a note for the history. */
export function PublishDialog({ open, onOpenChange, sequence, problems, onPublish }: PublishDialogProps) {
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const number = (sequence.liveVersion?.number ?? 0) + 1;

  async function publish(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await onPublish(note.trim());
      onOpenChange(false);
      setNote("");
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Publish version ${number}`}
      description={
        number === 1
          ? "People can enter from now on. No email is sent by publishing."
          : `Who enters from now on gets version ${number}. Who is inside finishes the version they are on. No email is sent by publishing.`
      }
      footer={
        <>
          <DialogClose>
            <Button>Not yet</Button>
          </DialogClose>
          <Button variant="primary" busy={busy} onClick={() => void publish()}>
            Publish version {number}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {failure ? (
          <Callout tone="rust" title="Not published">
            {failure}
          </Callout>
        ) : null}
        {problems.length > 0 ? (
          <Callout
            tone="amber"
            title={problems.length === 1 ? "One thing to look at" : `${problems.length} things to look at`}
          >
            <ul className="list-disc pl-4">
              {problems.slice(0, 5).map((problem) => (
                <li key={`${problem.nodeId} ${problem.code} ${problem.path}`}>{problem.message}</li>
              ))}
            </ul>
          </Callout>
        ) : null}
        <Field label="Note for the history" optional>
          <Textarea rows={2} value={note} onValueChange={setNote} placeholder="What changed, and why" />
        </Field>
      </div>
    </Dialog>
  );
}
