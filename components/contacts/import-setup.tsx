"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ConsentFields, noConsent } from "./consent-fields";
import { ImportColumns, type ReadFile } from "./import-columns";
import { ImportProblems } from "./import-problems";

const sayRows = (rows: number): string => `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}`;

/** What is to be done with a file that was read: where columns go, on what ground, and what then. */
export function ImportSetup({
  file,
  read,
  onStarted,
  onBack,
}: {
  file: { readonly fileName: string; readonly csv: string };
  read: ReadFile;
  onStarted: (id: string) => void;
  onBack: () => void;
}) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const { vocabulary } = useVocabulary();
  const [mapping, setMapping] = useState<Record<string, string>>(() =>
    Object.fromEntries(read.columns.map(({ name, suggested }) => [name, suggested])),
  );
  const [consent, setConsent] = useState(noConsent);
  const [tags, setTags] = useState("");
  const [sequenceId, setSequenceId] = useState<string | null>(null);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const start = useMutation(trpc.imports.start.mutationOptions({ onSuccess: ({ id }) => onStarted(id) }));
  const errors = { ...fieldErrors(start.error), ...missing };
  // which rows are good is known for the columns as they were read
  const asRead = read.columns.every(({ name, suggested }) => mapping[name] === suggested);

  function begin(): void {
    if (consent.basis === null) {
      setMissing({ consent: "Say on what ground we may write to these people" });
      return;
    }
    setMissing({});
    start.mutate({
      ...file,
      mapping,
      consent: { ...consent, basis: consent.basis },
      tags: tags
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
      enrollInSequenceId: sequenceId,
    });
  }

  return (
    <div className="flex flex-col gap-5">
      <Card title={file.fileName} description={`${sayRows(read.rows)}. Nothing is stored yet.`}>
        <div className="flex flex-col gap-4">
          <ImportColumns
            columns={read.columns}
            mapping={mapping}
            onChange={setMapping}
            known={vocabulary?.attributes ?? []}
            errors={errors}
          />
          {errors.mapping ? (
            <Callout tone="rust" live="alert">
              {errors.mapping}
            </Callout>
          ) : null}
          {read.problemCount > 0 ? (
            <>
              <Callout
                tone="amber"
                title={`${sayRows(read.problemCount)} cannot come in as ${read.problemCount === 1 ? "it stands" : "they stand"}.`}
              >
                {read.goodRows === 0
                  ? "Look where the columns go, or mend the file."
                  : `The other ${read.goodRows.toLocaleString("en")} will be imported. Mend these in the file first, or import them later.`}
              </Callout>
              <ImportProblems problems={read.problems} count={read.problemCount} />
            </>
          ) : null}
        </div>
      </Card>
      <Card title="Consent" description="Kept with every person, with your name and today's date.">
        <ConsentFields
          value={consent}
          onChange={(next) => {
            setConsent(next);
            setMissing({});
          }}
          errors={errors}
        />
      </Card>
      <Card title="And then">
        <div className="flex flex-col gap-4">
          <Field label="Tags for all of them" optional hint="Separated by commas" error={errors.tags}>
            <Input value={tags} onValueChange={setTags} autoComplete="off" />
          </Field>
          {can("enroll") ? (
            <Field
              label="Start a sequence with them"
              optional
              nativeLabel={false}
              hint="Every mail still passes the limits: nobody gets more than they should."
              error={errors.enrollInSequenceId}
            >
              <Combobox
                clearable
                placeholder="None"
                options={(vocabulary?.sequences ?? [])
                  .filter(({ state }) => state === "live")
                  .map(({ id, name }) => ({ value: id, label: name }))}
                value={sequenceId}
                onValueChange={setSequenceId}
              />
            </Field>
          ) : null}
        </div>
      </Card>
      {start.error && Object.keys(fieldErrors(start.error)).length === 0 ? (
        <Callout tone="rust" live="alert">
          {errorMessage(start.error)}
        </Callout>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Another file</Button>
        <Button variant="primary" busy={start.isPending} disabled={asRead && read.goodRows === 0} onClick={begin}>
          {asRead ? `Import ${sayRows(read.goodRows)}` : `Import what fits of ${sayRows(read.rows)}`}
        </Button>
      </div>
    </div>
  );
}
