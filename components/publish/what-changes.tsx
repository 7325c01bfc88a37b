"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { type Graph, stepLabel } from "@/core/graph";
import { type Choices, destinationOf } from "@/core/migrate-choice";
import { type PublishPlan, sayGroup } from "./move-words";

/** For each group of people inside: what happens next, and when. */
export function WhatChanges({
  plan,
  after,
  choices,
  stay,
  number,
  zone,
  stale,
}: {
  plan: PublishPlan;
  after: Graph;
  choices: Choices;
  stay: boolean;
  number: number;
  zone: string;
  /** The plan shown is of the choices before. */
  stale: boolean;
}) {
  return (
    <section aria-busy={stale} aria-live="polite" className="rounded-lg border border-line px-3.5 py-3">
      <h3 className="mb-1.5 font-semibold text-sm">What changes for them</h3>
      <ul className="flex flex-col gap-1.5 text-ink2 text-sm">
        {plan.groups.map((group) => {
          const before = plan.versions.find(({ id }) => id === group.versionId)?.graph;
          const node = group.nodeId === null ? undefined : before?.nodes[group.nodeId];
          if (!before) return null;
          const destination = stay ? ({ to: "stay" } as const) : destinationOf(choices, group, before, after);
          const open = plan.open.some((one) => one.versionId === group.versionId && one.nodeId === group.nodeId);
          return (
            <li key={`${group.versionId}/${group.nodeId}`}>
              <b className="font-semibold text-ink tabular">{group.people}</b> at {node ? stepLabel(node) : "the entry"}
              :{" "}
              {stale && !stay ? (
                <Skeleton className="inline-block h-3 w-28 align-middle" />
              ) : open && !stay ? (
                <span className="text-rust">say where they go</span>
              ) : (
                sayGroup({ group, before, after, destination, zone, version: `version ${number}` }).join("; ")
              )}
            </li>
          );
        })}
        <li className="text-ink">No email is sent by publishing.</li>
      </ul>
    </section>
  );
}
