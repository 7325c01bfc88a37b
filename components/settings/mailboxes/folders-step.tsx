"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { MailboxData } from "./mailbox-data";

const NONE = "";

/** Which folder holds what was sent, and where wrongly suspected mail lands. INBOX is known. */
export function FoldersStep({ mailbox, onDone }: { mailbox: MailboxData; onDone: () => Promise<void> }) {
  const trpc = useTRPC();
  const listed = mailbox.setup.folders ?? [];
  const chosen = (role: string, use: string) =>
    mailbox.folders.find((folder) => folder.role === role)?.path ?? listed.find((folder) => folder.use === use)?.path;
  const [sent, setSent] = useState<string | null>(chosen("sent", "\\Sent") ?? null);
  const [junk, setJunk] = useState<string>(chosen("junk", "\\Junk") ?? NONE);
  const save = useMutation(trpc.mailboxes.chooseFolders.mutationOptions({ onSuccess: onDone }));
  const errors = fieldErrors(save.error);
  const options = listed
    .filter(({ path }) => path.toUpperCase() !== "INBOX")
    .map(({ path }) => ({ value: path, label: path }));
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink2">
        Answers come into INBOX. Only mail of people we know is read beyond its first lines, and nothing is ever marked
        as read.
      </p>
      <div className="flex flex-wrap gap-3">
        <Field
          label="What you send is kept in"
          nativeLabel={false}
          className="w-64"
          error={errors.sent ?? (save.error && !errors.junk ? errorMessage(save.error) : undefined)}
        >
          <Select options={options} value={sent} onValueChange={setSent} placeholder="Choose a folder" />
        </Field>
        <Field label="Junk" nativeLabel={false} className="w-64" hint="Answers land there too." error={errors.junk}>
          <Select
            options={[{ value: NONE, label: "Do not look there" }, ...options]}
            value={junk}
            onValueChange={setJunk}
          />
        </Field>
      </div>
      <div>
        <Button
          variant="primary"
          disabled={sent === null}
          busy={save.isPending}
          onClick={() => sent !== null && save.mutate({ id: mailbox.id, sent, junk: junk === NONE ? null : junk })}
        >
          Use these folders
        </Button>
      </div>
    </div>
  );
}
