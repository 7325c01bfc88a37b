"use client";

import { formatInstant } from "@/components/ui/date-format";
import { HollowStamp, Stamp, type TimelineTone } from "@/components/ui/timeline";
import type { NodeId } from "@/core/graph";
import type { TrialRow } from "./trial-rows";

const tones: Readonly<Record<TimelineTone, string>> = {
  neutral: "text-ink2",
  pine: "text-pine",
  amber: "text-amber",
  iris: "text-iris",
  slate: "text-slate",
  rust: "text-rust",
};

/** What would happen, line by line; the numbers stand on the canvas too. */
export function TrialTimeline({
  rows,
  zone,
  onShow,
}: {
  rows: readonly TrialRow[];
  zone: string;
  onShow: (nodeId: NodeId) => void;
}) {
  return (
    <ol aria-label="What would happen" aria-live="polite" className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={row.key}>
          <button
            type="button"
            disabled={row.nodeId === null}
            onClick={() => row.nodeId !== null && onShow(row.nodeId)}
            className="flex w-full gap-3.5 rounded-md text-left enabled:hover:bg-hover focus-visible:outline-2 focus-visible:outline-pine focus-visible:outline-offset-2"
          >
            {row.stamp === null ? <HollowStamp tone={row.tone} /> : <Stamp>{row.stamp}</Stamp>}
            <span className="min-w-0">
              <span className="block font-semibold">{row.title}</span>
              {row.reason ? <span className={`block text-sm ${tones[row.tone]}`}>{row.reason}</span> : null}
              <span className="block text-caption text-ink3 tabular">
                {formatInstant(new Date(row.at), zone, "short")}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
