"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const NOBODY = "";

/** Asks for a name, and whose it is where there are teams. */
export function NewBroadcastDialog({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (id: string) => void;
}) {
  const trpc = useTRPC();
  const formId = useId();
  const [name, setName] = useState("");
  const [teamId, setTeamId] = useState(NOBODY);
  const teams = useQuery({ ...trpc.teams.list.queryOptions(), enabled: open });
  const create = useMutation(trpc.broadcasts.create.mutationOptions({ onSuccess: ({ id }) => onCreated(id) }));
  const error = create.error ? (fieldErrors(create.error).name ?? errorMessage(create.error)) : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="New broadcast"
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} busy={create.isPending}>
            Write it
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name, teamId: teamId === NOBODY ? null : teamId });
        }}
      >
        <Field label="Name" hint="Only your colleagues see it." error={error}>
          <Input value={name} onValueChange={setName} autoComplete="off" placeholder="June newsletter" />
        </Field>
        {(teams.data ?? []).length > 0 ? (
          <Field label="Team" optional>
            <Select
              value={teamId}
              onValueChange={setTeamId}
              options={[
                { value: NOBODY, label: "Nobody in particular" },
                ...(teams.data ?? []).map((team) => ({ value: team.id, label: team.name })),
              ]}
            />
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
