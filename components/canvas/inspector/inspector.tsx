"use client";

import { X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { CHOOSABLE, COMING, WRITABLE } from "@/components/canvas/controls/form-fields";
import type { FieldFocus } from "@/components/canvas/editor/use-problem-walk";
import type { Run } from "@/components/canvas/editor/use-run";
import { toneOf } from "@/components/canvas/tones";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { ReadOnly } from "@/components/mail/read-only";
import { cn } from "@/components/ui/cn";
import { GlyphTile } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { titleOf } from "@/core/config";
import { setConfig, setField } from "@/core/edit";
import type { Field } from "@/core/field";
import { type Graph, type NodeId, nodeOf, stepLabel } from "@/core/graph";
import { jsonAt } from "@/core/json";
import type { Names } from "@/core/names";
import { nodeTypeOf } from "@/core/nodes";
import type { Problem } from "@/core/problem";
import { covers } from "./covers";
import { FieldRow } from "./field-row";
import { MailPreview } from "./mail-preview";
import { PanelFrame } from "./panel-frame";
import { type StepActions, StepMenu } from "./step-actions";

export interface InspectorProps {
  readonly graph: Graph;
  readonly nodeId: NodeId;
  readonly problems: readonly Problem[];
  readonly vocabulary: WorkspaceVocabulary;
  readonly names: Names;
  readonly run: Run;
  /** Otherwise it can be read, and nothing written. */
  readonly editable: boolean;
  /** Asks for a field to be focused; a new object asks again. */
  readonly focus: FieldFocus | null;
  readonly actions: StepActions;
  /** Whose the sequence is. */
  readonly teamId: string | null;
  /** Somebody is in a field. */
  readonly onWriting: () => void;
  readonly onClose: () => void;
}

/** The side panel: the form that a kind of step describes, tab by tab. Every change is a command on the draft. */
export function Inspector({
  graph,
  nodeId,
  problems,
  vocabulary,
  names,
  run,
  editable,
  focus,
  actions,
  teamId,
  onWriting,
  onClose,
}: InspectorProps) {
  const node = nodeOf(graph, nodeId);
  const type = node ? nodeTypeOf(node.kind) : null;
  const mine = useMemo(() => problems.filter((problem) => problem.nodeId === nodeId), [problems, nodeId]);
  const tabs = [...new Set(type?.fields.map((field) => field.tab) ?? [])];
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = focus?.nodeId === nodeId ? focus : null;
  const wanted =
    asked?.path === undefined ? undefined : type?.fields.find((field) => covers(field, asked.path ?? ""))?.tab;
  const tab = chosen ?? wanted ?? tabs[0] ?? "";
  const body = useRef<HTMLDivElement>(null);
  useFocusField(body, asked, wanted, setChosen);
  if (!node || !type) return null;
  const title = titleOf(node);
  const fields = type.fields.filter((field) => field.tab === tab && isVisible(field, node.config));
  const elsewhere = mine.filter((problem) => !type.fields.some((field) => covers(field, problem.path ?? "")));

  return (
    <PanelFrame label={`${type.title} ${stepLabel(node)}`}>
      <div className="flex items-center gap-3 border-line border-b px-4 py-3">
        <GlyphTile name={type.icon} tone={toneOf(type.tone)} size="md" round={type.shape === "pill"} />
        <h2 className="min-w-0 flex-1 truncate font-semibold text-lg">{title}</h2>
        <span className="text-caption text-ink3 tabular">{stepLabel(node)}</span>
        {editable ? <StepMenu id={nodeId} step={stepLabel(node)} type={type} actions={actions} /> : null}
        <IconButton label="Close" icon={<X />} size="sm" onClick={onClose} />
      </div>
      <div ref={body} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-4">
        {tabs.length > 1 ? (
          <TabRow tabs={tabs} current={tab} onChoose={setChosen} problems={mine} fields={type.fields} />
        ) : null}
        {elsewhere.map((problem) => (
          <p
            key={`${problem.code} ${problem.path}`}
            className={cn(
              "rounded-md px-3 py-2 text-sm",
              problem.rank === "must" ? "bg-rust-tint text-rust" : "bg-amber-tint text-amber",
            )}
          >
            {problem.message}
          </p>
        ))}
        <fieldset disabled={!editable} onFocus={onWriting} className="flex min-w-0 flex-col gap-4">
          <ReadOnly value={!editable}>
            {fields.map((field) => (
              <FieldRow
                key={field.path}
                field={field}
                value={jsonAt(node.config, field.path)}
                problems={mine}
                vocabulary={vocabulary}
                names={names}
                graph={graph}
                nodeId={nodeId}
                onFields={(changes, what) =>
                  run((draft) => setConfig(draft, nodeId, { ...nodeOf(draft, nodeId)?.config, ...changes }, what), {
                    after: "stay",
                  })
                }
                onChange={(value, typing) =>
                  run((draft) => setField(draft, nodeId, field.path, value, field.label), {
                    typing: typing ?? false,
                    after: "stay",
                  })
                }
              />
            ))}
          </ReadOnly>
        </fieldset>
        {fields.length === 0 ? <p className="text-ink2 text-sm">{type.hint}</p> : null}
      </div>
      {type.sends ? <MailPreview graph={graph} node={node} vocabulary={vocabulary} teamId={teamId} /> : null}
    </PanelFrame>
  );
}

interface TabRowProps {
  readonly tabs: readonly string[];
  readonly current: string;
  readonly onChoose: (tab: string) => void;
  readonly problems: readonly Problem[];
  readonly fields: readonly Field[];
}

function TabRow({ tabs, current, onChoose, problems, fields }: TabRowProps) {
  return (
    <div
      role="tablist"
      aria-label="Settings of this step"
      className="flex shrink-0 gap-0.5 overflow-x-auto rounded-lg bg-surface2 p-0.5"
    >
      {tabs.map((tab) => {
        const bad = problems.some((problem) =>
          fields.some((field) => field.tab === tab && problem.rank === "must" && covers(field, problem.path ?? "")),
        );
        return (
          <button
            key={tab}
            type="button"
            role="tab"
            aria-selected={tab === current}
            onClick={() => onChoose(tab)}
            className={cn(
              "h-8 flex-auto whitespace-nowrap rounded-[9px] border border-transparent px-1.5 font-medium text-sm",
              tab === current ? "border-line bg-surface text-ink" : "text-ink2 hover:text-ink",
            )}
          >
            {tab}
            {bad ? (
              <span className="ml-1 text-rust">
                ●<span className="sr-only"> has something to fix</span>
              </span>
            ) : null}
          </button>
        );
      })}
    </div>
  );
}

function isVisible(field: Field, config: Parameters<typeof jsonAt>[0]): boolean {
  const rule = field.visibleWhen;
  if (rule === undefined) return true;
  const value = jsonAt(config, rule.path);
  return rule.in.some((allowed) => allowed === value);
}

/** Puts the cursor where it was asked for: the named field, or the first of a new step. */
function useFocusField(
  body: React.RefObject<HTMLDivElement | null>,
  focus: InspectorProps["focus"],
  tab: string | undefined,
  setChosen: (tab: string | null) => void,
): void {
  useEffect(() => {
    if (focus === null) return;
    if (tab !== undefined) setChosen(tab);
    let left = PATIENCE;
    let frame = requestAnimationFrame(function look() {
      left -= 1;
      const target = body.current && fieldAt(body.current, focus.path, left <= 0);
      if (target) target.focus();
      else if (left > 0) frame = requestAnimationFrame(look); // a control may come a moment later
    });
    return () => cancelAnimationFrame(frame);
  }, [focus, tab, body, setChosen]);
}

/** Frames a field may take to be there: what chooses a way or an hour is fetched first. */
const PATIENCE = 300;
/** The very control of a path, as far down as controls say theirs; the first one to write into without a path. */
function fieldAt(body: HTMLElement, path: string | undefined, last: boolean): HTMLElement | null {
  const parts = path?.split(".") ?? [];
  const kinds = last ? [WRITABLE, CHOOSABLE, "button"] : [WRITABLE, CHOOSABLE];
  for (let length = parts.length; length > 0; length -= 1) {
    const key = CSS.escape(parts.slice(0, length).join("."));
    const inner = body.querySelector(`[data-path="${key}"]`) ?? body.querySelector(`[data-field="${key}"]`);
    if (!inner) continue;
    for (const kind of kinds) {
      const target = inner.querySelector<HTMLElement>(kind);
      if (target) return target;
    }
    return null;
  }
  for (const kind of kinds) {
    const target = body.querySelector<HTMLElement>(`[data-field] :is(${kind},${COMING})`);
    if (target) return !last && target.matches(COMING) ? null : target;
  }
  return null;
}
