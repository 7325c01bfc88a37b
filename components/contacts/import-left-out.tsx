"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { errorMessage } from "@/components/trpc/field-errors";
import { useTRPC } from "@/components/trpc/react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { sayRefusal } from "./entry-refusals";

type LeftOut = Readonly<Record<string, { readonly count: number }>>;

/** Who of an import did not enter its sequence: how many for each reason, and who. */
export function ImportLeftOut({ id, workspace, leftOut }: { id: string; workspace: string; leftOut: LeftOut }) {
  const [shown, setShown] = useState<string | null>(null);
  const reasons = Object.entries(leftOut).sort(([, a], [, b]) => b.count - a.count);
  if (reasons.length === 0) return null;
  return (
    <Card>
      <h2 className="font-medium text-body">Did not enter the sequence</h2>
      <ul className="mt-2 flex flex-col gap-2">
        {reasons.map(([reason, { count }]) => (
          <li key={reason} className="text-sm">
            <div className="flex items-center justify-between gap-3">
              <span>{sayRefusal(reason, count)}</span>
              <Button
                size="sm"
                variant="quiet"
                aria-expanded={shown === reason}
                onClick={() => setShown(shown === reason ? null : reason)}
              >
                {shown === reason ? "Hide them" : "See them"}
              </Button>
            </div>
            {shown === reason ? <People id={id} reason={reason} workspace={workspace} count={count} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function People(of: { id: string; reason: string; workspace: string; count: number }) {
  const trpc = useTRPC();
  const people = useQuery(trpc.imports.leftOut.queryOptions({ id: of.id, reason: of.reason }));
  if (people.error && !people.data)
    return <Failure onRetry={() => void people.refetch()}>{errorMessage(people.error)}</Failure>;
  if (!people.data) return <Skeleton className="mt-2 h-16 w-full" />;
  return (
    <>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {people.data.map(({ id, name }) => (
          <li key={id}>
            <Link prefetch={false} className="text-pine hover:underline" href={`/${of.workspace}/contacts/${id}`}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {of.count > people.data.length ? (
        <p className="mt-1 text-ink3">
          {people.data.length.toLocaleString("en")} of {of.count.toLocaleString("en")} can be shown.
        </p>
      ) : null}
    </>
  );
}
