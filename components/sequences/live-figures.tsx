"use client";

import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { NodeId, OutletId } from "@/core/graph";
import type { AppRouter } from "@/server/api/root";
import { type FigureStore, useStepFigures } from "./figure-store";
import { sayHeldReason } from "./held-reasons";

export type Counts = inferRouterOutputs<AppRouter>["sequences"]["counts"];
export type NodeCounts = Counts["nodes"][string];

const figures = new Intl.NumberFormat("en");
export const sayCount = (count: number): string => figures.format(count);

/** Which sequence and version the figures are of, and where its people are listed. */
export interface FigureSource {
  readonly id: string;
  readonly versionId: string | null;
  readonly range: Range;
  readonly peopleHref: (filter: Readonly<Record<string, string>>) => string;
  readonly figures: FigureStore;
}

export const ranges = ["all", "today", "7d", "30d"] as const;
export type Range = (typeof ranges)[number];

export const countsInput = ({ id, versionId, range }: Omit<FigureSource, "figures" | "peopleHref">) => ({
  id,
  range,
  ...(versionId === null ? {} : { versionId }),
});

function Figure({
  href,
  children,
  label,
  title,
}: {
  href: string;
  children: ReactNode;
  label: string;
  title?: string;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={label}
      title={title}
      className="text-ink2 no-underline underline-offset-2 hover:text-ink hover:underline [&>b]:font-semibold [&>b]:text-ink"
    >
      {children}
    </Link>
  );
}

/** The foot of a card: what left, what came of it, what is held; each opens its people. */
export function LiveFoot({
  source,
  nodeId,
  step,
  sends,
}: {
  source: FigureSource;
  nodeId: NodeId;
  step: string;
  sends: boolean;
}) {
  const counts = useStepFigures(source.figures, nodeId);
  if (!counts) return <span className="text-ink3">Nobody yet</span>;
  if (!sends)
    return (
      <Figure href={source.peopleHref({ step, came: "1" })} label={`${counts.entered} came to ${step}`}>
        <b>{sayCount(counts.entered)}</b> came here
      </Figure>
    );
  // What happened in a range is no share of what was sent in it: people open what came before, too.
  const share = (part: number) =>
    source.range === "all" ? `${Math.round((100 * part) / Math.max(1, counts.sent))}%` : sayCount(part);
  const machines = counts.machineOpened > 0 ? `, ${share(counts.machineOpened)} by machines left out` : "";
  return (
    <>
      <Figure href={source.peopleHref({ step, touch: "accepted" })} label={`${counts.sent} sent at ${step}`}>
        <b>{sayCount(counts.sent)}</b> sent
      </Figure>
      {counts.sent > 0 || counts.opened > 0 ? (
        <Figure
          href={source.peopleHref({ step, did: "opened" })}
          label={`${counts.opened} opened ${step}${machines}`}
          title={`${sayCount(counts.opened)} opened${machines}`}
        >
          <b>{share(counts.opened)}</b> open
        </Figure>
      ) : null}
      {counts.held > 0 ? (
        <Figure href={source.peopleHref({ step, touch: "held" })} label={`${counts.held} held at ${step}`}>
          <b>{sayCount(counts.held)}</b> held
        </Figure>
      ) : counts.sent > 0 || counts.replied > 0 ? (
        <Figure href={source.peopleHref({ step, did: "replied" })} label={`${counts.replied} replied to ${step}`}>
          <b>{share(counts.replied)}</b> reply
        </Figure>
      ) : null}
    </>
  );
}

/** How many left a step by one of its ways out. */
export function LiveTab({
  source,
  nodeId,
  outlet,
  step,
}: {
  source: FigureSource;
  nodeId: NodeId;
  outlet: OutletId;
  step: string;
}) {
  const count = useStepFigures(source.figures, nodeId)?.outlets[outlet] ?? 0;
  return (
    <Figure href={source.peopleHref({ step, outlet })} label={`${count} left ${step} this way`}>
      {sayCount(count)}
    </Figure>
  );
}

/** The pill under a card: how many stand here, and which rule holds their mail. */
export function LiveWaiting({ source, nodeId, step }: { source: FigureSource; nodeId: NodeId; step: string }) {
  const counts = useStepFigures(source.figures, nodeId);
  const here = counts?.here ?? 0;
  const top = counts?.heldBy[0];
  if (counts && counts.held > 0 && top)
    return (
      <Link
        href={source.peopleHref({ step, touch: "held" })}
        prefetch={false}
        aria-label={`${counts.held} held at ${step}: ${counts.heldBy.map(sayHeldBy).join(", ")}`}
        title={counts.heldBy.map(sayHeldBy).join(", ")}
        className="max-w-52 truncate rounded-sm bg-amber-tint px-1.5 font-medium text-amber text-micro leading-5 no-underline tabular hover:underline"
      >
        {sayCount(counts.held)} held: {sayHeldReason(top.reason)}
        {counts.heldBy.length > 1 ? " and others" : ""}
      </Link>
    );
  if (here === 0) return null;
  return (
    <Link
      href={source.peopleHref({ step, status: "active" })}
      prefetch={false}
      aria-label={`${here} waiting at ${step}`}
      className="rounded-sm bg-amber-tint px-1.5 font-medium text-amber text-micro leading-5 no-underline tabular hover:underline"
    >
      {sayCount(here)} waiting
    </Link>
  );
}

const sayHeldBy = ({ reason, count }: NodeCounts["heldBy"][number]): string =>
  `${sayCount(count)} by ${sayHeldReason(reason)}`;
