"use client";

import { TriangleAlert } from "lucide-react";
import { useContext, useMemo } from "react";
import { CanvasActions, pressOf } from "@/components/canvas/canvas-actions";
import { spokenCard } from "@/components/canvas/card-view";
import type { DrawnLine } from "@/components/canvas/drawing";
import { type StepActions, StepMenu } from "@/components/canvas/inspector/step-actions";
import { PlusButton, type PlusPlace } from "@/components/canvas/plus-button";
import type { Flow, MovePlaces } from "@/components/canvas/to-flow";
import { toneOf } from "@/components/canvas/tones";
import { cn } from "@/components/ui/cn";
import { GlyphTile } from "@/components/ui/glyph";
import { type DaySpan, daySpans, describeDays } from "@/core/day-gutter";
import { type Graph, type NodeId, nodeOf, stepLabel } from "@/core/graph";
import { nodeTypeOf } from "@/core/nodes";
import { type OutlineBranch, type OutlineItem, toOutline } from "./to-outline";

export interface OutlineViewProps {
  readonly graph: Graph;
  readonly flow: Flow;
  readonly selected: NodeId | null;
  readonly also: ReadonlySet<NodeId>;
  readonly tabStop: NodeId | null;
  readonly places: MovePlaces | undefined;
  readonly label: string;
  readonly editable: boolean;
  readonly actions: StepActions;
}

interface Shared extends OutlineViewProps {
  readonly spans: ReadonlyMap<NodeId, DaySpan>;
}

/** The same document as nested lists: every step a row, every outcome a list of its own, all of it editable. */
export function OutlineView(props: OutlineViewProps) {
  const { graph, flow } = props;
  const lists = useMemo(() => toOutline(flow.drawn), [flow.drawn]);
  const spans = useMemo(() => daySpans(graph), [graph]);
  return (
    <section aria-label={props.label} className="min-h-0 flex-1 overflow-y-auto bg-canvas px-4 pt-5 pb-24 md:px-8">
      <div className="mx-auto flex max-w-3xl flex-col gap-6">
        {lists.map((items, index) => (
          <div key={items[0]?.id}>
            {index > 0 ? <h2 className="mb-2 text-ink2 text-sm">No line leads here</h2> : null}
            <Items items={items} shared={{ ...props, spans }} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Items({ items, shared }: { items: readonly OutlineItem[]; shared: Shared }) {
  return (
    <ol className="flex flex-col gap-1.5">
      {items.map((item) => (
        <li key={item.id} className="flex flex-col gap-1.5">
          <Row item={item} shared={shared} />
          {item.branches.length > 0 ? (
            <ul className="ml-4 flex flex-col gap-3 border-line2 border-l pt-1 pb-2 pl-4 md:ml-6 md:pl-5">
              {item.branches.map((branch) => (
                <Branch key={branch.line.id} branch={branch} shared={shared} />
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Branch({ branch, shared }: { branch: OutlineBranch; shared: Shared }) {
  const { line, items } = branch;
  return (
    <li className="flex flex-col gap-1.5">
      <div className="flex min-h-7 flex-wrap items-center gap-2 text-sm">
        <span className="font-medium text-iris">{line.outlet.label}</span>
        {branch.below ? (
          <span className="text-ink2">goes on below</span>
        ) : items.length === 0 ? (
          <Whither line={line} shared={shared} />
        ) : null}
        <LinePlus line={line} shared={shared} />
      </div>
      {items.length > 0 ? <Items items={items} shared={shared} /> : null}
    </li>
  );
}

/** Where a line leads that has no list below it. */
function Whither({ line, shared }: { line: DrawnLine; shared: Shared }) {
  const target = line.to === null ? undefined : nodeOf(shared.graph, line.to);
  return (
    <span className="text-ink2">
      {target ? `${line.back ? "continues back at" : "continues at"} ${stepLabel(target)}` : "leaves here"}
    </span>
  );
}

function LinePlus({ line, shared }: { line: DrawnLine; shared: Shared }) {
  const node = nodeOf(shared.graph, line.from);
  const from = node ? stepLabel(node) : "";
  const { places, editable } = shared;
  if (!editable) return null;
  const place: PlusPlace = !places
    ? null
    : places.aimed === line.id
      ? "aimed"
      : places.lines.has(line.id)
        ? "free"
        : "closed";
  return (
    <PlusButton
      slot={{ from: line.from, outlet: line.outlet.id }}
      label={`${places ? "Move it" : "Add a step"} after ${from}${line.tabs > 1 ? `, ${line.outlet.label}` : ""}`}
      place={place}
      wanted={line.to === null && line.outlet.required}
    />
  );
}

function Row({ item, shared }: { item: OutlineItem; shared: Shared }) {
  const { select } = useContext(CanvasActions);
  const { flow, selected, also, tabStop, spans } = shared;
  const view = flow.views.get(item.id);
  if (!view) return null;
  const span = spans.get(item.id);
  const only = flow.drawn.lines.filter((line) => line.from === item.id);
  const chosen = selected === item.id || also.has(item.id);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <button
        type="button"
        id={`step-${item.id}`}
        tabIndex={tabStop === item.id ? 0 : -1}
        aria-label={[spokenCard(view), span ? describeDays(span) : null].filter(Boolean).join(". ")}
        aria-pressed={chosen}
        onClick={(event) => select(item.id, pressOf(event))}
        className={cn(
          "flex min-h-12 min-w-0 flex-1 basis-48 cursor-pointer items-center gap-3 rounded-card border bg-surface px-3 py-2 text-left hover:border-line2",
          view.problem?.rank === "must" ? "border-rust" : "border-line",
          chosen && "outline-2 outline-pine outline-offset-1",
        )}
      >
        <GlyphTile name={view.icon} tone={toneOf(view.tone)} round={view.shape === "pill"} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold text-sm">{view.title}</span>
          <span className="block truncate text-caption text-ink2">{view.summary}</span>
          {view.problem ? (
            <span
              className={cn(
                "flex items-center gap-1 text-caption",
                view.problem.rank === "must" ? "text-rust" : "text-amber",
              )}
            >
              <TriangleAlert aria-hidden className="size-3 shrink-0" />
              {view.problem.message}
            </span>
          ) : null}
        </span>
        <span className="flex flex-col items-end text-caption text-ink3 tabular">
          {view.step}
          {span ? <span className="whitespace-nowrap">{describeDays(span)}</span> : null}
        </span>
      </button>
      {only.length === 1 && only[0] ? (
        <>
          {item.end ? (
            <span className="max-md:order-last max-md:w-full max-md:pl-3 max-md:text-sm">
              <Whither line={item.end} shared={shared} />
            </span>
          ) : null}
          <LinePlus line={only[0]} shared={shared} />
        </>
      ) : null}
      {shared.editable ? (
        <StepMenu
          id={item.id}
          step={view.step}
          type={nodeTypeOf(nodeOf(shared.graph, item.id)?.kind ?? "")}
          actions={shared.actions}
        />
      ) : null}
    </div>
  );
}
