"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { errorMessage, fieldErrors } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { toSentence } from "./mailbox-checks";
import { MailboxStatus } from "./mailbox-status";

/** Connected mailboxes with their lights, and how to connect one. */
export function MailboxList() {
  const trpc = useTRPC();
  const { slug, zone, can, workspace } = useWorkspace();
  const mayConnect = can("mailbox.connect");
  const list = useQuery(trpc.mailboxes.list.queryOptions(undefined, { enabled: mayConnect }));
  if (workspace && !mayConnect)
    return <Callout title="Mailboxes are for people who write to others.">Your role only reads.</Callout>;
  if (list.error && !list.data)
    return <Failure onRetry={() => void list.refetch()}>{errorMessage(list.error)}</Failure>;
  return (
    <div className="flex flex-col gap-5">
      <Card
        title="Connect a mailbox"
        description="Replies change what happens next within a second, and what you write by hand counts."
      >
        {workspace?.clockMovedAt ? (
          <Callout tone="amber" title="The clock of this sandbox was moved.">
            It can never get a real mailbox: replies come in real time. Make a live copy of the workspace.
          </Callout>
        ) : (
          <ConnectForm slug={slug} />
        )}
      </Card>
      <Card title="Mailboxes" flush>
        {!list.data ? (
          <Loading label="Mailboxes are loading">
            <Skeleton className="m-5 h-20" />
          </Loading>
        ) : list.data.length === 0 ? (
          <EmptyState icon={<Inbox aria-hidden="true" />} title="No mailbox yet" size="inline">
            Connect the one you live in: answers to your sequences come there anyway.
          </EmptyState>
        ) : (
          <ul className="border-line border-t">
            {list.data.map((mailbox) => (
              <li
                key={mailbox.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-5 py-3 last:border-b-0"
              >
                <span className="min-w-0 flex-1 basis-56">
                  <span className="block truncate font-medium">{mailbox.address}</span>
                  <span className="block truncate text-ink2 text-sm">
                    {mailbox.trouble ? (
                      <>
                        {mailbox.troubleSince ? (
                          <>
                            Since <DateTime at={mailbox.troubleSince} zone={zone} />:{" "}
                          </>
                        ) : null}
                        {toSentence(mailbox.trouble)}
                      </>
                    ) : (
                      `${mailbox.isMine ? "Yours" : (mailbox.memberName ?? "A colleague’s")}${limitWords(mailbox)}`
                    )}
                  </span>
                </span>
                <MailboxStatus status={mailbox.status} trouble={mailbox.trouble} />
                <ButtonLink
                  size="sm"
                  variant={mailbox.status === "needs_reauth" ? "primary" : "secondary"}
                  href={`/${slug}/settings/mailboxes/${mailbox.id}`}
                >
                  {nextWord(mailbox.status)}
                </ButtonLink>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

const nextWord = (status: string): string =>
  status === "connected" ? "Open" : status === "needs_reauth" ? "Reconnect" : "Go on";

const limitWords = ({ dailyLimit }: { dailyLimit: number | null }): string =>
  dailyLimit === null ? "" : ` · at most ${dailyLimit} a day`;

function ConnectForm({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { me } = useWorkspace();
  const [address, setAddress] = useState("");
  const [name, setName] = useState<string | null>(null);
  const start = useMutation(
    trpc.mailboxes.start.mutationOptions({ onSuccess: ({ id }) => router.push(`/${slug}/settings/mailboxes/${id}`) }),
  );
  const errors = fieldErrors(start.error);
  const other = start.error && Object.keys(errors).length === 0 ? errorMessage(start.error) : undefined;
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        start.mutate({ address, name: name ?? me?.name ?? "" });
      }}
    >
      <Field label="Your address" className="min-w-56 flex-1" error={errors.address ?? other}>
        <Input type="email" value={address} onValueChange={setAddress} autoComplete="email" />
      </Field>
      <Field label="Name people see" className="min-w-40 flex-1" error={errors.name}>
        <Input value={name ?? me?.name ?? ""} onValueChange={setName} />
      </Field>
      <div className="pt-6.5">
        <Button type="submit" variant="primary" busy={start.isPending}>
          Connect
        </Button>
      </div>
    </form>
  );
}
