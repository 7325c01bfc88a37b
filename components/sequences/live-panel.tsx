"use client";

import Link from "next/link";
import { useWorkspace } from "@/components/trpc/use-workspace";
import { BarList } from "@/components/ui/bar-list";
import { DateTime } from "@/components/ui/date-time";
import { Stat, StatList } from "@/components/ui/stat";
import { FiguresAge } from "./figures-age";
import { sayHeldReason } from "./held-reasons";
import { type Counts, type FigureSource, sayCount } from "./live-figures";

/** Beside the canvas: the whole sequence in four figures, and why mails wait. */
export function LivePanel({
  source,
  counts,
  updatedAt,
  onRetry,
  labelOf,
  contactHref,
}: {
  source: FigureSource;
  counts: Counts;
  updatedAt: number;
  onRetry: () => void;
  labelOf: (nodeId: string) => string;
  contactHref: (contactId: string) => string;
}) {
  const { zone } = useWorkspace();
  const machines = Object.values(counts.nodes).reduce((sum, node) => sum + node.machineOpened, 0);
  const link = "text-ink2 underline-offset-2 hover:text-ink hover:underline";
  return (
    <div className="flex flex-col gap-6 px-5 py-4">
      <div className="border-line border-b pb-3">
        <h2 className="font-semibold">Right now</h2>
        <FiguresAge updatedAt={updatedAt} onRetry={onRetry} />
      </div>
      <StatList>
        <Stat
          value={sayCount(counts.people)}
          label={
            <Link className={link} href={source.peopleHref({ status: "active" })}>
              in the sequence
            </Link>
          }
        />
        <Stat
          value={sayCount(counts.enteredToday)}
          label={
            <Link className={link} href={source.peopleHref({ range: "today" })}>
              entered today
            </Link>
          }
        />
        <Stat
          value={sayCount(counts.bought)}
          label={
            <Link className={link} href={source.peopleHref({ did: "bought" })}>
              bought
            </Link>
          }
        />
        <Stat
          value={sayCount(counts.replied)}
          label={
            <Link className={link} href={source.peopleHref({ did: "replied" })}>
              replied
            </Link>
          }
        />
      </StatList>
      <section className="flex flex-col gap-2.5">
        <h3 className="font-semibold">Held right now</h3>
        {counts.heldBy.length === 0 ? (
          <p className="text-ink2 text-sm">Nothing is held.</p>
        ) : (
          <BarList
            items={counts.heldBy.map(({ reason, ruleId, count }) => ({
              label: sayHeldReason(reason),
              value: count,
              href: source.peopleHref({ touch: "held", heldBy: ruleId ?? reason }),
            }))}
          />
        )}
      </section>
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">Just happened</h3>
        {counts.latest.length === 0 ? (
          <p className="text-ink2 text-sm">Nothing yet.</p>
        ) : (
          <ol className="flex flex-col gap-1.5 text-sm">
            {counts.latest.map((one) => (
              <li key={`${one.contactId} ${one.kind} ${one.at.getTime()}`} className="flex justify-between gap-3">
                <Link prefetch={false} className={link} href={contactHref(one.contactId)}>
                  {sayLatest(one, labelOf)}
                </Link>
                <span className="shrink-0 text-caption text-ink3">
                  <DateTime at={one.at} zone={zone} format="time" />
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      {machines > 0 ? (
        <p className="text-caption text-ink3">
          Opens by machines alone, for {sayCount(machines)} {machines === 1 ? "mail" : "mails"}, are left out.
        </p>
      ) : null}
      <p className="text-caption text-ink3">
        Figures count people, not events; whoever came in again counts again. A thicker line is a larger share.
      </p>
    </div>
  );
}

function sayLatest({ name, kind, nodeId }: Counts["latest"][number], labelOf: (nodeId: string) => string): string {
  const step = nodeId === null ? "" : labelOf(nodeId);
  const at = step === "" ? "" : ` ${step}`;
  switch (kind) {
    case "sent":
      return `${step || "A mail"} sent to ${name}`;
    case "replied":
      return `${name} replied to${at || " a mail"}`;
    case "clicked":
      return `${name} clicked in${at || " a mail"}`;
    case "bought":
      return `${name} bought${step === "" ? "" : `, which is the goal ${step}`}`;
    case "goal":
      return `${name} reached ${step === "" ? "a goal" : `the goal ${step}`}`;
    case "entered":
      return `${name} entered`;
    case "left":
      return `${name} left${step === "" ? "" : ` at ${step}`}`;
  }
}
