"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { notifyFailure } from "@/components/trpc/notify-failure";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import type { Outputs } from "./settings-data";
import { type TransportDraft, TransportFields, toCredentials, transportOf } from "./transport-fields";

type Archived = Outputs["senders"]["archived"][number];

/** Senders nothing leaves from any more: what waits for one is judged again when it comes back. */
export function ArchivedSenders({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { zone } = useWorkspace();
  const list = useQuery(trpc.senders.archived.queryOptions());
  const [asked, setAsked] = useState<Archived | null>(null);
  const restore = useMutation(
    trpc.senders.restore.mutationOptions({
      onSuccess: async () => {
        notify({ title: "It sends again", description: "What waited for it is judged anew." });
        await queries.invalidateQueries({ queryKey: trpc.pathKey() });
      },
      onError: notifyFailure,
    }),
  );
  if (!list.data || list.data.length === 0) return null;
  return (
    <Card flush title="Archived">
      <ul className="divide-y divide-line border-line border-t">
        {list.data.map((sender) => (
          <li key={sender.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
            <div className="min-w-0 flex-1 basis-48">
              <p className="truncate font-medium">{sender.name}</p>
              <p className="truncate text-ink2 text-sm">
                {sender.address}
                {sender.archivedAt ? (
                  <>
                    {" · since "}
                    <DateTime at={sender.archivedAt} zone={zone} format="day" />
                  </>
                ) : null}
              </p>
            </div>
            {sender.waiting > 0 ? (
              <Badge tone="amber" mark="ring">
                {sender.waiting.toLocaleString("en")} {sender.waiting === 1 ? "waits" : "wait"} for it
              </Badge>
            ) : null}
            {mayWrite && sender.transport !== "mailbox" ? (
              <Button
                size="sm"
                busy={restore.isPending && restore.variables.id === sender.id}
                aria-label={`Bring ${sender.name} back`}
                onClick={() => (sender.transport === "sandbox" ? restore.mutate({ id: sender.id }) : setAsked(sender))}
              >
                Bring back
              </Button>
            ) : sender.transport === "mailbox" ? (
              <span className="text-ink2 text-sm">
                {sender.isReplaced ? "A later one of this mailbox took its place" : "Comes back with its mailbox"}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {asked ? <RestoreDialog sender={asked} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}

/** What it signed in with was forgotten: it is asked for anew. */
function RestoreDialog({ sender, onClose }: { sender: Archived; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<TransportDraft>({ transport: transportOf(sender.transport), secret: "" });
  const restore = useMutation(
    trpc.senders.restore.mutationOptions({
      onSuccess: async () => {
        notify({ title: "It sends again", description: "What waited for it is judged anew." });
        await queries.invalidateQueries({ queryKey: trpc.pathKey() });
        onClose();
      },
    }),
  );
  const errors = fieldErrors(restore.error);
  function submit(event: FormEvent): void {
    event.preventDefault();
    restore.mutate({ id: sender.id, credentials: toCredentials(draft) });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Bring ${sender.name} back`}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form="restore-sender" variant="primary" busy={restore.isPending}>
            Bring back
          </Button>
        </>
      }
    >
      <form id="restore-sender" onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <p>What it signed in with was forgotten when it was archived.</p>
        <TransportFields value={draft} onChange={setDraft} keeps={false} errors={errors} />
        {restore.error && errors["credentials.url"] === undefined && errors["credentials.apiKey"] === undefined ? (
          <p role="alert" className="text-rust text-sm">
            {errorMessage(restore.error)}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
