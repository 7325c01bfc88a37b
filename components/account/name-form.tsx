"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";

/** How one is called: on the journey, in the audit log, in invitations. */
export function NameForm({ name, email }: { name: string; email: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(name);
  const save = useMutation(
    trpc.account.updateProfile.mutationOptions({
      onSuccess: async () => {
        notify({ title: "Saved" });
        await queries.invalidateQueries({ queryKey: trpc.pathKey() });
      },
    }),
  );
  return (
    <Card title="You" description={email}>
      <form
        noValidate
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate({ name: typed });
        }}
      >
        <Field
          label="Name"
          className="min-w-56 flex-1"
          error={save.error ? (fieldErrors(save.error).name ?? errorMessage(save.error)) : undefined}
        >
          <Input value={typed} onValueChange={setTyped} autoComplete="name" />
        </Field>
        <div className="pt-6.5">
          <Button type="submit" busy={save.isPending} disabled={typed.trim() === name}>
            Save
          </Button>
        </div>
      </form>
    </Card>
  );
}
