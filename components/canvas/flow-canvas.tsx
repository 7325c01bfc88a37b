"use client";

import "reactflow/dist/base.css";
import { Maximize, Minus, Plus } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import {
  Background,
  BackgroundVariant,
  type Connection,
  type NodeChange,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "reactflow";
import { IconButton } from "@/components/ui/icon-button";
import type { Graph, NodeId } from "@/core/graph";
import { CanvasActions, type CanvasActionsValue } from "./canvas-actions";
import { DayGutter } from "./day-gutter";
import { CULL_FROM } from "./far-zoom";
import { StepLine } from "./flow-line";
import { StepNode } from "./flow-node";
import type { Flow } from "./to-flow";

// Built once: rebuilt in a component they would remount every card on each render (9.8 fps instead of 58).
const nodeTypes = { step: StepNode };
const edgeTypes = { line: StepLine };
const readable = { padding: 0.12, minZoom: 0.6, maxZoom: 1 };

export interface FlowCanvasProps {
  readonly graph: Graph;
  readonly flow: Flow;
  readonly actions: CanvasActionsValue;
  readonly colorMode: "light" | "dark";
  readonly editable: boolean;
  /** A card was dragged to a new place. */
  readonly onNudge?: (id: NodeId, by: { x: number; y: number }) => void;
  /** A tab was dropped on a card. */
  readonly onConnect?: (slot: { from: NodeId; outlet: string }, to: NodeId) => void;
  /** Pans this card into view when it changes. */
  readonly shown: NodeId | null;
  readonly label: string;
  /** Begins with the whole graph in view, as far as it stays readable. */
  readonly fit?: boolean;
  readonly onKeyDown?: (event: React.KeyboardEvent) => void;
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
  const { flow, graph, editable, onNudge, onConnect, shown } = props;
  const instance = useReactFlow();
  const drags = useRef(new Map<NodeId, { x: number; y: number }>());
  useShowStep(shown);

  const onNodesChange = useCallback(
    (changes: NodeChange[]) => {
      for (const change of changes) {
        if (change.type !== "position" || !change.position) continue;
        if (change.dragging) {
          drags.current.set(change.id, change.position);
          instance.updateNode(change.id, { position: change.position });
        }
      }
    },
    [instance],
  );
  const onNodeDragStop = useCallback(() => {
    for (const [id, to] of drags.current) {
      const from = flow.drawn.places.get(id);
      if (from) onNudge?.(id, { x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) });
    }
    drags.current.clear();
  }, [flow.drawn.places, onNudge]);
  const connect = useCallback(
    (connection: Connection) => {
      if (connection.sourceHandle)
        onConnect?.({ from: connection.source, outlet: connection.sourceHandle }, connection.target);
    },
    [onConnect],
  );

  return (
    <section aria-label={props.label} className="relative h-full min-h-0 flex-1 bg-canvas" onKeyDown={props.onKeyDown}>
      <ReactFlow
        nodes={flow.nodes}
        edges={flow.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={props.colorMode}
        onNodesChange={onNodesChange}
        onNodeDragStop={onNodeDragStop}
        onConnect={connect}
        nodesDraggable={editable}
        nodesConnectable={editable}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements={flow.nodes.length > CULL_FROM}
        defaultViewport={{ x: 420, y: 72, zoom: 1 }}
        fitView={props.fit ?? false}
        fitViewOptions={readable}
        minZoom={0.1}
        maxZoom={1.5}
        nodeDragThreshold={4}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: false }}
        className="!bg-canvas"
      >
        <Background
          variant={BackgroundVariant.Dots}
          gap={22}
          size={1.4}
          color="var(--color-dot)"
          bgColor="var(--color-canvas)"
        />
        <DayGutter graph={graph} places={flow.drawn.places} />
        <Panel position="bottom-right" className="!mb-8 !mr-3 flex flex-col gap-1">
          <IconButton label="Zoom in" icon={<Plus />} size="sm" onClick={() => void instance.zoomIn()} />
          <IconButton label="Zoom out" icon={<Minus />} size="sm" onClick={() => void instance.zoomOut()} />
          <IconButton
            label="Show everything"
            icon={<Maximize />}
            size="sm"
            onClick={() => void instance.fitView({ padding: 0.15, maxZoom: 1 })}
          />
        </Panel>
        {props.children}
      </ReactFlow>
    </section>
  );
}

/** Brings a step into view, clear of the panel on the right, without zooming. */
function useShowStep(shown: NodeId | null): void {
  const instance = useReactFlow();
  const last = useRef<NodeId | null>(null);
  useEffect(() => {
    if (shown === null || shown === last.current) {
      last.current = shown;
      return;
    }
    last.current = shown;
    // Two frames: a step that was just added is drawn, and the panel has taken its width.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => panTo(instance, shown));
    });
    return () => cancelAnimationFrame(frame);
  }, [shown, instance]);
}

function panTo(instance: ReturnType<typeof useReactFlow>, shown: NodeId): void {
  const node = instance.getNode(shown);
  const element = document.getElementById(`step-${shown}`);
  const box = element?.getBoundingClientRect();
  const frame = element?.closest("section")?.getBoundingClientRect();
  const isClear =
    box &&
    frame &&
    box.left > frame.left + 72 &&
    box.right < frame.right &&
    box.top > frame.top &&
    box.bottom < frame.bottom;
  if (isClear || !node) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  void instance.setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + (node.height ?? 0) / 2, {
    zoom: instance.getZoom(),
    duration: still ? 0 : 160,
  });
}

/** Stable value for the context of cards and lines. */
export const useCanvasActions = (value: CanvasActionsValue): CanvasActionsValue => {
  const { select, add, foot, tab, under } = value;
  return useMemo(() => ({ select, add, foot, tab, under }), [select, add, foot, tab, under]);
};
