"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { sayHeldReason, saySkipReason } from "@/components/sequences/held-reasons";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { Stat, StatList } from "@/components/ui/stat";
import { describeAudience } from "@/core/broadcast";
import { jsonAt } from "@/core/json";
import type { Names } from "@/core/names";
import { type Broadcast, stateWords } from "./broadcast-data";
import { ReasonList } from "./reason-list";

const POLL_MS = 2_000;
const n = (count: number): string => count.toLocaleString("en");

interface ProgressProps {
  readonly workspace: string;
  readonly broadcast: Broadcast;
  readonly names: Names;
}

/** How far a broadcast is: what has left, what is held and why, what was skipped; and the brakes. */
export function BroadcastProgress({ workspace, broadcast, names }: ProgressProps) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const moving = broadcast.state === "sending" || (broadcast.state === "cancelled" && broadcast.madeAt === null);
  // the change feed tells too; this is for messages that are being made
  useQuery({ ...trpc.broadcasts.get.queryOptions({ id: broadcast.id }), refetchInterval: moving ? POLL_MS : false });
  const { progress, state } = broadcast;
  const total = Math.max(broadcast.total, progress.made);
  const { label, tone, mark } = stateWords[state];
  const subject = jsonAt(broadcast.message, "subject");
  return (
    <Page>
      <PageHeader
        title={broadcast.name}
        badge={
          <Badge tone={tone} mark={mark}>
            {label}
          </Badge>
        }
        description={`“${typeof subject === "string" ? subject : ""}” · ${describeAudience(broadcast.audience, names)}`}
        actions={
          <>
            <ButtonLink href={`/${workspace}/broadcasts`}>All broadcasts</ButtonLink>
            <Brakes broadcast={broadcast} />
          </>
        }
      />
      {state === "scheduled" && broadcast.startAt !== null ? (
        <Callout tone="slate" title="It waits for its time.">
          Starts <DateTime at={broadcast.startAt} zone={zone} showZone /> to everybody who is in the audience then.
        </Callout>
      ) : (
        <Card>
          <div className="flex flex-col gap-5">
            <Progress
              label={progress.made < total && moving ? "Making the messages" : "Sent"}
              value={total === 0 && moving ? null : progress.sent}
              max={Math.max(1, total)}
              detail={`${n(progress.sent)} of ${n(total)}`}
            />
            <StatList>
              <Stat value={n(progress.sent)} label="sent" />
              <Stat value={n(progress.held)} label="held" hint="they go later" />
              <Stat value={n(progress.waiting)} label="waiting" hint="judged in a moment" />
              <Stat value={n(progress.skipped)} label="skipped" />
              {progress.failed > 0 ? (
                <Stat value={n(progress.failed)} label="could not be written or delivered" />
              ) : null}
              {progress.withdrawn > 0 ? <Stat value={n(progress.withdrawn)} label="taken back" /> : null}
            </StatList>
          </div>
        </Card>
      )}
      <ReasonList
        title="Held now"
        rows={broadcast.reasons.filter((row) => row.state === "held")}
        say={sayHeldReason}
        zone={zone}
        href={`/${workspace}/attention`}
      />
      <ReasonList
        title="Skipped"
        rows={broadcast.reasons.filter((row) => row.state !== "held")}
        say={saySkipReason}
        zone={zone}
      />
    </Page>
  );
}

/** Pause, go on, take back. */
function Brakes({ broadcast }: { broadcast: Broadcast }) {
  const trpc = useTRPC();
  const { can } = useWorkspace();
  const [asked, setAsked] = useState<"pause" | "cancel" | null>(null);
  const pause = useMutation(trpc.broadcasts.pause.mutationOptions());
  const cancel = useMutation(trpc.broadcasts.cancel.mutationOptions());
  const resume = useMutation(trpc.broadcasts.resume.mutationOptions({ onError: notifyFailure }));
  const unschedule = useMutation(trpc.broadcasts.unschedule.mutationOptions({ onError: notifyFailure }));
  const { id, state } = broadcast;
  if (!can("publish")) return null;
  const waits = broadcast.progress.held + broadcast.progress.waiting;
  return (
    <>
      {state === "scheduled" ? (
        <Button busy={unschedule.isPending} onClick={() => unschedule.mutate({ id })}>
          Back to draft
        </Button>
      ) : null}
      {state === "sending" ? (
        <Button icon={<Pause />} onClick={() => setAsked("pause")}>
          Pause…
        </Button>
      ) : null}
      {state === "paused" ? (
        <Button variant="primary" icon={<Play />} busy={resume.isPending} onClick={() => resume.mutate({ id })}>
          Go on
        </Button>
      ) : null}
      {state === "sending" || state === "paused" || state === "scheduled" ? (
        <Button variant="danger-quiet" icon={<X />} onClick={() => setAsked("cancel")}>
          Cancel…
        </Button>
      ) : null}
      <ConfirmDialog
        open={asked === "pause"}
        onOpenChange={() => setAsked(null)}
        title={`Pause “${broadcast.name}”?`}
        confirmLabel="Pause"
        reason="optional"
        onConfirm={async (reason) => {
          await orSay(pause.mutateAsync({ id, reason }));
        }}
      >
        Nothing more of it leaves until you go on. {n(waits)} wait.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "cancel"}
        onOpenChange={() => setAsked(null)}
        title={`Cancel “${broadcast.name}”?`}
        confirmLabel="Take back what has not left"
        danger
        reason="optional"
        onConfirm={async (reason) => {
          await orSay(cancel.mutateAsync({ id, reason }));
        }}
      >
        {n(broadcast.progress.sent)} have left and stay sent. {n(waits)} are taken back. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
