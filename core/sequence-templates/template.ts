import { configOf } from "@/core/compile";
import { daySpans } from "@/core/day-gutter";
import type { Graph, GraphNode } from "@/core/graph";
import { isJsonObject, type JsonObject, type JsonValue } from "@/core/json";
import { parseBody } from "@/core/merge-body";
import { assignLinkIds } from "@/core/merge-link";
import { type NodeKind, nodeTypeOf } from "@/core/nodes";
import { type Entrance, triggerNode } from "@/core/nodes/trigger";

/** What the gallery asks before drawing. Whatever stays open is a problem at its step: the to-do list of the new draft. */
export interface TemplateQuestion {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly ask: "sender" | "topic" | "product" | "url" | "event" | "segment" | "text" | "attribute";
  /** Filled in before anybody answers. */
  readonly suggestion: string;
}

export type TemplateAnswers = Readonly<Record<string, string>>;

export interface TemplateStep {
  readonly kind: NodeKind;
  readonly name?: string;
  /** Strings "@name" stand for the id of the step drawn under that name. */
  readonly config?: object;
  readonly next?: Readonly<Record<string, string>>;
}

/** A whole sequence for a real situation, with texts worth sending. */
export interface SequenceTemplate {
  readonly id: string;
  readonly title: string;
  /** When one would use it, in one sentence. */
  readonly situation: string;
  readonly stopsWhen: string;
  readonly questions: readonly TemplateQuestion[];
  steps(answer: (id: string) => string): Readonly<Record<string, TemplateStep>>;
}

/** Draws a template. Ids are made by the caller; answers left out are the suggestions, or empty. */
export function drawTemplate(template: SequenceTemplate, answers: TemplateAnswers, newId: () => string): Graph {
  const answer = (id: string): string => {
    const given = answers[id]?.trim() ?? "";
    return given === "" ? (template.questions.find((question) => question.id === id)?.suggestion ?? "") : given;
  };
  const steps = Object.entries(template.steps(answer));
  const ids = new Map(steps.map(([name]) => [name, newId()]));
  const nodes: Record<string, GraphNode> = {};
  steps.forEach(([name, { kind, name: label, config, next }], index) => {
    const id = ids.get(name) ?? newId();
    const whole = { ...toObject(nodeTypeOf(kind)?.defaults()), ...toObject(withIds(toObject(config ?? {}), ids)) };
    nodes[id] = {
      id,
      step: index + 1,
      kind,
      ...(label === undefined ? {} : { name: label }),
      config: kind === "email" ? withLinks(whole) : whole,
      next: Object.fromEntries(Object.entries(next ?? {}).map(([outlet, to]) => [outlet, ids.get(to) ?? to])),
    };
  });
  return { format: 1, nodes, nextStep: steps.length + 1 };
}

/** For the gallery card: how long it runs and how many mails it may send at most on one way. */
export function templateFigures(graph: Graph): { readonly days: number; readonly mails: number } {
  const last = Math.max(1, ...[...daySpans(graph).values()].map((span) => span.lastDay ?? span.firstDay));
  return { days: last, mails: Object.values(graph.nodes).filter((node) => nodeTypeOf(node.kind)?.sends).length };
}

/** What lets people in, for the gallery's filter. */
export function templateEntrance(graph: Graph): Entrance["by"] | null {
  const entry = Object.values(graph.nodes).find((node) => node.kind === "trigger");
  return entry === undefined ? null : (configOf(graph, entry.id, triggerNode)?.entrance.by ?? null);
}

const toObject = (value: unknown): JsonObject => {
  const copy: unknown = JSON.parse(JSON.stringify(value ?? {}));
  return isJsonObject(copy) ? copy : {};
};

function withIds(value: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === "string") return value.startsWith("@") ? (ids.get(value.slice(1)) ?? value) : value;
  if (Array.isArray(value)) return value.map((inner: JsonValue) => withIds(inner, ids));
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withIds(inner, ids)]))
    : value;
}

const withLinks = (config: JsonObject): JsonObject =>
  typeof config.body === "string"
    ? { ...config, links: assignLinkIds(parseBody(config.body)).map((link) => ({ ...link })) }
    : config;
