"use client";

import { useQuery } from "@tanstack/react-query";
import { sentFrameSource } from "@/components/canvas/inspector/frame-source";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { DateTime } from "@/components/ui/date-time";
import { Dialog } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";

/** The very mail as it was sent. */
export function MailDialog({ touchId, zone, onClose }: { touchId: string | null; zone: string; onClose: () => void }) {
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.journeys.mail.queryOptions({ touchId: touchId ?? "" }), enabled: touchId !== null });
  const mail = query.data?.mail ?? null;
  const sentAt = query.data?.sentAt ?? null;
  return (
    <Dialog
      open={touchId !== null}
      onOpenChange={onClose}
      size="lg"
      title={mail ? mail.subject || "No subject" : "The mail as it was sent"}
    >
      {query.error && !query.data ? (
        <Failure size="inline" onRetry={() => void query.refetch()}>
          {errorMessage(query.error)}
        </Failure>
      ) : query.isPending ? (
        <Skeleton className="h-96 w-full" />
      ) : mail === null ? (
        <p className="text-ink2">This message has not left, so there is nothing to show yet.</p>
      ) : (
        <div className="flex flex-col gap-4">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-ink3">From</dt>
            <dd>{sayAddress(mail.from)}</dd>
            <dt className="text-ink3">To</dt>
            <dd>{sayAddress(mail.to)}</dd>
            {sentAt ? (
              <>
                <dt className="text-ink3">Sent</dt>
                <dd>
                  <DateTime at={sentAt} zone={zone} format="full" showZone />
                </dd>
              </>
            ) : null}
          </dl>
          <Tabs
            label="Parts of the mail"
            tabs={[
              {
                value: "html",
                label: "As it looks",
                panel: (
                  <iframe
                    title="The mail as it looks"
                    sandbox=""
                    srcDoc={sentFrameSource(mail.html)}
                    className="mt-3 h-[55dvh] w-full rounded-lg border border-line bg-paper"
                  />
                ),
              },
              {
                value: "text",
                label: "As plain text",
                panel: (
                  <pre className="mt-3 max-h-[55dvh] overflow-auto whitespace-pre-wrap rounded-lg border border-line bg-surface2 p-4 font-mono text-sm">
                    {mail.text}
                  </pre>
                ),
              },
            ]}
          />
        </div>
      )}
    </Dialog>
  );
}

function sayAddress(address: unknown): string {
  if (typeof address === "string") return address;
  if (typeof address === "object" && address !== null && "address" in address) {
    const name = "name" in address && typeof address.name === "string" ? address.name : "";
    return name === "" ? String(address.address) : `${name} <${String(address.address)}>`;
  }
  return "";
}
