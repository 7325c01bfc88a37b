"use client";

import { useCallback, useMemo, useState } from "react";
import { drawCards } from "@/components/canvas/draw-cards";
import { FlowCanvas, useCanvasActions } from "@/components/canvas/flow-canvas";
import { toFlow } from "@/components/canvas/to-flow";
import { useVocabulary } from "@/components/canvas/workspace-names";
import { useTheme } from "@/components/ui/theme-provider";
import type { NodeId } from "@/core/graph";
import type { DiffView } from "./diff-graph";

const nothing = () => undefined;

/** Two versions in one picture: what is new, what is different, what is gone, and how many stand where. */
export function DiffCanvas({
  view,
  people,
  label,
}: {
  view: DiffView;
  people: ReadonlyMap<NodeId, number>;
  label: string;
}) {
  const { names } = useVocabulary();
  const { resolved } = useTheme();
  const [selected, setSelected] = useState<string | null>(null);
  const actions = useCanvasActions({
    select: setSelected,
    add: nothing,
    under: useCallback(
      (id: NodeId) => <HereNow count={people.get(id) ?? 0} mark={view.marks.get(id)} />,
      [people, view],
    ),
  });
  const cards = useMemo(() => drawCards({ graph: view.graph, problems: [], names, hasFoot: false }), [view, names]);
  const flow = useMemo(
    () =>
      toFlow(
        {
          editable: false,
          hasFoot: false,
          path: null,
          selected,
          tabStop: selected ?? cards.drawn.ids[0] ?? null,
          diff: view.marks,
        },
        cards,
      ),
    [view, cards, selected],
  );
  return (
    <FlowCanvas
      flow={flow}
      actions={actions}
      colorMode={resolved}
      editable={false}
      fit
      walks
      shown={selected}
      label={label}
    />
  );
}

const tags = {
  added: "bg-pine text-on-pine",
  changed: "bg-slate text-canvas",
  removed: "bg-rust text-canvas",
} as const;

function HereNow({ count, mark }: { count: number; mark: keyof typeof tags | undefined }) {
  if (count === 0 && mark === undefined) return null;
  return (
    <span className="flex gap-1">
      {mark ? <span className={`rounded-sm px-1.5 font-medium text-micro leading-5 ${tags[mark]}`}>{mark}</span> : null}
      {count > 0 ? (
        <span className="rounded-sm bg-amber-tint px-1.5 font-medium text-amber text-micro leading-5 tabular">
          {count} here
        </span>
      ) : null}
    </span>
  );
}
