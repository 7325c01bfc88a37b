"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CirclePause } from "lucide-react";
import { useState } from "react";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";

/** The emergency brake: everything, or one team. */
export function PauseSending() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { workspace, can } = useWorkspace();
  const [asked, setAsked] = useState<{ team: { id: string; name: string } | null } | null>(null);
  const teams = useQuery(trpc.teams.list.queryOptions());
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.workspace.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.teams.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.attention.pathKey() }),
    ]);
  const resumed = {
    onSuccess: async () => {
      notify({ title: "Sending goes on", description: "What was held leaves at its normal pace, not in a burst." });
      await refresh();
    },
    onError: notifyFailure,
  };
  const pauseAll = useMutation(trpc.settings.pauseSending.mutationOptions());
  const pauseTeam = useMutation(trpc.teams.pause.mutationOptions());
  const resumeAll = useMutation(trpc.settings.resumeSending.mutationOptions(resumed));
  const resumeTeam = useMutation(trpc.teams.resume.mutationOptions(resumed));
  if (!can("sending.pause")) return null;
  const paused = (workspace?.sendingPausedAt ?? null) !== null;
  const list = teams.data ?? [];
  return (
    <>
      <Menu trigger={<Button icon={<CirclePause />}>{paused ? "Sending is paused" : "Pause sending…"}</Button>}>
        {paused ? (
          <MenuItem onSelect={() => resumeAll.mutate()}>Resume all sending</MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setAsked({ team: null })}>
            Pause all sending…
          </MenuItem>
        )}
        {list.length > 0 ? <MenuSeparator /> : null}
        {list.map((team) =>
          team.sendingPausedAt === null ? (
            <MenuItem key={team.id} onSelect={() => setAsked({ team })}>
              Pause {team.name}…
            </MenuItem>
          ) : (
            <MenuItem key={team.id} onSelect={() => resumeTeam.mutate({ id: team.id })}>
              Resume {team.name}
            </MenuItem>
          ),
        )}
      </Menu>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={asked?.team ? `Pause sending by ${asked.team.name}?` : "Pause all sending?"}
        confirmLabel="Pause sending"
        danger
        reason={asked?.team ? "none" : "required"}
        onConfirm={async (reason) => {
          if (asked?.team) await orSay(pauseTeam.mutateAsync({ id: asked.team.id }));
          else await orSay(pauseAll.mutateAsync({ reason }));
          await refresh();
          notify({ title: asked?.team ? `${asked.team.name} is paused` : "Nothing is sent any more" });
        }}
      >
        Within five seconds nothing {asked?.team ? "of theirs " : ""}leaves. People stay where they are; what becomes
        due is held, and when you resume it leaves at its normal pace, under the same rules.
      </ConfirmDialog>
    </>
  );
}
