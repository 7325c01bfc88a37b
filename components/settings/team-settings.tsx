"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { MultiCombobox } from "@/components/ui/multi-combobox";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { AppRouter } from "@/server/api/root";
import { TeamForm } from "./team-form";

type Team = inferRouterOutputs<AppRouter>["teams"]["list"][number];

/** Parts of the company that send: their members, and their own stop. */
export function TeamSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { can } = useWorkspace();
  const teams = useQuery(trpc.teams.list.queryOptions());
  const [removing, setRemoving] = useState<Team | null>(null);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.teams.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.workspace.pathKey() }),
    ]);
  const remove = useMutation(trpc.teams.remove.mutationOptions());
  if (teams.error && !teams.data)
    return <Failure onRetry={() => void teams.refetch()}>{errorMessage(teams.error)}</Failure>;
  return (
    <div className="flex flex-col gap-5">
      {can("teams.write") ? (
        <Card title="New team">
          <TeamForm onMade={() => void refresh()} />
        </Card>
      ) : null}
      {!teams.data ? (
        <Loading label="Teams are loading">
          <Skeleton className="h-40 w-full" />
        </Loading>
      ) : teams.data.length === 0 ? (
        <EmptyState size="inline" title="No team yet">
          Teams are brands, countries, sales: each with its own sequences, all under the same limits. A marketer in a
          team changes only that team's.
        </EmptyState>
      ) : (
        teams.data.map((team) => (
          <TeamCard key={team.id} team={team} onChanged={refresh} onRemove={() => setRemoving(team)} />
        ))
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Remove the team “${removing?.name ?? ""}”?`}
        confirmLabel="Remove team"
        danger
        onConfirm={async () => {
          if (!removing) return;
          await orSay(remove.mutateAsync({ id: removing.id }));
          await refresh();
        }}
      >
        Its members stay in the workspace.
      </ConfirmDialog>
    </div>
  );
}

function TeamCard(props: { team: Team; onChanged: () => Promise<unknown>; onRemove: () => void }) {
  const { team, onChanged, onRemove } = props;
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const members = useQuery(trpc.members.list.queryOptions());
  const after = { onSuccess: onChanged, onError: notifyFailure };
  // one behind the other, and whoever is added next stands beside those who are being added
  const setMembers = useMutation(trpc.teams.setMembers.mutationOptions({ ...after, scope: { id: `team ${team.id}` } }));
  const { memberIds, leadIds = team.leadIds } = setMembers.isPending ? setMembers.variables : team;
  const pause = useMutation(trpc.teams.pause.mutationOptions(after));
  const resume = useMutation(trpc.teams.resume.mutationOptions(after));
  const paused = team.sendingPausedAt !== null;
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          {team.name}
          {paused ? (
            <Badge tone="amber" mark="ring">
              Sending paused
            </Badge>
          ) : null}
        </span>
      }
      action={
        <span className="flex gap-2">
          {can("sending.pause") ? (
            <Button
              size="sm"
              busy={pause.isPending || resume.isPending}
              onClick={() => (paused ? resume : pause).mutate({ id: team.id })}
            >
              {paused ? "Resume sending" : "Pause sending"}
            </Button>
          ) : null}
          {can("teams.write") ? (
            <Button size="sm" variant="danger-quiet" onClick={onRemove}>
              Remove…
            </Button>
          ) : null}
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Members" nativeLabel={false}>
          <MultiCombobox
            aria-label={`Members of ${team.name}`}
            disabled={!can("teams.write")}
            options={(members.data?.members ?? []).map(({ id, name, email }) => ({
              value: id,
              label: name,
              hint: email,
            }))}
            value={memberIds}
            onValueChange={(next) => setMembers.mutate({ id: team.id, memberIds: next })}
            placeholder="Add somebody"
          />
        </Field>
        <Field label="Leads" nativeLabel={false} hint="Are told when a reply to the team waits for over a working day">
          <MultiCombobox
            aria-label={`Leads of ${team.name}`}
            disabled={!can("teams.write") || memberIds.length === 0}
            options={(members.data?.members ?? [])
              .filter(({ id }) => memberIds.includes(id))
              .map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
            value={leadIds}
            onValueChange={(next) => setMembers.mutate({ id: team.id, memberIds: [...memberIds], leadIds: next })}
            placeholder="Add a lead"
          />
        </Field>
      </div>
    </Card>
  );
}
