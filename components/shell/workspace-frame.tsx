"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import type { AppRouter } from "@/server/api/root";
import { Bell } from "./bell";
import { ClockChip } from "./clock-chip";
import { LocalInboxLink } from "./local-inbox-link";
import { SendingBanner } from "./sending-banner";
import type { ShellWorkspace } from "./shell-data";
import { useFound } from "./use-found";
import { WorkspaceShell } from "./workspace-shell";

// Brings the calendar of time zones along: only those who open it pay for it.
const ClockMover = dynamic(() => import("./clock-mover").then((module) => module.ClockMover));

export interface WorkspaceFrameProps {
  /** What the server read for this page; kept fresh afterwards. */
  initial: inferRouterOutputs<AppRouter>["workspace"]["get"];
  workspaces: readonly ShellWorkspace[];
  railNarrow: boolean;
  children: ReactNode;
}

/** The shell with what changes while one looks at it: paused sending, sandbox time. */
export function WorkspaceFrame({ initial, workspaces, railNarrow, children }: WorkspaceFrameProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const state = useQuery({ ...trpc.workspace.get.queryOptions(), initialData: initial });
  const fail = (error: unknown) =>
    notify({ title: "That did not work", description: errorMessage(error), tone: "error" });

  const signOut = useMutation(
    trpc.account.signOut.mutationOptions({
      // What is still being asked would be answered with 401.
      onMutate: () => queries.cancelQueries(),
      // A full load: nothing of the session stays in memory.
      onSuccess: () => window.location.assign("/sign-in"),
      onError: fail,
    }),
  );
  const resume = useMutation(
    trpc.settings.resumeSending.mutationOptions({
      onSuccess: async () => {
        await state.refetch();
        router.refresh();
        notify({ title: "Sending goes on", description: "What was held leaves at its normal pace, not in a burst." });
      },
      onError: fail,
    }),
  );

  const replies = useQuery(trpc.replies.counts.queryOptions());
  const { workspace, me } = state.data;
  const pausedAt = workspace.sendingPausedAt;
  return (
    <WorkspaceShell
      workspace={{ slug: workspace.slug, name: workspace.name }}
      workspaces={workspaces}
      member={{ name: me.name, email: me.email }}
      railNarrow={railNarrow}
      newWorkspaceHref="/new"
      accountHref={`/${workspace.slug}/account`}
      onSignOut={() => signOut.mutate()}
      bell={<Bell workspace={workspace.slug} zone={workspace.timeZone} />}
      counts={{ replies: replies.data?.open ?? 0 }}
      useFound={useFound}
      {...(workspace.sandbox
        ? {
            clock: (narrow: boolean) => (
              <div className="flex flex-col gap-1.5">
                {workspace.localInbox && me.rights.includes("sandbox.play") ? (
                  <LocalInboxLink workspace={workspace.slug} narrow={narrow} />
                ) : null}
                <ClockChip offsetMs={workspace.clockOffsetMs} zone={workspace.timeZone} narrow={narrow}>
                  <ClockMover zone={workspace.timeZone} onMoved={() => void state.refetch()} />
                </ClockChip>
              </div>
            ),
          }
        : {})}
      banner={
        pausedAt || workspace.pausedTeams.length > 0 ? (
          <SendingBanner
            pausedAt={pausedAt}
            teams={workspace.pausedTeams.map(({ name }) => name)}
            zone={workspace.timeZone}
            reason={pausedAt ? workspace.sendingPausedReason : null}
            action={
              pausedAt && me.rights.includes("sending.pause") ? (
                <Button size="sm" busy={resume.isPending} onClick={() => resume.mutate()}>
                  Resume sending
                </Button>
              ) : null
            }
          />
        ) : undefined
      }
    >
      {children}
    </WorkspaceShell>
  );
}
