import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { SegmentedNav } from "@/components/ui/segmented-nav";

export interface SequenceHead {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly teamId: string | null;
  readonly liveVersion: { readonly number: number } | null;
}

export type SequenceView = "draft" | "live" | "people" | "versions";

const views: readonly { view: SequenceView; label: string }[] = [
  { view: "draft", label: "Draft" },
  { view: "live", label: "Live" },
  { view: "people", label: "People" },
  { view: "versions", label: "Versions" },
];

/** The bar over every view of a sequence: its name, how it stands, the other views, and what one can do here. */
export function SequenceHeaderBar({
  sequence,
  workspace,
  view,
  words,
  children,
}: {
  sequence: SequenceHead;
  workspace: string;
  view: SequenceView;
  /** How it stands, where the view says it its own way. */
  words?: string;
  children?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2.5">
      <h1 className="font-serif text-title">{sequence.name}</h1>
      <Badge tone={toneOf(sequence)}>{words ?? stateWords(sequence)}</Badge>
      <SegmentedNav
        label="Views of this sequence"
        items={views.map((one) => ({
          label: one.label,
          href: `/${workspace}/sequences/${sequence.id}/${one.view}`,
          active: one.view === view,
        }))}
      />
      {children ? <div className="ml-auto flex items-center gap-3">{children}</div> : null}
    </header>
  );
}

const toneOf = ({ state }: SequenceHead): BadgeTone => (state === "paused" ? "amber" : "neutral");

function stateWords({ state, liveVersion }: SequenceHead): string {
  if (state === "archived") return "Archived";
  if (liveVersion === null) return "Never published";
  return `Version ${liveVersion.number} ${state === "paused" ? "paused" : "live"}`;
}
