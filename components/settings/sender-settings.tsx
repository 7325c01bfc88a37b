"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { ArchivedSenders } from "./archived-senders";
import { SenderDialog } from "./sender-dialog";
import { SenderTest } from "./sender-test";
import type { Outputs } from "./settings-data";

type Sender = Outputs["senders"]["list"][number];

const transports: Record<string, string> = {
  sandbox: "local inbox",
  smtp: "SMTP",
  resend: "Resend",
  mailbox: "mailbox",
};

/** Who we send as, through what, and whether anything keeps it from sending. */
export function SenderSettings() {
  const trpc = useTRPC();
  const { can, slug } = useWorkspace();
  const list = useQuery(trpc.senders.list.queryOptions());
  const [editing, setEditing] = useState<Sender | "new" | null>(null);
  const [testing, setTesting] = useState<Sender | null>(null);
  const mayWrite = can("sender.write");
  if (list.isError) return <Failure title="The senders cannot be read" onRetry={() => void list.refetch()} />;
  return (
    <div className="flex flex-col gap-5">
      <Callout
        title="Writing from your own mailbox?"
        action={
          <ButtonLink size="sm" href={`/${slug}/settings/mailboxes`}>
            Connect a mailbox
          </ButtonLink>
        }
      >
        A connected mailbox is a sender by itself: sequence mail leaves from your address, and answers are heard.
      </Callout>
      <Card
        flush
        title="Senders"
        action={
          mayWrite ? (
            <Button size="sm" icon={<Plus />} onClick={() => setEditing("new")}>
              New sender
            </Button>
          ) : null
        }
      >
        {list.isPending ? (
          <Loading label="Loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState size="inline" title="No senders yet">
            A sender is a name and an address people can answer to.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.data.map((sender) => (
              <SenderRow
                key={sender.id}
                sender={sender}
                mayWrite={mayWrite}
                onEdit={() => setEditing(sender)}
                onTest={() => setTesting(sender)}
              />
            ))}
          </ul>
        )}
      </Card>
      <ArchivedSenders mayWrite={mayWrite} />
      {editing ? <SenderDialog sender={editing === "new" ? null : editing} onClose={() => setEditing(null)} /> : null}
      {testing ? <SenderTest sender={testing} onClose={() => setTesting(null)} /> : null}
    </div>
  );
}

function SenderRow(props: { sender: Sender; mayWrite: boolean; onEdit: () => void; onTest: () => void }) {
  const { sender, mayWrite, onEdit, onTest } = props;
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.pathKey() });
  const failed = (error: unknown) =>
    notify({ title: "That did not work", description: errorMessage(error), tone: "error" });
  const reset = useMutation(trpc.senders.resetBreaker.mutationOptions({ onSuccess: refresh, onError: failed }));
  const [leaving, setLeaving] = useState(false);
  const archive = useMutation(trpc.senders.archive.mutationOptions({ onSuccess: refresh }));
  const pace = [
    sender.dailyLimit === null ? null : `at most ${sender.dailyLimit} a day`,
    sender.spacingSeconds > 0 ? `${sender.spacingSeconds} s apart` : null,
  ].filter(Boolean);
  return (
    <li className="flex flex-col gap-3 px-5 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <p className="truncate font-medium">{sender.name}</p>
          <p className="truncate text-ink2 text-sm">{[sender.address, ...pace].join(" · ")}</p>
        </div>
        <Badge>{transports[sender.transport] ?? sender.transport}</Badge>
        {mayWrite ? (
          <div className="flex gap-1 max-sm:-ms-2.5">
            {sender.transport === "mailbox" ? null : (
              <>
                <Button size="sm" variant="quiet" aria-label={`Test ${sender.name}`} onClick={onTest}>
                  Test
                </Button>
                <Button size="sm" variant="quiet" aria-label={`Edit ${sender.name}`} onClick={onEdit}>
                  Edit
                </Button>
              </>
            )}
            <Button size="sm" variant="quiet" aria-label={`Archive ${sender.name}`} onClick={() => setLeaving(true)}>
              Archive…
            </Button>
          </div>
        ) : null}
      </div>
      {sender.breakerOpenedAt === null ? null : (
        <Callout tone="rust" title="It stands still: what it was to send is held, and nothing is lost.">
          <p>
            {sender.breakerReason ?? "Too much mail came back."}{" "}
            {sender.breakerUntil === null ? null : (
              <>
                One mail tries <DateTime zone={zone} at={sender.breakerUntil} />.
              </>
            )}
          </p>
          {mayWrite ? (
            <Button size="sm" className="mt-2" busy={reset.isPending} onClick={() => reset.mutate({ id: sender.id })}>
              I have seen to it: go on
            </Button>
          ) : null}
        </Callout>
      )}
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={`Archive ${sender.name}?`}
        confirmLabel="Archive"
        danger
        onConfirm={async () => {
          await orSay(archive.mutateAsync({ id: sender.id }));
        }}
      >
        Nothing is sent as {sender.address} any more: what waits for it stays until it is brought back.
        {sender.transport === "smtp" || sender.transport === "resend" ? " What it signs in with is forgotten." : ""}
      </ConfirmDialog>
    </li>
  );
}
