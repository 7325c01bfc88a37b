"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { ClockCard } from "@/components/sandbox/clock-card";
import { InboxHeader } from "@/components/sandbox/inbox-header";
import { MailList } from "@/components/sandbox/mail-list";
import { MailPane } from "@/components/sandbox/mail-pane";
import { useTRPC } from "@/components/trpc/react";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export interface LocalInboxProps {
  workspace: { slug: string; name: string; timeZone: string; clockOffsetMs: number };
  /** From the address. */
  mailId: string | null;
}

/** The inbox of everybody a sandbox workspace writes to: one plays the recipient and moves the clock. */
export function LocalInbox({ workspace, mailId }: LocalInboxProps) {
  const trpc = useTRPC();
  const [selected, setSelected] = useState(mailId);
  const [search, setSearch] = useState("");
  const [asScanner, setAsScanner] = useState(false);
  const clock = useQuery(trpc.clock.get.queryOptions());
  const list = useInfiniteQuery(
    trpc.sandbox.list.infiniteQueryOptions(
      { search: useDeferredValue(search) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
    ),
  );
  const zone = workspace.timeZone;
  const offsetMs = clock.data?.offsetMs ?? workspace.clockOffsetMs;

  function choose(id: string | null): void {
    setSelected(id);
    const mail = id === null ? "" : `&mail=${encodeURIComponent(id)}`;
    window.history.replaceState(null, "", `/sandbox?workspace=${encodeURIComponent(workspace.slug)}${mail}`);
  }

  const mails = list.data?.pages.flatMap((page) => page.items) ?? [];
  const clockCard = <ClockCard offsetMs={offsetMs} zone={zone} onMoved={() => void clock.refetch()} />;
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <InboxHeader workspace={workspace} asScanner={asScanner} onScanner={setAsScanner} />
      {list.error && !list.data ? (
        <Failure title="The inbox cannot be read" onRetry={() => void list.refetch()} retrying={list.isFetching} />
      ) : list.isPending ? (
        <ListSkeleton />
      ) : mails.length === 0 && search === "" ? (
        <Nothing>{clockCard}</Nothing>
      ) : (
        <main className="flex min-h-0 flex-1 flex-col lg:flex-row">
          <div className="flex max-h-96 flex-col border-line border-b bg-surface lg:max-h-none lg:w-80 lg:border-r lg:border-b-0">
            <MailList
              mails={mails}
              selectedId={selected}
              zone={zone}
              search={search}
              onSearch={setSearch}
              onSelect={choose}
              more={{
                has: list.hasNextPage,
                busy: list.isFetchingNextPage,
                load: () => void list.fetchNextPage(),
              }}
            />
          </div>
          <MailPane mailId={selected} zone={zone} offsetMs={offsetMs} asScanner={asScanner} clock={clockCard} />
        </main>
      )}
    </div>
  );
}

function Nothing({ children }: { children: React.ReactNode }) {
  return (
    <main className="mx-auto flex w-full max-w-md flex-col">
      <EmptyState icon={<Inbox />} title="No mail yet">
        Publish a sequence and enroll somebody: what they get arrives here. If it is night in their zone, move the clock
        on.
      </EmptyState>
      <div className="mx-6 mb-10 rounded-card border border-line bg-surface p-5">{children}</div>
    </main>
  );
}

function ListSkeleton() {
  return (
    <Loading label="Reading the inbox">
      <div className="flex w-80 flex-col gap-4 p-4">
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} className="h-14 w-full" />
        ))}
      </div>
    </Loading>
  );
}
