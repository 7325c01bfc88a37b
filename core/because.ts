import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";

/**
 * Why something happened to an enrollment: a code with the facts it was decided on, frozen. JSON. core/explain.ts turns it
 * into a sentence; a code without a sentence is a type error there. Add codes freely, change none: they are stored.
 */
export interface BecauseData {
  /** Followed the line from another step. */
  "came-from": { readonly nodeId: string; readonly outlet: string };
  entered: { readonly by: string; readonly signalId: string | null };
  jumped: { readonly by: string; readonly reason: string; readonly from: string | null };
  /** Of the step that was left by it. */
  "jumped-on": { readonly by: string; readonly reason: string; readonly to: string };
  moved: { readonly from: string; readonly version: string };
  "goal-jump": { readonly goalId: string; readonly signalId: string | null };
  // email
  sending: Record<string, never>;
  accepted: { readonly at: EpochMs };
  skipped: { readonly reason: string };
  failed: { readonly reason: string };
  unknown: { readonly at: EpochMs };
  withdrawn: { readonly by: string };
  // delay
  "delay-until": { readonly until: EpochMs };
  "delay-over": { readonly until: EpochMs };
  "date-missing": { readonly attribute: string };
  "date-passed": { readonly attribute: string; readonly until: EpochMs };
  // wait
  "waiting-for": { readonly outcomes: readonly string[]; readonly deadline: EpochMs };
  settling: { readonly until: EpochMs; readonly signalId: string; readonly outcome: string };
  outcome: {
    readonly outcome: string;
    readonly label: string;
    readonly signalId: string;
    readonly signal: string;
    readonly occurredAt: EpochMs;
    readonly mode: string;
    /** Ids of the signals that were matched and weighed, by outcome. */
    readonly seen: Readonly<Record<string, readonly string[]>>;
  };
  "timed-out": { readonly deadline: EpochMs; readonly ignored: number };
  // branch and split
  matched: { readonly arm: string; readonly label: string; readonly facts: JsonObject };
  "no-match": { readonly facts: JsonObject };
  split: { readonly arm: string; readonly label: string; readonly percent: number };
  // do
  doing: { readonly what: string };
  done: { readonly what: string; readonly result: JsonObject };
  "not-done": { readonly what: string; readonly reason: string };
  // ends
  "reached-end": Record<string, never>;
  "left-here": { readonly reason: string };
  "goal-met": { readonly goalId: string; readonly signalId: string | null; readonly facts: JsonObject };
  exit: {
    readonly exitId: string;
    readonly label: string;
    readonly signalId: string | null;
    readonly facts: JsonObject;
  };
  "rounds-spent": { readonly rounds: number };
  stopped: { readonly by: string; readonly reason: string };
  "wait-skipped": { readonly by: string; readonly reason: string };
  "step-missing": { readonly nodeId: string };
  "step-broken": { readonly nodeId: string; readonly problem: string };
}

export type BecauseCode = keyof BecauseData;

export type Because = { [C in BecauseCode]: { readonly code: C; readonly data: BecauseData[C] } }[BecauseCode];

/** A frozen reason. */
export function because<C extends BecauseCode>(
  code: C,
  data: BecauseData[C],
): { readonly code: C; readonly data: BecauseData[C] } {
  return { code, data };
}
