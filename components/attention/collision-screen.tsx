"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Split } from "lucide-react";
import Link from "next/link";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Page } from "@/components/ui/page";
import { TableSkeleton } from "@/components/ui/page-skeleton";
import type { AppRouter } from "@/server/api/root";
import { AttentionHeader } from "./attention-header";

type Pair = inferRouterOutputs<AppRouter>["attention"]["collisions"][number];
type Side = Pair["a"];

const figure = (n: number): string => n.toLocaleString("en");

/** Which sequences and broadcasts want the same people, what it costs each, and what would help. */
export function CollisionScreen({ workspace }: { workspace: string }) {
  const trpc = useTRPC();
  const pairs = useQuery({ ...trpc.attention.collisions.queryOptions(), staleTime: 60_000 });
  return (
    <Page>
      <AttentionHeader
        workspace={workspace}
        description="Who competes for the same people: in the last 30 days and on the way now. The worst first."
      />
      {pairs.error && !pairs.data ? (
        <Failure onRetry={() => void pairs.refetch()}>{errorMessage(pairs.error)}</Failure>
      ) : !pairs.data ? (
        <TableSkeleton rows={6} />
      ) : pairs.data.length === 0 ? (
        <EmptyState icon={<Split />} title="No two want the same people">
          As soon as two sequences or broadcasts have somebody in common, the pair stands here with how often one made
          the other wait.
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {pairs.data.map((pair) => (
            <li key={`${pair.a.id} ${pair.b.id}`} className="rounded-card border border-line bg-surface p-4 sm:p-5">
              <PairCard pair={pair} workspace={workspace} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function PairCard({ pair: { a, b, people, advice }, workspace }: { pair: Pair; workspace: string }) {
  return (
    <div className="grid gap-x-6 gap-y-3 lg:grid-cols-[1fr_1fr_9rem]">
      <SideCell side={a} other={b} workspace={workspace} />
      <SideCell side={b} other={a} workspace={workspace} />
      <p className="lg:text-right">
        <span className="block font-serif text-figure tabular">{figure(people)}</span>
        <span className="text-ink2 text-sm">{people === 1 ? "person" : "people"} in common</span>
      </p>
      {advice.length > 0 ? (
        <ul className="list-disc pl-5 text-ink2 marker:text-ink3 lg:col-span-3">
          {advice.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : (
        <p className="text-ink3 text-sm lg:col-span-3">Neither has kept the other waiting.</p>
      )}
    </div>
  );
}

function SideCell({ side, other, workspace }: { side: Side; other: Side; workspace: string }) {
  const { names } = useVocabulary();
  const base = side.kind === "sequence" ? "sequences" : "broadcasts";
  const lost = side.held + side.skipped;
  return (
    <div className="min-w-0">
      <Link
        href={`/${workspace}/${base}/${side.id}`}
        prefetch={false}
        className="font-medium font-serif text-ink text-lg underline-offset-2 hover:underline"
      >
        {side.name}
      </Link>
      <p className="text-ink3 text-sm">
        {side.teamId === null ? "No team" : (names("team", side.teamId) ?? "A deleted team")}, priority {side.priority}
      </p>
      <p className={lost > 0 ? "text-amber text-sm" : "text-ink2 text-sm"}>
        {lost === 0 ? (
          `Never waited for ${other.name}`
        ) : (
          <>
            {figure(side.held)} held{side.skipped > 0 ? `, ${figure(side.skipped)} skipped` : ""} because of{" "}
            {other.name}
            {side.kind === "sequence" && side.held > 0 ? (
              <>
                {" "}
                <Link
                  className="underline underline-offset-2 hover:text-ink"
                  href={`/${workspace}/attention?sequence=${side.id}#held`}
                >
                  Held now
                </Link>
              </>
            ) : null}
          </>
        )}
      </p>
    </div>
  );
}
