"use client";

import { useQuery } from "@tanstack/react-query";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatList } from "@/components/ui/stat";
import { ImportLeftOut } from "./import-left-out";
import { ImportProblems } from "./import-problems";

const POLL_MS = 1_000;
const isOver = (state: string | undefined): boolean => state === "finished" || state === "failed";

/** How far an import is; when it is over, what came of it and which rows did not come in. */
export function ImportProgress({ id, workspace }: { id: string; workspace: string }) {
  const trpc = useTRPC();
  const job = useQuery({
    ...trpc.imports.get.queryOptions({ id }),
    refetchInterval: (query) => (isOver(query.state.data?.state) ? false : POLL_MS),
  });
  if (job.error && !job.data) return <Failure onRetry={() => void job.refetch()}>{errorMessage(job.error)}</Failure>;
  if (!job.data) return <Skeleton className="h-40 w-full" />;
  const {
    state,
    total,
    cursor,
    created,
    updated,
    repeated,
    problemCount,
    problems,
    fileName,
    failure,
    consentKept,
    entered,
    leftOut,
  } = job.data;
  const read = isOver(state) ? total : cursor;
  return (
    <div className="flex flex-col gap-5">
      <Card>
        <div className="flex flex-col gap-5">
          <Progress
            label={isOver(state) ? fileName : `Importing ${fileName}`}
            value={state === "waiting" ? null : read}
            max={Math.max(1, total)}
            detail={`${read.toLocaleString("en")} of ${total.toLocaleString("en")} rows`}
          />
          <StatList>
            <Stat value={created.toLocaleString("en")} label="new" />
            <Stat value={updated.toLocaleString("en")} label="known, brought up to date" />
            {repeated > 0 ? <Stat value={repeated.toLocaleString("en")} label="the same person again" /> : null}
            {job.data.enrollInSequenceId === null ? null : (
              <Stat value={entered.toLocaleString("en")} label="entered the sequence" />
            )}
            <Stat value={problemCount.toLocaleString("en")} label="not imported" />
          </StatList>
        </div>
      </Card>
      {state === "failed" ? (
        <Callout tone="rust" live="alert" title="The import stopped.">
          {failure ?? "What came in before stays."} You can import the file again: known people are only brought up to
          date.
        </Callout>
      ) : null}
      {state === "finished" ? (
        <Callout
          tone="pine"
          live="status"
          title="Done."
          action={
            <ButtonLink size="sm" href={`/${workspace}/contacts`}>
              See contacts
            </ButtonLink>
          }
        >
          {problemCount === 0
            ? "Every row came in."
            : "The good rows are in. The others are below: mend them in the file and import it again."}
        </Callout>
      ) : null}
      {consentKept > 0 ? (
        <Callout title="What people said before holds.">
          {consentKept.toLocaleString("en")} of them are known with as good a basis or a better one, or have taken it
          back: that was kept.
        </Callout>
      ) : null}
      <ImportLeftOut id={id} workspace={workspace} leftOut={leftOut} />
      <ImportProblems problems={problems} count={problemCount} />
    </div>
  );
}
