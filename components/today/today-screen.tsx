"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { HeldList } from "@/components/attention/held-list";
import { toneOf } from "@/components/replies/reply-words";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatInstant } from "@/components/ui/date-format";
import { DateTime } from "@/components/ui/date-time";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { DetailPageSkeleton } from "@/components/ui/page-skeleton";
import { replyClassNames } from "@/core/reply-class";
import type { AppRouter } from "@/server/api/root";
import { FirstSteps } from "./first-steps";
import { TaskList } from "./task-list";

type Today = inferRouterOutputs<AppRouter>["today"]["get"];

/** What the day wants from one: tasks, replies, what is held, what goes out next. */
export function TodayScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const { zone } = useWorkspace();
  const today = useQuery(trpc.today.get.queryOptions());
  if (today.error && !today.data)
    return (
      <Failure level={1} onRetry={() => void today.refetch()}>
        {errorMessage(today.error)}
      </Failure>
    );
  if (!today.data) return <DetailPageSkeleton />;
  const { now, firstSteps, tasks, replies, problems, held, next, sentLastDay } = today.data;
  return (
    <Page>
      <PageHeader
        title="Today"
        description={`${formatInstant(now, zone, "day")}. ${sentLastDay.toLocaleString("en")} ${sentLastDay === 1 ? "mail" : "mails"} left in the last 24 hours, ${held.total.toLocaleString("en")} held.`}
      />
      {firstSteps ? <FirstSteps steps={firstSteps} workspace={workspace} /> : null}
      {problems.length > 0 ? (
        <div className="mb-5">
          <Part title="Needs a hand" empty={null}>
            <ul className="flex flex-col">
              {problems.map(({ kind, title, why, href }) => (
                <li
                  key={`${kind} ${title} ${why}`}
                  className="relative border-line border-b px-5 py-2.5 last:border-b-0 hover:bg-surface2"
                >
                  <Link
                    href={`/${workspace}${href}`}
                    prefetch={false}
                    className="font-medium text-ink no-underline after:absolute after:inset-0"
                  >
                    {title}
                  </Link>
                  <span className="block text-ink2 text-sm">{why}</span>
                </li>
              ))}
            </ul>
          </Part>
        </div>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Part
          title="Your tasks"
          empty={tasks.length === 0 ? "Nothing to do. Sequences put tasks here, for example “Call Jonas”." : null}
        >
          <TaskList tasks={tasks} workspace={workspace} zone={zone} now={now} />
        </Part>
        <Part
          title="Replies to answer"
          action={
            <Link className="text-ink2 text-sm hover:text-ink" href={`/${workspace}/replies`}>
              All replies
            </Link>
          }
          empty={replies.length === 0 ? "No reply waits for you. Who answers stands here, with what they said." : null}
        >
          <ReplyList replies={replies} workspace={workspace} zone={zone} now={now} />
        </Part>
        <Part
          title={
            held.total > held.items.length
              ? `Held now, ${held.items.length} of ${held.total.toLocaleString("en")}`
              : "Held now"
          }
          action={
            <Link className="text-ink2 text-sm hover:text-ink" href={`/${workspace}/attention`}>
              All and why
            </Link>
          }
          empty={
            held.items.length === 0 ? "Nothing is held. Mails that would be too much wait here for their turn." : null
          }
        >
          <HeldList items={held.items} workspace={workspace} zone={zone} now={now} />
        </Part>
        <Part title="Goes out next" empty={next.length === 0 ? "Nothing leaves in the next 24 hours." : null}>
          <ul className="flex flex-col">
            {next.map(({ touchId, contact, title, at }) => (
              <li
                key={touchId}
                className="relative flex items-baseline gap-4 border-line border-b px-5 py-2.5 last:border-b-0 hover:bg-surface2"
              >
                <span className="min-w-0 flex-1 truncate">
                  <Link
                    href={`/${workspace}/contacts/${contact.id}`}
                    prefetch={false}
                    className="font-medium text-ink no-underline after:absolute after:inset-0"
                  >
                    {contact.name}
                  </Link>
                  <span className="text-ink2"> {title}</span>
                </span>
                <span className="text-ink3 text-sm tabular">
                  <DateTime at={at} zone={zone} now={now} />
                </span>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </Page>
  );
}

function Part({
  title,
  action,
  empty,
  children,
}: {
  title: string;
  action?: ReactNode;
  /** What it is for, when there is nothing. */
  empty: string | null;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card title={<span id={id}>{title}</span>} action={action} flush>
      <div className="border-line border-t">
        {empty === null ? children : <p className="px-5 py-6 text-ink2">{empty}</p>}
      </div>
    </Card>
  );
}

function ReplyList({
  replies,
  workspace,
  zone,
  now,
}: {
  replies: Today["replies"];
  workspace: string;
  zone: string;
  now: Date;
}) {
  return (
    <ul className="flex flex-col">
      {replies.map(({ id, class: kind, subject, excerpt, receivedAt, contact, late }) => (
        <li key={id} className="relative border-line border-b px-5 py-2.5 last:border-b-0 hover:bg-surface2">
          <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
            <Link
              href={`/${workspace}/replies?reply=${id}`}
              prefetch={false}
              className="max-w-full truncate font-medium text-ink no-underline after:absolute after:inset-0"
            >
              {contact.name}
            </Link>
            <Badge tone={toneOf(kind)}>{replyClassNames[kind]}</Badge>
            {late ? (
              <Badge tone="rust" mark="triangle">
                Waits over a day
              </Badge>
            ) : null}
            <span className="ml-auto shrink-0 text-ink3 text-sm tabular">
              <DateTime at={receivedAt} zone={zone} now={now} />
            </span>
          </span>
          <span className="block truncate text-ink2 text-sm">{excerpt || subject}</span>
        </li>
      ))}
    </ul>
  );
}
