"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useTRPC } from "@/components/trpc/react";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { DateTime } from "@/components/ui/date-time";
import { Page } from "@/components/ui/page";
import { Select } from "@/components/ui/select";
import type { NamedKind } from "@/core/names";
import type { AppRouter } from "@/server/api/root";
import { AttentionHeader } from "./attention-header";
import { LeftAlone } from "./left-alone";
import { ListFrame } from "./list-frame";

type Near = inferRouterOutputs<AppRouter>["attention"]["nearLimit"]["items"][number];
const ANY = "any";
const PAGE = 50;

/** Who has had enough, or nearly; and who is left alone because a member asked. */
export function LimitScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const [{ rule, full }, set] = useQueryStates(
    { rule: parseAsString, full: parseAsBoolean.withDefault(false) },
    { history: "replace", shallow: true },
  );
  const rules = useQuery(trpc.rules.list.queryOptions());
  const near = useInfiniteQuery(
    trpc.attention.nearLimit.infiniteQueryOptions(
      { limit: PAGE, full, ...(rule ? { ruleId: rule } : {}) },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const items = (near.data?.pages ?? []).flatMap((page) => page.items);
  const counted = (rules.data ?? []).filter((one) => one.enabled);
  return (
    <Page>
      <AttentionHeader
        workspace={workspace}
        description="Whom the rules protect right now, people and companies: what fills the limit, and when the next message may come."
      />
      <Card title="At a limit, or one message away" flush>
        <search className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-5 py-3">
          <Select
            aria-label="Rule"
            className="w-64"
            options={[
              { value: ANY, label: "Any rule" },
              ...counted.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={counted.some(({ id }) => id === rule) ? rule : ANY}
            onValueChange={(value) => void set({ rule: value === ANY ? null : value })}
          />
          <Checkbox
            checked={full}
            onCheckedChange={(next) => void set({ full: next })}
            label="Only those at the limit"
          />
        </search>
        <ListFrame
          items={near.data ? items : undefined}
          error={near.error}
          onRetry={() => void near.refetch()}
          skeleton="h-40"
          empty={
            counted.length === 0
              ? "No rule counts messages. Add one, and whoever gets near it stands here."
              : "Nobody is near a limit right now: everybody may get another message."
          }
        >
          {(item) => <NearRow key={`${item.who.id} ${item.rule.id} ${item.of}`} item={item} workspace={workspace} />}
        </ListFrame>
      </Card>
      {near.hasNextPage ? (
        <div className="flex justify-center pt-4">
          <Button busy={near.isFetchingNextPage} onClick={() => void near.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
      <LeftAlone workspace={workspace} />
    </Page>
  );
}

function NearRow({ item, workspace }: { item: Near; workspace: string }) {
  const { names } = useVocabulary();
  const { zone, workspace: here } = useWorkspace();
  const now = here?.now ?? new Date(0);
  const { scope } = item.rule;
  const fixed =
    scope.kind === "everything" || scope.kind === "company" || (scope.kind === "class" ? scope.class : scope.id);
  return (
    <li className="relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-b px-5 py-2.5 last:border-b-0 hover:bg-surface2">
      <span className="min-w-0 flex-1 basis-80">
        <span className="flex flex-wrap items-center gap-x-2">
          <Link
            href={`/${workspace}/${item.who.of === "company" ? "companies" : "contacts"}/${item.who.id}`}
            prefetch={false}
            className="font-medium text-ink no-underline after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-pine focus-visible:after:-outline-offset-2"
          >
            {item.who.name}
          </Link>
          <Badge tone={item.used >= item.max ? "amber" : "neutral"}>
            {item.rule.max === null
              ? "Too soon"
              : `${item.used} of ${item.max}${item.who.of === "company" ? " people" : ""}`}
          </Badge>
        </span>
        <span className="block text-ink2 text-sm">
          {item.rule.name}
          {fixed === null ? `, ${nameOfValue(item, names)}` : ""}: {item.by.map(({ title }) => title).join(", ")}
          {item.used > item.by.length ? ` and ${item.used - item.by.length} more` : ""}
        </span>
      </span>
      <span className="text-ink3 text-sm tabular">
        {item.freesAt ? (
          <>
            Next slot <DateTime at={item.freesAt} zone={zone} now={now} />
          </>
        ) : item.used >= item.max ? (
          "No slot while the rule stands"
        ) : item.who.of === "company" ? (
          "One more of them may be written to"
        ) : (
          "One more may go"
        )}
      </span>
    </li>
  );
}

function nameOfValue({ rule, of }: Near, names: (kind: NamedKind, id: string) => string | null): string {
  const { kind } = rule.scope;
  if (kind === "everything" || kind === "company" || kind === "class") return of;
  return names(kind, of) ?? "one that is gone";
}
