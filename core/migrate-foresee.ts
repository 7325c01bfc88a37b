import type { EnrollmentState } from "@/core/enrollment";
import { type EpochMs, earlierOf, laterOf } from "@/core/instant";
import type { Migrated } from "@/core/migrate";

/** What a move would do to one person. */
export type Foreseen =
  /** finishes on the old version */
  | { readonly becomes: "stays" }
  /** a mail is leaving at this moment: moves when it has left */
  | { readonly becomes: "leaving" }
  | { readonly becomes: "left" }
  /** the mail they wait for is made anew, with the new words, and goes when it would have gone */
  | { readonly becomes: "anew" }
  /** a mail comes due by the move: it gets a slot of its sender's pace */
  | { readonly becomes: "due"; readonly nodeId: string }
  /** a step is carried out by the move: a task, a tag, a message to a colleague */
  | { readonly becomes: "acts"; readonly nodeId: string }
  /** goes on waiting, until when it did or sooner or later; null: no time alone moves them */
  | { readonly becomes: "waits"; readonly until: EpochMs | null; readonly shift: "none" | "sooner" | "later" };

/** Told from what core would make of it; nothing is written. */
export function foreseeMove(before: EnrollmentState, answer: Migrated): Foreseen {
  if (!answer.ok) return { becomes: answer.reason === "in-flight" ? "leaving" : "stays" };
  const { enrollment, effect } = answer.advanced;
  if (enrollment.status === "finished") return { becomes: "left" };
  const old = before.position?.effect ?? null;
  if (effect?.type === "send")
    return effect.key === old?.key ? { becomes: "anew" } : { becomes: "due", nodeId: effect.nodeId };
  if (effect?.type === "do") return { becomes: "acts", nodeId: effect.nodeId };
  const until = effect?.wakeAt ?? null;
  const was = before.pause ? before.pause.until : (old?.wakeAt ?? null); // a pause hides the step's own time
  const moved = until !== null && was !== null && effect?.key === old?.key && until !== was;
  return { becomes: "waits", until, shift: moved ? (until < was ? "sooner" : "later") : "none" };
}

/** A group of people, told together. */
export interface ForeseenGroup {
  /** How many were looked at; the others are taken to be alike. */
  readonly seen: number;
  readonly stays: number;
  readonly leaving: number;
  readonly left: number;
  readonly anew: number;
  readonly due: number;
  readonly acts: number;
  readonly waits: number;
  readonly sooner: number;
  readonly later: number;
  /** First and last instant at which those who wait go on. */
  readonly from: EpochMs | null;
  readonly until: EpochMs | null;
}

export function tallyForeseen(all: readonly Foreseen[]): ForeseenGroup {
  const count = (what: Foreseen["becomes"]) => all.filter(({ becomes }) => becomes === what).length;
  const waits = all.flatMap((one) => (one.becomes === "waits" ? [one] : []));
  const instants = waits.flatMap(({ until }) => (until === null ? [] : [until]));
  return {
    seen: all.length,
    stays: count("stays"),
    leaving: count("leaving"),
    left: count("left"),
    anew: count("anew"),
    due: count("due"),
    acts: count("acts"),
    waits: waits.length,
    sooner: waits.filter(({ shift }) => shift === "sooner").length,
    later: waits.filter(({ shift }) => shift === "later").length,
    from: instants.length === 0 ? null : instants.reduce((a, b) => earlierOf(a, b)),
    until: instants.length === 0 ? null : instants.reduce((a, b) => laterOf(a, b)),
  };
}
