import { compileGraph, configOf } from "@/core/compile";
import { nominalMs } from "@/core/duration";
import type { Graph, NodeId, OutletId } from "@/core/graph";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/core/instant";
import { emailNode } from "@/core/nodes/email";
import { type Choice, type SimulationInput, simulate } from "@/core/simulate";
import { stableFraction } from "@/core/stable-hash";

/** How often people take each outcome of a wait: shares of 1; the rest times out. */
export type Reactions = Readonly<Record<NodeId, Readonly<Record<OutletId, number>>>>;

export interface ForecastDay {
  /** Days after the start, 0 = the first 24 hours. */
  readonly day: number;
  readonly sent: number;
  /** Mails that were held on that day for the first time. */
  readonly held: number;
  readonly skipped: number;
  /** Of those sent, by sender. */
  readonly sentBy: Readonly<Record<string, number>>;
}

export interface Forecast {
  readonly people: number;
  readonly sent: number;
  readonly held: number;
  readonly skipped: number;
  /** Still under way at the horizon, or held without an end. */
  readonly unfinished: number;
  readonly days: readonly ForecastDay[];
  /** Visits by node. */
  readonly reached: Readonly<Record<NodeId, number>>;
}

export type ForecastPerson<Why> = Omit<SimulationInput<Why>, "graph" | "choices" | "until"> & {
  readonly enrollmentId: string;
};

/**
 * What a sequence would do for many people: each is simulated once, reactions drawn by hash of enrollment and step so that
 * the same segment gives the same figures. People may come from a generator; only sums are kept. `startAt` of the forecast
 * is day 0.
 */
export function forecast<Why>(
  graph: Graph,
  people: Iterable<ForecastPerson<Why>>,
  options: { readonly startAt: EpochMs; readonly until: EpochMs; readonly reactions: Reactions },
): Forecast {
  const days = new Map<number, { sent: number; held: number; skipped: number; sentBy: Record<string, number> }>();
  const reached: Record<NodeId, number> = {};
  let count = 0;
  let unfinished = 0;
  for (const person of people) {
    count += 1;
    const result = simulate({
      ...person,
      graph,
      until: options.until,
      choices: choicesFor(graph, person.enrollmentId, options.reactions),
    });
    if (result.outcome !== "ended") unfinished += 1;
    const heldOnce = new Set<string>();
    for (const step of result.steps) {
      if (step.type === "entered") reached[step.nodeId] = (reached[step.nodeId] ?? 0) + 1;
      if (step.type !== "sent" && step.type !== "held" && step.type !== "skipped") continue;
      if (step.type === "held" && heldOnce.has(step.nodeId)) continue;
      if (step.type === "held") heldOnce.add(step.nodeId);
      else heldOnce.delete(step.nodeId);
      const day = Math.floor((step.at - options.startAt) / DAY_MS);
      const sums = days.get(day) ?? { sent: 0, held: 0, skipped: 0, sentBy: {} };
      sums[step.type] += 1;
      const senderId = step.type === "sent" ? configOf(graph, step.nodeId, emailNode)?.senderId : undefined;
      if (senderId !== undefined) sums.sentBy[senderId] = (sums.sentBy[senderId] ?? 0) + 1;
      days.set(day, sums);
    }
  }
  const list = [...days].map(([day, sums]) => ({ day, ...sums })).sort((a, b) => a.day - b.day);
  const total = (what: "sent" | "held" | "skipped") => list.reduce((sum, day) => sum + day[what], 0);
  return {
    people: count,
    sent: total("sent"),
    held: total("held"),
    skipped: total("skipped"),
    unfinished,
    days: list,
    reached,
  };
}

const nobody: Forecast = { people: 0, sent: 0, held: 0, skipped: 0, unfinished: 0, days: [], reached: {} };

/** Forecasts of parts of a segment as one. */
export function mergeForecasts(parts: readonly Forecast[]): Forecast {
  return parts.reduce((all, part) => {
    const days = new Map(all.days.map((day) => [day.day, day]));
    for (const { day, sent, held, skipped, sentBy } of part.days) {
      const sums = days.get(day) ?? { day, sent: 0, held: 0, skipped: 0, sentBy: {} };
      days.set(day, {
        day,
        sent: sums.sent + sent,
        held: sums.held + held,
        skipped: sums.skipped + skipped,
        sentBy: added(sums.sentBy, sentBy),
      });
    }
    return {
      people: all.people + part.people,
      sent: all.sent + part.sent,
      held: all.held + part.held,
      skipped: all.skipped + part.skipped,
      unfinished: all.unfinished + part.unfinished,
      days: [...days.values()].sort((a, b) => a.day - b.day),
      reached: added(all.reached, part.reached),
    };
  }, nobody);
}

function added(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const sums = { ...a };
  for (const [key, count] of Object.entries(b)) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}

function choicesFor(graph: Graph, enrollmentId: string, reactions: Reactions): Record<NodeId, Choice> {
  const choices: Record<NodeId, Choice> = {};
  for (const [nodeId, shares] of Object.entries(reactions)) {
    let left = stableFraction(`${enrollmentId}/${nodeId}/reaction`);
    for (const [outlet, share] of Object.entries(shares)) {
      left -= share;
      if (left >= 0) continue;
      choices[nodeId] = { outlet, afterMs: delayMs(graph, nodeId, enrollmentId) };
      break;
    }
  }
  return choices;
}

/** Most reactions come early: the square of an even draw over half the time-out. */
function delayMs(graph: Graph, nodeId: NodeId, enrollmentId: string): number {
  const node = compileGraph(graph).nodes.get(nodeId);
  const longest = node?.type.elapse?.(node.config, "timeout").maxMs ?? nominalMs({ amount: 1, unit: "days" });
  return Math.round(Math.max(MINUTE_MS, stableFraction(`${enrollmentId}/${nodeId}/when`) ** 2 * (longest / 2)));
}
