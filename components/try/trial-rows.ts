import { stepName } from "@/components/sequences/step-words";
import { formatDuration } from "@/components/ui/date-format";
import type { TimelineTone } from "@/components/ui/timeline";
import type { Explanation } from "@/core/attention/decision";
import { explain, explainPastHold } from "@/core/attention/explain";
import { configOf } from "@/core/compile";
import { explainBecause } from "@/core/explain";
import { type Graph, type NodeId, stepLabel } from "@/core/graph";
import { type EpochMs, MINUTE_MS } from "@/core/instant";
import type { Names } from "@/core/names";
import { nodeTypeOf } from "@/core/nodes";
import { emailNode } from "@/core/nodes/email";
import type { SimulationStep } from "@/core/simulate";
import type { Trial } from "./run-trial";

/** One line of a tried passage: what would happen, why, when. */
export interface TrialRow {
  readonly key: string;
  readonly stamp: number | null;
  readonly title: string;
  readonly reason: string | null;
  readonly at: EpochMs;
  readonly tone: TimelineTone;
  readonly nodeId: NodeId | null;
  /** Ordinal of the step it belongs to, counted in the order of the way. */
  readonly ordinal: number;
}

type Step = SimulationStep<Explanation>;

/** The passage in words, in the order it would happen. */
export function trialRows(trial: Trial, graph: Graph, known: Names, zone: string): TrialRow[] {
  const names: Names = (kind, id) => {
    const node = kind === "step" ? graph.nodes[id] : undefined;
    return node ? stepLabel(node) : known(kind, id);
  };
  const rows: TrialRow[] = [];
  const heldBecause = new Map<NodeId, Explanation>();
  const wording = { names, zone, touchName: (id: string) => mailName(graph, id) };
  const say = (why: Explanation) => explain(why, wording);
  let ordinal = 0;
  const add = (step: Step, of: Pick<TrialRow, "title" | "reason" | "tone"> & { stamp?: number }) =>
    rows.push({
      key: `${rows.length}`,
      stamp: of.stamp ?? null,
      at: step.at,
      nodeId: step.nodeId,
      ordinal,
      title: of.title,
      reason: of.reason,
      tone: of.tone,
    });
  for (const step of trial.steps) {
    const node = step.nodeId === null ? undefined : graph.nodes[step.nodeId];
    const type = node === undefined ? null : nodeTypeOf(node.kind);
    const label = node ? stepLabel(node) : "";
    switch (step.type) {
      case "entered":
        ordinal += 1;
        if (type?.entry) add(step, { stamp: ordinal, title: "Enters", reason: null, tone: "neutral" });
        break;
      case "held":
        if (step.until === null) add(step, { title: `Would hold ${label}`, reason: say(step.because), tone: "amber" });
        heldBecause.set(step.nodeId, step.because);
        break;
      case "sent": {
        const why = heldBecause.get(step.nodeId);
        const held = step.heldMs >= MINUTE_MS && why !== undefined;
        add(step, {
          stamp: ordinal,
          title: `Would send ${label} ${subjectOf(graph, step.nodeId)}`.trim(),
          reason: held
            ? `Held ${formatDuration(step.heldMs)}: ${explainPastHold(why, wording)}`
            : "No rule, quiet hour or wish is against it.",
          tone: held ? "amber" : "pine",
        });
        heldBecause.delete(step.nodeId);
        break;
      }
      case "skipped":
        add(step, { stamp: ordinal, title: `Would skip ${label}`, reason: say(step.because), tone: "rust" });
        break;
      case "did":
        add(step, {
          stamp: ordinal,
          title: `${label} ${type?.title ?? ""}`,
          reason: "Would be done at once.",
          tone: "slate",
        });
        break;
      case "reacted":
        add(step, { title: reacted[step.signal.kind], reason: null, tone: "iris" });
        break;
      case "left":
        if (type === null || type.entry || type.sends || step.because === null || step.because.code === "done") break;
        add(step, {
          stamp: ordinal,
          title: node ? stepName(node) : label,
          reason: explainBecause(step.because, { names, zone }),
          tone: type.tone === "ink" ? "neutral" : type.tone,
        });
        break;
      case "ended":
        add(step, {
          title: step.reason === "broken" ? `Stops at ${label}: this step cannot be run yet` : "Leaves the sequence",
          reason: explainBecause(step.because, { names, zone }),
          tone: step.reason === "goal" ? "pine" : step.reason === "broken" ? "rust" : "neutral",
        });
        break;
    }
  }
  return rows;
}

const reacted = {
  open: "Opens the mail",
  click: "Clicks",
  reply: "Replies",
  purchase: "Buys",
  event: "Does what is waited for",
} as const;

function subjectOf(graph: Graph, nodeId: NodeId): string {
  const subject = configOf(graph, nodeId, emailNode)?.subject.trim() ?? "";
  return subject === "" ? "" : `“${subject}”`;
}

/** Keys of tried mails name their step: `try/ctc_…/nod_…/1`. */
function mailName(graph: Graph, key: string): string | null {
  const nodeId = key.split("/").at(-2);
  const node = nodeId === undefined ? undefined : graph.nodes[nodeId];
  return node ? stepLabel(node) : null;
}
