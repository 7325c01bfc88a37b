"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MailView } from "@/components/sandbox/mail-view";
import { PlayPanel } from "@/components/sandbox/play-panel";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export interface MailPaneProps {
  mailId: string | null;
  zone: string;
  offsetMs: number;
  asScanner: boolean;
  clock: ReactNode;
}

/** The chosen mail beside what its recipient can do. */
export function MailPane({ mailId, zone, offsetMs, asScanner, clock }: MailPaneProps) {
  const trpc = useTRPC();
  const mail = useQuery(trpc.sandbox.get.queryOptions({ id: mailId ?? "" }, { enabled: mailId !== null }));
  return (
    <>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
        {mailId === null ? (
          <EmptyState title="Choose a mail" size="inline">
            You see it as its recipient does, and do what they would do.
          </EmptyState>
        ) : mail.data ? (
          <MailView mail={mail.data} zone={zone} />
        ) : mail.error && !mail.data ? (
          <Failure title="This mail cannot be shown" size="inline" onRetry={() => void mail.refetch()}>
            {errorMessage(mail.error)}
          </Failure>
        ) : (
          <Loading label="Reading the mail">
            <div className="flex flex-col gap-4 p-5">
              <Skeleton className="h-7 w-2/3" />
              <Skeleton className="h-10 w-1/2" />
              <Skeleton className="h-80 w-full" />
            </div>
          </Loading>
        )}
      </div>
      <aside
        aria-label="Recipient and clock"
        className="flex flex-col gap-6 overflow-y-auto border-line border-t p-5 lg:w-80 lg:border-t-0 lg:border-l"
      >
        {mail.data && mailId !== null ? (
          <PlayPanel key={mailId} mail={mail.data} asScanner={asScanner} now={new Date(Date.now() + offsetMs)} />
        ) : null}
        {clock}
      </aside>
    </>
  );
}
