"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import type { AppRouter } from "@/server/api/root";
import { TeamDot } from "./calendar-item";

type Start = inferRouterOutputs<AppRouter>["attention"]["starts"][number];

/** What has no day of its own: drafts before they are published, and sequences people enter as they come. */
export function CalendarStarts({ workspace, team }: { workspace: string; team: string | null }) {
  const trpc = useTRPC();
  const starts = useQuery({ ...trpc.attention.starts.queryOptions(), staleTime: 60_000 });
  if (starts.error && !starts.data)
    return (
      <Failure size="inline" onRetry={() => void starts.refetch()}>
        {errorMessage(starts.error)}
      </Failure>
    );
  const shown = (starts.data ?? []).filter(({ teamId }) => team === null || teamId === team);
  const drafts = shown.filter(({ state }) => state === "draft");
  const live = shown.filter(({ state }) => state !== "draft");
  return (
    <div className="grid items-start gap-5 pt-8 lg:grid-cols-2">
      <Card
        title="Not published yet"
        description="What drafts would say, and to whom on the day they are published."
        flush
      >
        <List
          starts={starts.data ? drafts : null}
          workspace={workspace}
          empty="No draft. A sequence that somebody draws stands here before it is published."
        />
      </Card>
      <Card
        title="People enter as they come"
        description="Live sequences, with how many entered a day in four weeks."
        flush
      >
        <List starts={starts.data ? live : null} workspace={workspace} empty="No sequence is live." />
      </Card>
    </div>
  );
}

function List({ starts, workspace, empty }: { starts: readonly Start[] | null; workspace: string; empty: string }) {
  if (starts === null) return <Skeleton className="m-5 h-24" />;
  if (starts.length === 0) return <p className="border-line border-t px-5 py-5 text-ink2">{empty}</p>;
  return (
    <ul className="border-line border-t">
      {starts.map((start) => (
        <li key={start.id} className="flex items-start gap-2 border-line border-b px-5 py-3 last:border-b-0">
          <TeamDot teamId={start.teamId} sent={false} />
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-2">
              <Link
                href={`/${workspace}/sequences/${start.id}`}
                prefetch={false}
                className="font-medium text-ink underline-offset-2 hover:underline"
              >
                {start.name}
              </Link>
              {start.state === "paused" ? (
                <Badge tone="amber" mark="ring">
                  Paused
                </Badge>
              ) : null}
            </span>
            <Mails start={start} />
          </span>
          <span className="shrink-0 text-right text-sm">
            <Reach start={start} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Mails({ start }: { start: Start }) {
  const { names } = useVocabulary();
  const topics = [...new Set(start.mails.map(({ topicId }) => (topicId === null ? null : names("topic", topicId))))];
  const subjects = start.mails.map(({ subject }) => subject).filter((subject) => subject !== "");
  const count = start.mails.length;
  return (
    <span className="block text-ink2 text-sm">
      {count === 0 ? "No mail in it" : `${count} ${count === 1 ? "mail" : "mails"}`}
      {subjects[0] ? `, the first “${subjects[0]}”` : ""}
      {topics.some((topic) => topic !== null) ? `; ${topics.filter((topic) => topic !== null).join(", ")}` : ""}
      {start.teamId === null ? "" : `; ${names("team", start.teamId) ?? "a deleted team"}`}
    </span>
  );
}

function Reach({ start: { perDay, audience, by } }: { start: Start }) {
  if (perDay !== null) return <span className="tabular text-ink2">{perDay.toLocaleString("en")} a day</span>;
  if (audience !== null)
    return (
      <>
        <span className="block tabular">{audience.people.toLocaleString("en")} people</span>
        {audience.overlap > 0 ? (
          <span className="block text-amber">{audience.overlap.toLocaleString("en")} wanted by others</span>
        ) : null}
      </>
    );
  return <span className="text-ink3">{by === "hand" ? "Entered by hand" : "As they come"}</span>;
}
