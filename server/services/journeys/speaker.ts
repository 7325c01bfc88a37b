import type { Explanation, Forecast } from "@/core/attention/decision";
import { explain } from "@/core/attention/explain";
import { explainForecast } from "@/core/attention/explain-forecast";
import type { Because } from "@/core/because";
import { configOf } from "@/core/compile";
import { readConfig, titleOf } from "@/core/config";
import { explainBecause, sayInstant } from "@/core/explain";
import { type Graph, stepLabel } from "@/core/graph";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { Names } from "@/core/names";
import { nodeTypeOf } from "@/core/nodes";
import { emailNode } from "@/core/nodes/email";
import type { EnrollmentSource, JourneySource, TouchSource } from "@/server/services/journeys/load";

/** Turns stored facts into words: names looked up, instants on the person's wall clock. */
export interface Speaker {
  readonly names: Names;
  /** The same with steps and links of one graph. */
  namesIn(graph: Graph): Names;
  /** "S5 Wait 4 days": number and what the card says. */
  step(graph: Graph, nodeId: string): string;
  /** Subject of a mail, or what its step is called while it has none. */
  mail(touch: TouchSource): string;
  /** The same by its id; null for one that is not of this person, or older than what is shown. */
  touch(id: string): string | null;
  because(why: Because, enrollment: EnrollmentSource): string;
  decision(explanation: Explanation): string;
  /** What is expected of a planned message that falls due then. */
  forecast(forecast: Forecast, dueAt: Date): string;
  when(at: Date): string;
}

export function makeSpeaker(source: JourneySource, names: Names, zone: string, now: EpochMs): Speaker {
  const graphs = new Map(source.enrollments.map((one) => [one.id, one.graph]));
  const touches = new Map(source.touches.map((one) => [one.id, one]));
  const namesIn =
    (graph: Graph): Names =>
    (kind, id) => {
      if (kind === "step") return graph.nodes[id] === undefined ? null : step(graph, id);
      if (kind === "link") return linkIn(graph, id);
      return names(kind, id);
    };
  const step = (graph: Graph, nodeId: string): string => {
    const node = graph.nodes[nodeId];
    if (node === undefined) return "a deleted step";
    return `${stepLabel(node)} “${titleOf(node)}”`;
  };
  const mail = (touch: TouchSource): string => {
    if (touch.subject !== null && touch.subject !== "") return `“${touch.subject}”`;
    const written = touch.request !== null && "subject" in touch.request ? touch.request.subject : "";
    if (written !== "" && !hasVariables(written)) return `“${written}”`;
    const graph = touch.enrollmentId === null ? undefined : graphs.get(touch.enrollmentId);
    if (graph === undefined || touch.nodeId === null) return touch.channel === "email" ? "a mail" : touch.channel;
    const subject = configOf(graph, touch.nodeId, emailNode)?.subject ?? "";
    // A subject with variables is merged when the mail leaves: until then the step's name says which one it is.
    return subject === "" || hasVariables(subject) ? step(graph, touch.nodeId) : `“${subject}”`;
  };
  const touchName = (id: string): string | null => {
    const touch = touches.get(id);
    return touch === undefined ? null : mail(touch);
  };
  return {
    names,
    namesIn,
    step,
    mail,
    touch: touchName,
    because: (why, enrollment) => explainBecause(why, { names: namesIn(enrollment.graph), zone }),
    decision: (explanation) =>
      explain(explanation, {
        names,
        zone,
        touchName,
      }),
    forecast: (forecast, dueAt) => explainForecast(forecast, toEpochMs(dueAt), now, { names, touchName }, zone),
    when: (at) => sayInstant(toEpochMs(at), zone),
  };
}

const hasVariables = (text: string): boolean => /\{[{%]/.test(text);

function linkIn(graph: Graph, linkId: string): string | null {
  for (const node of Object.values(graph.nodes)) {
    const link = configOf(graph, node.id, emailNode)?.links.find((one) => one.id === linkId);
    if (link !== undefined) return link.label || link.url;
  }
  return null;
}

/** What the card of a step says. */
export function summaryOf(graph: Graph, nodeId: string, names: Names): string {
  const node = graph.nodes[nodeId];
  const type = node === undefined ? null : nodeTypeOf(node.kind);
  if (node === undefined || type === null) return "";
  return type.summary(readConfig(node, type).config, names);
}
