"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The mails with which people said no, before one writes to them again all the same. */
export function RefusedMails({ contactIds }: { contactIds: readonly string[] }) {
  const trpc = useTRPC();
  const { zone, slug } = useWorkspace();
  const refusals = useQuery(trpc.replies.refusals.queryOptions({ contactIds: [...contactIds].slice(0, 100) }));
  if (refusals.error && !refusals.data)
    return (
      <Failure size="inline" onRetry={() => void refusals.refetch()}>
        {errorMessage(refusals.error)}
      </Failure>
    );
  if (!refusals.data)
    return (
      <Loading label="Their mails are loading">
        <Skeleton className="h-16 w-full" />
      </Loading>
    );
  return (
    <ul aria-label="What they wrote" className="flex max-h-64 flex-col gap-2 overflow-y-auto">
      {refusals.data.map(({ contactId, name, until, mail }) => (
        <li key={contactId} className="rounded-lg border border-line bg-surface2 px-3.5 py-2.5">
          <p className="text-sm">
            <span className="font-medium">{name}</span>{" "}
            {mail ? (
              <>
                wrote on <DateTime at={mail.receivedAt} zone={zone} />
                {": "}
                <Link href={`/${slug}/replies?reply=${mail.id}`}>{mail.subject || "without a subject"}</Link>
              </>
            ) : (
              "said no; the mail is not kept any more"
            )}
          </p>
          {mail?.text ? <blockquote className="mt-1 whitespace-pre-wrap text-ink2">“{mail.text}”</blockquote> : null}
          {mail && mail.text === null ? (
            <p className="mt-1 text-ink3 text-sm">Your role may not read it; a colleague in sales can.</p>
          ) : null}
          {until ? (
            <p className="mt-1 text-caption text-ink3">
              Sales needs a reason until <DateTime at={until} zone={zone} />
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
