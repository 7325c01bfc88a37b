"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

type Scope = "all" | "marketing_and_sales";

/** Takes over a list of another program: whom it did not write to, we do not either. */
export function SuppressionImport() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [scope, setScope] = useState<Scope>("marketing_and_sales");
  const [reason, setReason] = useState("");
  const take = useMutation(
    trpc.suppressions.import.mutationOptions({
      onSuccess: async () => {
        setFile(null);
        setReason("");
        await queries.invalidateQueries({ queryKey: trpc.pathKey() });
      },
    }),
  );
  if (!can("suppress")) return null;
  const told = fieldErrors(take.error);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (file === null) setProblem("Choose the file with the list");
    else take.mutate({ text: file.text, scope, reason });
  }
  function choose(next: { name: string; text: string } | null): void {
    take.reset(); // what was said was said of the file before
    setFile(next);
    setProblem(next === null ? "This file cannot be read. Choose it again." : null);
  }
  return (
    <Card
      title="Import a list"
      description="One address, or its SHA-256, a line. Nobody on it is written to from then on."
    >
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <FileDrop
          label={file ? file.name : "Drop a file here"}
          hint="CSV or text, up to 5 MB"
          accept=".csv,.txt,text/csv,text/plain"
          error={problem ?? told.text}
          onFiles={([first]) => {
            first?.text().then(
              (text) => choose({ name: first.name, text }),
              () => choose(null),
            );
          }}
        />
        <RadioGroup
          legend="What stops"
          value={scope}
          onValueChange={setScope}
          options={[
            { value: "marketing_and_sales", label: "Marketing and sales", hint: "Receipts and the like still arrive." },
            { value: "all", label: "Everything", hint: "The addresses are dead or must not be used." },
          ]}
        />
        <Field label="Where the list comes from" error={told.reason}>
          <Input value={reason} onValueChange={setReason} placeholder="Our old newsletter program" />
        </Field>
        {take.data ? (
          <Callout tone="pine" live="status" title={`${take.data.added.toLocaleString("en")} added.`}>
            {take.data.known.toLocaleString("en")} stood on the list before
            {take.data.unreadable > 0
              ? `, ${take.data.unreadable.toLocaleString("en")} ${take.data.unreadable === 1 ? "line holds" : "lines hold"} neither an address nor a hash`
              : ""}
            .
          </Callout>
        ) : null}
        {take.error && Object.keys(told).length === 0 ? (
          <Callout tone="rust" live="alert">
            {errorMessage(take.error)}
          </Callout>
        ) : null}
        <div>
          <Button type="submit" busy={take.isPending}>
            Import
          </Button>
        </div>
      </form>
    </Card>
  );
}
