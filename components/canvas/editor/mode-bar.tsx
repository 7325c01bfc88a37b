"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { copySteps } from "@/core/edit-paste";
import { labelOf } from "./label-of";
import { keepClip, sayCopied } from "./use-clipboard";
import type { Editing } from "./use-editing";

/** While a step is being moved, or several are chosen, the strip that says so. */
export function ModeBar({ editing }: { editing: Editing }) {
  const { graph, moving, selection, duplicate, deleting, say, isOpen } = editing;
  const { also } = selection;
  if (moving.moving !== null) return <MovingBar step={labelOf(graph, moving.moving)} onCancel={moving.cancel} />;
  if (also.size === 0) return null;
  return (
    <ChosenBar
      count={also.size}
      onCopy={() => {
        const text = copySteps(graph, [...also]);
        if (text === null) return;
        keepClip(text);
        void navigator.clipboard?.writeText(text);
        say(sayCopied(graph, [...also]));
      }}
      {...(isOpen ? { onDuplicate: () => duplicate([...also]), onDelete: () => deleting.remove([...also]) } : {})}
      onClear={() => selection.open(null)}
    />
  );
}

/** A strip over the canvas while something is being moved or several steps are chosen: what it is, and what one can do. */
function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="-translate-x-1/2 absolute bottom-3 left-1/2 z-10 flex max-w-[calc(100%-1.5rem)] flex-wrap items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-4 shadow-float">
      {children}
    </div>
  );
}

function MovingBar({ step, onCancel }: { step: string; onCancel: () => void }) {
  return (
    <Bar>
      <span className="text-sm">
        Where does {step} go? Press a plus, or <Kbd>↓</Kbd> <Kbd>↑</Kbd> and <Kbd>Enter</Kbd>
      </span>
      <Button size="sm" variant="quiet" onClick={onCancel}>
        Leave it
      </Button>
    </Bar>
  );
}

function ChosenBar({
  count,
  onCopy,
  onDuplicate,
  onDelete,
  onClear,
}: {
  count: number;
  onCopy: () => void;
  /** Left out where nothing may be changed. */
  onDuplicate?: () => void;
  onDelete?: () => void;
  onClear: () => void;
}) {
  return (
    <Bar>
      <span className="mr-2 text-sm tabular">
        {count} {count === 1 ? "step" : "steps"}
      </span>
      <Button size="sm" onClick={onCopy}>
        Copy
      </Button>
      {onDuplicate ? (
        <Button size="sm" onClick={onDuplicate}>
          Duplicate
        </Button>
      ) : null}
      {onDelete ? (
        <Button size="sm" variant="danger-quiet" onClick={onDelete}>
          Delete
        </Button>
      ) : null}
      <Button size="sm" variant="quiet" onClick={onClear}>
        Let go
      </Button>
    </Bar>
  );
}
