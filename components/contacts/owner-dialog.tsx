"use client";

import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPCClient } from "@/components/trpc/react";
import { Combobox } from "@/components/ui/combobox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { inSets } from "./in-sets";

/** Gives everybody chosen to a member, or to nobody. */
export function OwnerDialog({
  ids,
  people,
  onClose,
  onDone,
}: {
  ids: readonly string[];
  /** "12 contacts" */
  people: string;
  onClose: () => void;
  onDone: (owner: string) => Promise<void>;
}) {
  const client = useTRPCClient();
  const { vocabulary } = useVocabulary();
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const members = vocabulary?.members ?? [];
  const name = members.find(({ id }) => id === ownerId)?.name ?? "nobody";
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Who owns ${people}?`}
      confirmLabel={ownerId === null ? "Take their owner away" : "Set owner"}
      onConfirm={async () => {
        await orSay(inSets(ids, (set) => client.contacts.setOwner.mutate({ ids: set, ownerId })));
        await onDone(name);
      }}
    >
      <Field
        label="Owner"
        nativeLabel={false}
        hint="Gets their tasks from now on; tasks there are stay where they are."
      >
        <Combobox
          aria-label="Owner"
          placeholder="Nobody"
          clearable
          options={members.map(({ id, name: label, email }) => ({ value: id, label, hint: email }))}
          value={ownerId}
          onValueChange={setOwnerId}
        />
      </Field>
    </ConfirmDialog>
  );
}
