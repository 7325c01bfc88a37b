"use client";

import { memo, useContext } from "react";
import { Handle, type Node, type NodeProps, Position, useStore } from "reactflow";
import { cn } from "@/components/ui/cn";
import type { Slot } from "@/core/edit";
import { CanvasActions, pressOf } from "./canvas-actions";
import { type CardView, heights, spokenCard } from "./card-view";
import { FAR_ZOOM } from "./far-zoom";
import { PlusButton, type PlusPlace } from "./plus-button";
import { type CardMark, StepCard } from "./step-card";
import { toneOf } from "./tones";

export interface StepNodeData extends Record<string, unknown> {
  readonly view: CardView;
  readonly mark: CardMark;
  /** Numbers of a person's path through this step. */
  readonly stamps: readonly number[];
  readonly nowHere: boolean;
  /** One card of the canvas is the tab stop. */
  readonly tabStop: boolean;
  readonly editable: boolean;
  /** While a step is being moved: what each way out is for it, in the order of tabs. */
  readonly places: readonly PlusPlace[] | null;
}
export type StepFlowNode = Node<StepNodeData, "step">;

/** A step on the canvas: its card, the handles its lines leave from, and a stub for each way out that leads nowhere. */
export const StepNode = memo(function StepNode({ data, height }: NodeProps<StepFlowNode>) {
  const { view, mark } = data;
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM);
  const { select, foot, tab } = useContext(CanvasActions);
  // React Flow takes the pointer from nodes that cannot be dragged: on a canvas one only reads, cards and figures are still pressed.
  return (
    <div className="group pointer-events-auto relative w-full" data-step={view.id}>
      <Handle
        type="target"
        position={Position.Top}
        className="!size-2 !border-0 !bg-transparent"
        isConnectable={false}
      />
      <button
        type="button"
        id={`step-${view.id}`}
        tabIndex={data.tabStop ? 0 : -1}
        aria-label={spoken(data)}
        aria-pressed={mark.selected ?? false}
        onClick={(event) => select(view.id, pressOf(event))}
        className="nopan block w-full cursor-pointer rounded-card text-left focus-visible:outline-2 focus-visible:outline-pine focus-visible:outline-offset-2"
      >
        {isFar ? (
          <FarCard data={data} height={height ?? 64} />
        ) : (
          <StepCard view={view} mark={mark} hasFoot={foot !== undefined} counted={tab !== undefined} />
        )}
      </button>
      {isFar ? null : <Figures view={view} />}
      {data.stamps.length > 0 ? <Stamps numbers={data.stamps} /> : null}
      {data.nowHere ? (
        <span className="-top-2.5 absolute right-3 rounded-sm bg-amber-mark px-1.5 text-micro text-on-amber">
          now here
        </span>
      ) : null}
      {view.tabs.map((tab, index) => (
        <TabFoot key={tab.outlet} data={data} index={index} outlet={tab.outlet} />
      ))}
    </div>
  );
});

/** Figures of the live view over their places on the card; each may be a link of its own. */
function Figures({ view }: { view: CardView }) {
  const { foot, tab, under } = useContext(CanvasActions);
  const isCard = view.shape === "card";
  return (
    <>
      {foot && isCard ? (
        <div
          style={{ height: heights.foot }}
          className="nopan absolute inset-x-0 bottom-0 flex items-center gap-4 px-3 text-caption text-ink2 tabular"
        >
          {foot(view.id)}
        </div>
      ) : null}
      {tab && view.hasTabs ? (
        <div className="pointer-events-none absolute inset-x-0 flex" style={{ bottom: foot ? heights.foot + 2 : 2 }}>
          {view.tabs.map(({ outlet }) => (
            <span
              key={outlet}
              className="nopan flex-1 text-center text-micro text-ink2 tabular [&>a]:pointer-events-auto [&>button]:pointer-events-auto"
            >
              {tab(view.id, outlet)}
            </span>
          ))}
        </div>
      ) : null}
      {under ? (
        <div className="nopan -bottom-4 pointer-events-none absolute inset-x-0 z-10 flex justify-center [&>a]:pointer-events-auto">
          {under(view.id)}
        </div>
      ) : null}
    </>
  );
}

/** Below 45 % a card is one flat box with a big title: hundreds of them stay smooth. */
function FarCard({ data: { view, mark }, height }: { data: StepNodeData; height: number }) {
  return (
    <div
      style={{ height }}
      className={cn(
        mark.selected && "outline-4 outline-pine",
        "grid place-items-center border-2 bg-surface px-2",
        view.shape === "pill" ? "rounded-pill" : "rounded-card",
        far[toneOf(view.tone)],
      )}
    >
      <span className="line-clamp-2 text-center font-semibold text-title">{view.title}</span>
    </div>
  );
}

const far = {
  neutral: "border-line2",
  pine: "border-pine",
  amber: "border-amber",
  iris: "border-iris",
  slate: "border-slate",
  rust: "border-rust",
} as const;

function Stamps({ numbers }: { numbers: readonly number[] }) {
  return (
    <span className="-top-3 -left-3 absolute flex -space-x-1">
      {numbers.slice(-3).map((number) => (
        <span
          key={number}
          className="grid size-6 place-items-center rounded-pill bg-ink font-semibold text-canvas text-micro tabular"
        >
          {number}
        </span>
      ))}
    </span>
  );
}

/** The handle of one way out, and what hangs there when it leads nowhere or back. */
function TabFoot({ data, index, outlet }: { data: StepNodeData; index: number; outlet: string }) {
  const { view, editable } = data;
  const tab = view.tabs[index];
  if (!tab) return null;
  const left = `${((index + 0.5) / view.tabs.length) * 100}%`;
  const showsStub = !view.terminal && (tab.continuesAt !== null || tab.open);
  return (
    <>
      {showsStub ? (
        <div className="-translate-x-1/2 absolute top-full flex flex-col items-center" style={{ left }}>
          <span aria-hidden className="h-3.5 w-0 border-line2 border-l-[1.6px]" />
          {tab.continuesAt !== null ? (
            <ContinueAt step={tab.continuesAt} slot={editable ? { from: view.id, outlet } : null} />
          ) : editable ? (
            <PlusButton
              slot={{ from: view.id, outlet }}
              label={`${data.places ? "Move it" : "Add a step"} after ${view.step}${view.hasTabs ? `, ${tab.label}` : ""}`}
              place={data.places?.[index] ?? null}
              wanted={tab.wanted}
            />
          ) : (
            <span className="whitespace-nowrap text-micro text-ink3">leaves here</span>
          )}
        </div>
      ) : null}
      {/* After the stub, which would cover its lower half. */}
      <Handle
        type="source"
        id={outlet}
        position={Position.Bottom}
        style={{ left }}
        className="!size-2 !border-line2 !bg-surface z-10 opacity-0 before:absolute before:-inset-2 before:content-[''] group-hover:opacity-100"
        isConnectable={editable}
      />
    </>
  );
}

/** Where a line leads back; pressed, it opens the menu of its line. */
function ContinueAt({ step, slot }: { step: string; slot: Slot | null }) {
  const { add } = useContext(CanvasActions);
  const style = "whitespace-nowrap rounded-pill border border-line2 bg-surface px-2 text-micro text-ink2";
  return slot ? (
    <button
      type="button"
      tabIndex={-1}
      onClick={(event) => add(slot, event.currentTarget)}
      className={cn(style, "nopan nodrag touch-target cursor-pointer hover:border-pine hover:text-ink")}
    >
      continue at {step}
    </button>
  ) : (
    <span className={style}>continue at {step}</span>
  );
}

const spoken = ({ view, stamps, nowHere }: StepNodeData): string =>
  [spokenCard(view), stamps.length > 0 ? `Visited as ${stamps.join(", ")}` : null, nowHere ? "now here" : null]
    .filter(Boolean)
    .join(". ");
