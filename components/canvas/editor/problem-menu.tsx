"use client";

import { TriangleAlert } from "lucide-react";
import type { DraftStore } from "@/components/canvas/store/draft-store";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { nodeOf, stepLabel } from "@/core/graph";
import type { Problem } from "@/core/problem";
import { byRank } from "./by-rank";

export interface ProblemMenuProps {
  readonly store: DraftStore;
  readonly problems: readonly Problem[];
  readonly onOpen: (problem: Problem) => void;
}

/** "1 to fix": opens the list; each row leads to its field. F8 walks the same list. */
export function ProblemMenu({ store, problems, onOpen }: ProblemMenuProps) {
  const must = problems.filter((problem) => problem.rank === "must").length;
  if (problems.length === 0) return null;
  const label = must > 0 ? `${must} to fix` : `${problems.length} to look at`;
  return (
    <Popover
      title="What to fix before publishing"
      align="end"
      className="w-96"
      trigger={
        <button type="button" className="rounded-pill">
          <Badge tone={must > 0 ? "rust" : "amber"}>{label}</Badge>
        </button>
      }
    >
      <ul className="-mx-2 max-h-96 overflow-y-auto">
        {byRank(problems).map((problem) => {
          const node = problem.nodeId === null ? undefined : nodeOf(store.getState().graph, problem.nodeId);
          return (
            <li key={`${problem.nodeId} ${problem.path} ${problem.code}`}>
              <button
                type="button"
                onClick={() => onOpen(problem)}
                className="flex w-full items-start gap-2 rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover"
              >
                <TriangleAlert
                  aria-hidden
                  className={cn("mt-0.5 size-3.5 shrink-0", problem.rank === "must" ? "text-rust" : "text-amber")}
                />
                <span className="flex-1">{problem.message}</span>
                <span className="text-caption text-ink3 tabular">{node ? stepLabel(node) : ""}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Popover>
  );
}
