"use client";

import { useMutation } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { ButtonLink } from "@/components/ui/button-link";
import { FileDrop } from "@/components/ui/file-drop";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { ImportProgress } from "./import-progress";
import { ImportSetup } from "./import-setup";

/** A file of people: dropped, looked at, mapped, and brought in while one watches. The running import stands in the address. */
export function ImportScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const [job, setJob] = useQueryState("job", parseAsString);
  const [file, setFile] = useState<{ fileName: string; csv: string } | null>(null);
  const read = useMutation(trpc.imports.read.mutationOptions());
  const problem = read.error ? (fieldErrors(read.error).csv ?? errorMessage(read.error)) : undefined;

  async function take([chosen]: File[]): Promise<void> {
    if (!chosen) return;
    const next = { fileName: chosen.name, csv: await chosen.text() };
    setFile(next);
    read.mutate(next);
  }

  return (
    <Page width="narrow">
      <PageHeader
        title="Import contacts"
        description="A CSV file whose first line names the columns. People we know already are brought up to date, not doubled."
        actions={<ButtonLink href={`/${workspace}/contacts`}>Back to contacts</ButtonLink>}
      />
      {job !== null ? (
        <ImportProgress id={job} workspace={workspace} />
      ) : file && read.data ? (
        <ImportSetup
          file={file}
          read={read.data}
          onStarted={(id) => void setJob(id)}
          onBack={() => {
            setFile(null);
            read.reset();
          }}
        />
      ) : read.isPending ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <FileDrop
          label="Drop a CSV file here"
          hint="From a spreadsheet or another tool, up to 30 MB. You see what is in it before anything is stored."
          accept=".csv,text/csv,text/tab-separated-values,text/plain"
          error={problem}
          onFiles={(files) => void take(files)}
        />
      )}
    </Page>
  );
}
