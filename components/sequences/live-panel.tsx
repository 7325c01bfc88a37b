"use client";

import Link from "next/link";
import { BarList } from "@/components/ui/bar-list";
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
}: {
  source: FigureSource;
  counts: Counts;
  updatedAt: number;
  onRetry: () => void;
}) {
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
          value={sayCount(counts.finished)}
          label={
            <Link className={link} href={source.peopleHref({ status: "finished" })}>
              have left
            </Link>
          }
        />
        <Stat value={sayCount(counts.bought)} label="bought" />
        <Stat value={sayCount(counts.replied)} label="replied" />
      </StatList>
      <section className="flex flex-col gap-2.5">
        <h3 className="font-semibold">Held right now</h3>
        {counts.heldBy.length === 0 ? (
          <p className="text-ink2 text-sm">Nothing is held.</p>
        ) : (
          <BarList
            items={counts.heldBy.map(({ reason, count }) => ({
              label: sayHeldReason(reason),
              value: count,
              href: source.peopleHref({ touch: "held" }),
            }))}
          />
        )}
      </section>
      <p className="text-caption text-ink3">
        Figures count people, not events. Opens and clicks by machines are left out. A thicker line is a larger share.
      </p>
    </div>
  );
}
