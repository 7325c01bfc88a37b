"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { useState } from "react";
import { BriefingView } from "@/components/briefing/briefing-view";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { DetailPageSkeleton } from "@/components/ui/page-skeleton";
import type { AppRouter } from "@/server/api/root";
import { PlanLaunch } from "./plan-launch";

type Launch = inferRouterOutputs<AppRouter>["launches"]["list"]["launches"][number];

/** What starts in the next 30 days, by team: so that nobody who is asked about it is surprised. */
export function LaunchesScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const { names } = useVocabulary();
  const list = useQuery(trpc.launches.list.queryOptions());
  if (list.error && !list.data) {
    return (
      <Failure level={1} onRetry={() => void list.refetch()}>
        {errorMessage(list.error)}
      </Failure>
    );
  }
  if (!list.data) return <DetailPageSkeleton />;
  const { launches, now } = list.data;
  const teams = [...new Set(launches.map(({ teamId }) => teamId))];
  return (
    <Page>
      <PageHeader
        title="Launches"
        description="What starts in the next 30 days. Support is told a day before."
        {...(can("launches.write") ? { actions: <PlanLaunch /> } : {})}
      />
      {launches.length === 0 ? (
        <EmptyState title="Nothing starts soon">
          Scheduled broadcasts stand here by themselves. For a sequence, say when it is to be published.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          {teams.map((teamId) => (
            <section key={teamId ?? "none"} className="flex flex-col gap-3">
              <h2 className="font-semibold text-lg">
                {teamId === null ? "No team" : (names("team", teamId) ?? "A team")}
              </h2>
              {launches
                .filter((launch) => launch.teamId === teamId)
                .map((launch) => (
                  <LaunchCard key={launch.key} launch={launch} workspace={workspace} now={now} />
                ))}
            </section>
          ))}
        </div>
      )}
    </Page>
  );
}

function LaunchCard({ launch, workspace, now }: { launch: Launch; workspace: string; now: Date }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone, can } = useWorkspace();
  const [leaving, setLeaving] = useState(false);
  const unplan = useMutation(trpc.launches.plan.mutationOptions());
  const seen = useMutation(
    trpc.launches.markSeen.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.launches.pathKey() }),
      onError: notifyFailure,
    }),
  );
  const href = launch.kind === "sequence" ? `sequences/${launch.ref}` : `broadcasts/${launch.ref}`;
  return (
    <Card
      title={<Link href={`/${workspace}/${href}`}>{launch.name}</Link>}
      description={
        <>
          <DateTime at={launch.startsAt} zone={zone} format="full" /> · {launch.kind}
          {launch.seenBy.length > 0 ? ` · seen by ${launch.seenBy.join(", ")}` : " · seen by nobody yet"}
        </>
      }
      action={
        <div className="flex flex-wrap items-center justify-end gap-2">
          {launch.kind === "sequence" && launch.startsAt > now && can("launches.write") ? (
            <Button size="sm" variant="quiet" onClick={() => setLeaving(true)}>
              Not planned any more…
            </Button>
          ) : null}
          {launch.seenByMe ? (
            <Badge tone="pine" mark="dot">
              Seen
            </Badge>
          ) : (
            <Button size="sm" busy={seen.isPending} onClick={() => seen.mutate({ key: launch.key })}>
              I have seen it
            </Button>
          )}
        </div>
      }
    >
      {launch.briefed ? null : (
        <Badge tone="amber" mark="triangle">
          Without a briefing
        </Badge>
      )}
      <div className="mt-2 flex flex-col gap-4">
        {launch.briefings.map(({ subject, briefing }) => (
          <div key={subject} className="flex flex-col gap-2">
            <h3 className="font-medium text-ink2 text-sm">{subject || "A mail without a subject"}</h3>
            <BriefingView briefing={briefing} />
          </div>
        ))}
      </div>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={`Take ${launch.name} off this list?`}
        confirmLabel="Take it off"
        onConfirm={async () => {
          await orSay(unplan.mutateAsync({ sequenceId: launch.ref, startsAt: null }));
          await queries.invalidateQueries({ queryKey: trpc.launches.pathKey() });
        }}
      >
        The sequence stays as it is. Plan it again to give it another day.
      </ConfirmDialog>
    </Card>
  );
}
