"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const tones = [
  { value: "pine", label: "Green" },
  { value: "amber", label: "Amber" },
  { value: "iris", label: "Violet" },
  { value: "slate", label: "Blue" },
  { value: "rust", label: "Red" },
  { value: "ink", label: "Ink" },
] as const;

export function TeamForm({ onMade }: { onMade: () => void }) {
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [tone, setTone] = useState<(typeof tones)[number]["value"]>("pine");
  const create = useMutation(
    trpc.teams.create.mutationOptions({
      onSuccess: () => {
        setName("");
        onMade();
      },
    }),
  );
  const error = create.error ? (fieldErrors(create.error).name ?? errorMessage(create.error)) : undefined;
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        create.mutate({ name, tone });
      }}
    >
      <Field label="Name" className="min-w-48 flex-1" error={error}>
        <Input value={name} onValueChange={setName} placeholder="Sales DACH" autoComplete="off" />
      </Field>
      <Field label="Colour" nativeLabel={false} className="w-36">
        <Select options={tones} value={tone} onValueChange={setTone} />
      </Field>
      <div className="pt-6.5">
        <Button type="submit" variant="primary" busy={create.isPending}>
          Add team
        </Button>
      </div>
    </form>
  );
}
