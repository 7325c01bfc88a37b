"use client";

import "reactflow/dist/base.css";
import { Maximize, Minus, Plus } from "lucide-react";
import { type ReactNode, useMemo, useRef } from "react";
import { getNodesBounds, Panel, ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow } from "reactflow";
import { IconButton } from "@/components/ui/icon-button";
import type { Slot } from "@/core/edit";
import type { NodeId } from "@/core/graph";
import { CanvasActions, type CanvasActionsValue } from "./canvas-actions";
import { DayGutter } from "./day-gutter";
import { Dots } from "./dots";
import { CULL_FROM } from "./far-zoom";
import { StepLine } from "./flow-line";
import { StepNode } from "./flow-node";
import type { Flow } from "./to-flow";
import { useCardDrag } from "./use-card-drag";
import { useConnecting } from "./use-connecting";
import { useMarquee } from "./use-marquee";
import { useSettling } from "./use-settling";
import { type ShowRequest, useShowStep } from "./use-show-step";
import { useViewRequest, type ViewRequest, whole } from "./use-view-request";
import { useWalking } from "./use-walking";

// Built once: rebuilt in a component they would remount every card on each render (9.8 fps instead of 58).
const nodeTypes = { step: StepNode };
const edgeTypes = { line: StepLine };

export interface FlowCanvasProps {
  readonly flow: Flow;
  readonly actions: CanvasActionsValue;
  readonly colorMode: "light" | "dark";
  readonly editable: boolean;
  /** Cards were dragged by so much. */
  readonly onNudge?: (ids: readonly NodeId[], by: { x: number; y: number }) => void;
  /** A card was dropped on the plus of a line. */
  readonly onMove?: (id: NodeId, slot: Slot) => void;
  /** A tab was dropped on a card. */
  readonly onConnect?: (slot: Slot, to: NodeId) => void;
  /** Cards were framed with Shift and the mouse. */
  readonly onMarquee?: (ids: readonly NodeId[]) => void;
  /** The arrows go from card to card: where no editor has keys of its own. */
  readonly walks?: boolean;
  /** Pans this card into view when it changes. */
  readonly shown: NodeId | null;
  /** Brings a card into view and, if it says so, puts the keyboard on it; a new object asks again. */
  readonly show?: ShowRequest | null;
  readonly view?: ViewRequest | null;
  readonly label: string;
  /** Begins with the whole graph in view, as far as it stays readable. */
  readonly fit?: boolean;
  readonly children?: ReactNode;
}

/** The canvas: React Flow as a skin over core. It keeps nothing; what it shows is derived, what it is told goes to commands. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasActions value={props.actions}>
        <Canvas {...props} />
      </CanvasActions>
    </ReactFlowProvider>
  );
}

function Canvas(props: FlowCanvasProps) {
  const { flow, editable, shown } = props;
  const instance = useReactFlow();
  const section = useRef<HTMLElement>(null);
  const drag = useCardDrag(flow, props.onNudge, props.onMove);
  const connecting = useConnecting(section, props.onConnect);
  const marquee = useMarquee(drag.nodes, props.onMarquee);
  const walking = useWalking(flow, props.walks ?? false);
  useShowStep(section, shown, props.show ?? walking.walked);
  useSettling(section, flow.drawn);
  useViewRequest(props.view ?? null);

  return (
    <section
      ref={section}
      aria-label={props.label}
      onKeyDown={walking.onKeyDown}
      className="flow-canvas relative h-full min-h-0 flex-1 bg-canvas"
    >
      <ReactFlow
        nodes={marquee.nodes}
        edges={flow.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={props.colorMode}
        onNodesChange={(changes) => {
          drag.onNodesChange(changes);
          marquee.onNodesChange(changes);
        }}
        onNodeDragStop={drag.onNodeDragStop}
        {...connecting}
        onSelectionStart={marquee.onSelectionStart}
        onSelectionEnd={marquee.onSelectionEnd}
        nodesDraggable={editable}
        nodesConnectable={editable}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={props.onMarquee !== undefined}
        selectNodesOnDrag={false}
        selectionMode={SelectionMode.Partial}
        selectionKeyCode={props.onMarquee ? "Shift" : null}
        disableKeyboardA11y
        onlyRenderVisibleElements={flow.nodes.length > CULL_FROM}
        defaultViewport={firstView(flow)}
        onInit={() => {
          const room = section.current;
          if (room && (props.fit || room.clientWidth < NARROW)) void instance.setViewport(readableView(flow, room));
        }}
        minZoom={0.1}
        maxZoom={1.5}
        panOnScroll
        panOnDrag
        nodeDragThreshold={4}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: false }}
        className="!bg-canvas"
      >
        <Dots />
        <DayGutter rows={flow.days} />
        <Panel position="bottom-right" className="!mb-8 !mr-3 flex flex-col gap-1">
          <IconButton
            label="Zoom in"
            icon={<Plus />}
            size="sm"
            tooltipSide="left"
            onClick={() => void instance.zoomIn()}
          />
          <IconButton
            label="Zoom out"
            icon={<Minus />}
            size="sm"
            tooltipSide="left"
            onClick={() => void instance.zoomOut()}
          />
          <IconButton
            label="Show everything"
            icon={<Maximize />}
            size="sm"
            tooltipSide="left"
            onClick={() => void instance.fitView(whole)}
          />
        </Panel>
        {props.children}
      </ReactFlow>
    </section>
  );
}

/** Left edge of the drawing clear of the day gutter; wide ones a little smaller. From the data alone: the server draws the same. */
function firstView({ drawn }: Flow): { x: number; y: number; zoom: number } {
  const left = Math.min(0, ...[...drawn.places.values()].map(({ x }) => x));
  const zoom = left < -500 ? 0.8 : 1;
  return { x: Math.min(720, Math.max(420, 96 - left * zoom)), y: 72, zoom };
}

const READABLE = { from: 0.7, to: 1 };
/** Below this width where people enter would be out of sight. */
const NARROW = 640;
const GUTTER = 66;
const MARGIN = 32;

/** All of it if its words stay readable; of one that is too high or too wide, the beginning: where people enter. */
function readableView({ nodes, drawn }: Flow, { clientWidth, clientHeight }: HTMLElement) {
  const all = getNodesBounds(nodes);
  const room = { width: clientWidth - GUTTER - 2 * MARGIN, height: clientHeight - 2 * MARGIN };
  const zoom = Math.min(
    READABLE.to,
    Math.max(READABLE.from, Math.min(room.width / all.width, room.height / all.height)),
  );
  const spare = { x: room.width - all.width * zoom, y: Math.max(0, room.height - all.height * zoom) / 2 };
  const entry = getNodesBounds(nodes.filter(({ id }) => id === drawn.roots[0]));
  const entryInTheMiddle = room.width / 2 - (entry.x + entry.width / 2 - all.x) * zoom;
  const x = spare.x >= 0 ? spare.x / 2 : Math.min(0, Math.max(spare.x, entryInTheMiddle));
  return { x: GUTTER + MARGIN + x - all.x * zoom, y: MARGIN + spare.y - all.y * zoom, zoom };
}

/** Stable value for the context of cards and lines. */
export const useCanvasActions = (value: CanvasActionsValue): CanvasActionsValue => {
  const { select, add, foot, tab, under } = value;
  return useMemo(() => ({ select, add, foot, tab, under }), [select, add, foot, tab, under]);
};
