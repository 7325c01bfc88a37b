import { z } from "zod";
import type { EffectKey } from "@/core/effect";
import type { EnrollmentState } from "@/core/enrollment";
import type { SignalFact, SignalKind, World } from "@/core/facts";
import type { NodeId } from "@/core/graph";
import { type EpochMs, earlierOf } from "@/core/instant";
import { matchesSignal, mayMove, signalFilterSchema } from "@/core/signal-filter";

/** One outlet of a wait. Order in the list is rank. */
export const waitOutcomeSchema = z.object({
  id: z.string().min(1).max(64),
  label: z.string().max(80),
  filter: signalFilterSchema,
  /** Email step whose mail it must answer; empty: any mail of this sequence. Opens, clicks and replies only. */
  touch: z.string().max(64),
  /** How many such signals. */
  count: z.int().min(1).max(100),
});
export type WaitOutcome = z.infer<typeof waitOutcomeSchema>;

/** The signals that stand for an outcome, earliest first, and when it was achieved (null: not yet). */
export interface OutcomeState {
  readonly outcome: WaitOutcome;
  readonly rank: number;
  readonly signals: readonly { readonly signal: SignalFact; readonly at: EpochMs }[];
  readonly achievedAt: EpochMs | null;
}

/** A source may date a signal after its arrival; it cannot have happened later than we heard of it. */
export const happenedAt = (signal: SignalFact): EpochMs => earlierOf(signal.occurredAt, signal.receivedAt);

export const aboutMail = (outcome: Pick<WaitOutcome, "filter">): boolean =>
  outcome.filter.signal === "open" || outcome.filter.signal === "click" || outcome.filter.signal === "reply";

/** What decided other waits, and the mails it was about, each with the strongest kind of it. */
export interface Spent {
  readonly signals: ReadonlySet<string>;
  readonly mails: ReadonlyMap<EffectKey, number>;
}

const nothing: Spent = { signals: new Set(), mails: new Map() };
const STRENGTH: Readonly<Record<SignalKind, number>> = { open: 0, click: 1, reply: 2, purchase: 3, event: 3 };

export function spentElsewhere(nodeId: NodeId, { answered }: EnrollmentState, { signals }: World): Spent {
  const ids = new Set(Object.entries(answered).flatMap(([id, taken]) => (id === nodeId ? [] : taken)));
  if (ids.size === 0) return nothing;
  const mails = new Map<EffectKey, number>();
  for (const { id, touchKey, kind } of signals) {
    if (touchKey !== null && ids.has(id)) mails.set(touchKey, Math.max(mails.get(touchKey) ?? 0, STRENGTH[kind]));
  }
  return { signals: ids, mails };
}

/**
 * To a wait for any mail, what decided one before it is no news, nor is more of the same of that mail: whoever follows two links
 * of one mail has not answered the next. A further reply is words of its own.
 */
const isNews = ({ id, kind, touchKey }: SignalFact, { signals, mails }: Spent): boolean =>
  !signals.has(id) && (kind === "reply" || STRENGTH[kind] > (mails.get(touchKey ?? "") ?? -1));

/**
 * Whether this very signal counts for the outcome, whatever its verdict. Counting starts at acceptance of the touch, which a
 * signal of that touch cannot precede (so clocks are not compared), or at the start of the enrollment (SEMANTICS §3).
 * Of a step that sent several mails only the latest counts: a click on the last round's mail says nothing about this one's.
 */
export function countsFor(
  outcome: WaitOutcome,
  signal: SignalFact,
  enrollment: EnrollmentState,
  spent: Spent | null,
): boolean {
  if (signal.id === enrollment.entry.signalId || !matchesSignal(outcome.filter, signal, enrollment.entry)) return false;
  if (!aboutMail(outcome)) return happenedAt(signal) >= enrollment.enteredAt;
  if (signal.touchKey === null) return false;
  if (outcome.touch !== "") return enrollment.touches[outcome.touch] === signal.touchKey;
  if (spent !== null && !isNews(signal, spent)) return false;
  return Object.values(enrollment.touches).includes(signal.touchKey);
}

/** State of each outcome from what occurred until `until`. Machines' signals and those that decided the node before are left out. */
export function outcomeStates(
  outcomes: readonly WaitOutcome[],
  nodeId: NodeId,
  enrollment: EnrollmentState,
  world: World,
  until: EpochMs,
): OutcomeState[] {
  const used = enrollment.answered[nodeId] ?? [];
  const spent = spentElsewhere(nodeId, enrollment, world);
  const inTime = world.signals.filter((signal) => happenedAt(signal) <= until && !used.includes(signal.id));
  return outcomes.map((outcome, rank) => {
    const signals = inTime
      .filter((signal) => mayMove(outcome.filter, signal) && countsFor(outcome, signal, enrollment, spent))
      .map((signal) => ({ signal, at: happenedAt(signal) }))
      .sort((a, b) => a.at - b.at || (a.signal.id < b.signal.id ? -1 : 1));
    return { outcome, rank, signals, achievedAt: signals[outcome.count - 1]?.at ?? null };
  });
}
