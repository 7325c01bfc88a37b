"use client";

import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import type { DiffView } from "@/components/publish/diff-graph";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DateTime } from "@/components/ui/date-time";
import { Select } from "@/components/ui/select";
import type { GraphNode } from "@/core/graph";
import type { AppRouter } from "@/server/api/root";
import { stepName } from "./step-words";

type Version = inferRouterOutputs<AppRouter>["sequences"]["versions"][number];

/** Versions, newest first; the one on view says how it differs from another, at first the one before. */
export function VersionList({
  versions,
  shownId,
  against,
  diff,
  peopleHref,
  onShow,
  onCompare,
  onRestore,
}: {
  versions: readonly Version[];
  shownId: string | null;
  /** Number of the version it is compared with. */
  against: number | null;
  diff: DiffView | null;
  peopleHref: (id: string) => string;
  onShow: (id: string) => void;
  onCompare: (number: number) => void;
  /** Left out for whoever may only look. */
  onRestore: ((version: Version) => void) | undefined;
}) {
  const { zone } = useWorkspace();
  return (
    <ol aria-label="Versions, newest first" className="flex flex-col">
      {versions.map((version) => {
        const { id, number, note, publishedAt, publishedBy, people, live } = version;
        const shown = id === shownId;
        return (
          <li key={id} className={cn("border-line border-b px-5 py-3.5", shown && "bg-surface2")}>
            <button
              type="button"
              aria-pressed={shown}
              onClick={() => onShow(id)}
              className="block w-full rounded-md text-left focus-visible:outline-2 focus-visible:outline-pine focus-visible:outline-offset-2"
            >
              <span className="flex items-center gap-2">
                <span className="font-semibold">Version {number}</span>
                {live ? <Badge tone="pine">Live</Badge> : null}
              </span>
              {note ? <span className="block text-ink2">{note}</span> : null}
              <span className="block text-caption text-ink3">
                <DateTime at={publishedAt} zone={zone} />
                {publishedBy ? `, ${publishedBy}` : ""}
              </span>
            </button>
            <span className="mt-1 flex items-center gap-3 text-sm">
              <Link href={peopleHref(id)} className="text-ink2 underline-offset-2 hover:text-ink hover:underline">
                {people} {people === 1 ? "person" : "people"} on it
              </Link>
              {onRestore ? (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Restore version ${number} as draft`}
                  onClick={() => onRestore(version)}
                >
                  Restore as draft
                </Button>
              ) : null}
            </span>
            {shown && against !== null ? (
              <div className="mt-2 flex items-center gap-2 text-ink2 text-sm">
                Against
                <div className="w-40">
                  <Select
                    aria-label="Compare with"
                    size="sm"
                    value={String(against)}
                    onValueChange={(chosen) => onCompare(Number(chosen))}
                    options={versions.flatMap((other) =>
                      other.number === number
                        ? []
                        : [{ value: String(other.number), label: `Version ${other.number}` }],
                    )}
                  />
                </div>
              </div>
            ) : null}
            {shown && diff ? <Changes diff={diff} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function Changes({ diff }: { diff: DiffView }) {
  const groups: readonly [string, readonly GraphNode[]][] = [
    ["Added", diff.added],
    ["Changed", diff.changed],
    ["Removed", diff.removed],
    ["Rewired", diff.rewired],
  ];
  const said = groups.filter(([, nodes]) => nodes.length > 0);
  if (said.length === 0) return <p className="mt-2 text-ink2 text-sm">No step is different.</p>;
  return (
    <dl className="mt-2 flex flex-col gap-1 text-sm">
      {said.map(([label, nodes]) => (
        <div key={label} className="flex gap-2">
          <dt className="w-16 shrink-0 text-ink3">{label}</dt>
          <dd className="min-w-0">{nodes.map(stepName).join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}
