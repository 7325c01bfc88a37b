"use client";

import { useRef } from "react";
import { PickList } from "@/components/canvas/add/pick-list";
import type { CardView } from "@/components/canvas/card-view";
import { Dialog } from "@/components/ui/dialog";
import type { NodeId } from "@/core/graph";

/** "/": any step by its number, its title or what it says. */
export function FindStep({
  views,
  onClose,
  onFind,
}: {
  views: ReadonlyMap<NodeId, CardView>;
  onClose: () => void;
  onFind: (id: NodeId) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Find a step" initialFocus={field}>
      <PickList
        field={field}
        label="Number, name or words of a step"
        empty="No step is called that."
        entries={[...views.values()].map((view) => ({
          id: view.id,
          title: `${view.step} ${view.title}`,
          hint: view.summary,
          key: null,
          icon: view.icon,
          tone: view.tone,
          value: view.id,
        }))}
        onPick={onFind}
      />
    </Dialog>
  );
}
