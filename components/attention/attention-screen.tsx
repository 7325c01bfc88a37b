"use client";

import { useQuery } from "@tanstack/react-query";
import { sayHeldReason } from "@/components/sequences/held-reasons";
import { useTRPC } from "@/components/trpc/react";
import { BarList } from "@/components/ui/bar-list";
import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";
import { AttentionHeader } from "./attention-header";
import { ExemptionList } from "./exemption-list";
import { useHeldFilter } from "./held-filters";
import { HeldTable } from "./held-table";
import { PauseSending } from "./pause-sending";
import { RuleList } from "./rule-list";

/** How much anybody may get, and what waits because of it right now. */
export function AttentionScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const filter = useHeldFilter();
  const counts = useQuery(trpc.attention.counts.queryOptions({}));
  const heldBy = (ruleId: string) => counts.data?.byReason.find((row) => row.ruleId === ruleId)?.count ?? 0;
  const href = (kind: string, ruleId: string | null) =>
    `/${workspace}/attention?${new URLSearchParams(ruleId === null ? { reason: kind } : { rule: ruleId })}#held`;
  const total = counts.data?.total;
  return (
    <Page>
      <AttentionHeader
        workspace={workspace}
        description="Nobody gets more than this, whoever sends: every mail of every team passes these rules."
        actions={<PauseSending />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex flex-col gap-5">
          <RuleList heldBy={heldBy} />
          <ExemptionList />
        </div>
        <Card title="Held right now">
          {!counts.data ? (
            <Skeleton className="h-24 w-full" />
          ) : counts.data.total === 0 ? (
            <p className="text-ink2">Nothing is held.</p>
          ) : (
            <BarList
              items={counts.data.byReason.map(({ reason, kind, ruleId, count }) => ({
                label: ruleId === null ? sayHeldReason(kind) : reason,
                value: count,
                href: href(kind, ruleId),
              }))}
            />
          )}
        </Card>
      </div>
      <section aria-labelledby="held" className="mt-8">
        <div className="flex flex-wrap items-baseline gap-x-3 pb-3">
          <h2 id="held" className="scroll-mt-20 font-medium font-serif text-title">
            {total === undefined ? "Waiting for their turn" : `Waiting for their turn: ${total.toLocaleString("en")}`}
          </h2>
          <p className="text-ink2">Soonest first. Each opens the person's journey.</p>
        </div>
        <HeldTable workspace={workspace} filter={filter} />
      </section>
    </Page>
  );
}
