"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { notifyFailure, orSay } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { Outputs } from "./settings-data";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookLog } from "./webhook-log";

type Endpoint = Outputs["webhooks"]["list"][number];

/** Who is told of what happens, with what secret, and what they answered. */
export function WebhookSettings() {
  const trpc = useTRPC();
  const list = useQuery(trpc.webhooks.list.queryOptions());
  const [editing, setEditing] = useState<Endpoint | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  if (list.isError) return <Failure title="The webhooks cannot be read" onRetry={() => void list.refetch()} />;
  return (
    <div className="flex flex-col gap-5">
      {secret ? (
        <Callout tone="pine" title="Copy the signing secret now. It is shown this once." live="status">
          <code className="break-all">{secret}</code>
        </Callout>
      ) : null}
      <Card
        flush
        title="Webhooks"
        description="Other programs are told of what happens, signed by the Standard Webhooks specification."
        action={
          <Button size="sm" icon={<Plus />} onClick={() => setEditing("new")}>
            New webhook
          </Button>
        }
      >
        {list.isPending ? (
          <Loading label="Loading">
            <Skeleton className="m-5 h-24" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState size="inline" title="Nobody listens yet">
            Your CRM, a data warehouse, a chat room: each gets the events you choose.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {list.data.map((endpoint) => (
              <EndpointRow
                key={endpoint.id}
                endpoint={endpoint}
                onEdit={() => setEditing(endpoint)}
                onSecret={setSecret}
              />
            ))}
          </ul>
        )}
      </Card>
      {editing ? (
        <WebhookDialog
          endpoint={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onSecret={setSecret}
        />
      ) : null}
    </div>
  );
}

function EndpointRow(props: { endpoint: Endpoint; onEdit: () => void; onSecret: (secret: string) => void }) {
  const { endpoint, onEdit, onSecret } = props;
  const { id, name } = endpoint;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"remove" | "rotate" | null>(null);
  const [showsLog, setShowsLog] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
  const update = useMutation(trpc.webhooks.update.mutationOptions({ onSuccess: refresh, onError: notifyFailure }));
  const remove = useMutation(trpc.webhooks.remove.mutationOptions({ onSuccess: refresh }));
  const rotate = useMutation(trpc.webhooks.rotateSecret.mutationOptions());
  const test = useMutation(
    trpc.webhooks.test.mutationOptions({
      onSuccess: async () => {
        setShowsLog(true);
        await refresh();
      },
      onError: notifyFailure,
    }),
  );
  return (
    <li className="flex flex-col gap-3 px-5 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-ink2 text-sm">{endpoint.url}</p>
        </div>
        {endpoint.failed > 0 ? <Badge tone="rust">{endpoint.failed} failed</Badge> : null}
        {endpoint.waiting > 0 ? <Badge tone="amber">{endpoint.waiting} waiting</Badge> : null}
        <Badge tone={endpoint.enabled ? "pine" : "neutral"}>{endpoint.enabled ? "on" : "off"}</Badge>
      </div>
      {endpoint.disabledReason === null || endpoint.enabled ? null : (
        <Callout tone="rust" title="It was switched off">
          {endpoint.disabledReason}. What was owed is kept and told when you switch it on.
        </Callout>
      )}
      <div className="flex flex-wrap gap-1">
        <Button size="sm" variant="quiet" aria-expanded={showsLog} onClick={() => setShowsLog((now) => !now)}>
          Log
        </Button>
        <Button size="sm" variant="quiet" busy={test.isPending} onClick={() => test.mutate({ id })}>
          Send a test
        </Button>
        <Button size="sm" variant="quiet" aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
        <Button
          size="sm"
          variant="quiet"
          busy={update.isPending}
          onClick={() => update.mutate({ id, enabled: !endpoint.enabled })}
        >
          {endpoint.enabled ? "Switch off" : "Switch on"}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => setAsking("rotate")}>
          New secret…
        </Button>
        <Button size="sm" variant="danger-quiet" aria-label={`Remove ${name}`} onClick={() => setAsking("remove")}>
          Remove…
        </Button>
      </div>
      {showsLog ? <WebhookLog endpointId={id} /> : null}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => (open ? undefined : setAsking(null))}
        title={asking === "remove" ? `Remove ${name}?` : `A new secret for ${name}?`}
        confirmLabel={asking === "remove" ? "Remove" : "Make a new secret"}
        danger
        onConfirm={async () => {
          if (asking === "remove") await orSay(remove.mutateAsync({ id }));
          else onSecret((await orSay(rotate.mutateAsync({ id }))).secret);
        }}
      >
        {asking === "remove"
          ? "It is told nothing any more, and its log goes with it."
          : "The old one signs nothing from this moment on: enter the new one there at once."}
      </ConfirmDialog>
    </li>
  );
}
