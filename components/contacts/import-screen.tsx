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

/** Bytes: in whatever letters, these are more than 30 million characters. */
const TOO_LARGE = 120_000_000;

/** A file of people: dropped, looked at, mapped, and brought in while one watches. The running import stands in the address. */
export function ImportScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const [job, setJob] = useQueryState("job", parseAsString);
  const [file, setFile] = useState<{ fileName: string; csv: string } | null>(null);
  const read = useMutation(trpc.imports.read.mutationOptions());
  const [unread, setUnread] = useState<string | undefined>();
  const problem = unread ?? (read.error ? (fieldErrors(read.error).csv ?? errorMessage(read.error)) : undefined);

  async function take([chosen]: File[]): Promise<void> {
    if (!chosen) return;
    read.reset();
    const csv = chosen.size > TOO_LARGE ? null : await chosen.text().catch(() => undefined);
    if (csv === null) setUnread("The file is larger than 30 MB: split it");
    else if (csv === undefined) setUnread("The browser could not read this file. Is it still where it was?");
    else {
      const next = { fileName: chosen.name, csv };
      setUnread(undefined);
      setFile(next);
      read.mutate(next);
    }
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
