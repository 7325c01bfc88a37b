import { type Condition, evaluateCondition, factsRead } from "@/core/audience";
import type { SignalFact } from "@/core/facts";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import type { InterruptContext } from "@/core/node-type";
import { matchesSignal, mayMove, type SignalFilter } from "@/core/signal-filter";
import { happenedAt } from "@/core/wait-outcome";

/** `sequence`: only answers to mails of this enrollment; `anywhere`: whatever it belongs to. */
export type SignalScope = "sequence" | "anywhere";

/** The earliest signal that may move anybody since the start that is meant and that no drawn outcome answers. */
export function firstSignal(filter: SignalFilter, scope: SignalScope, ctx: InterruptContext): SignalFact | null {
  const { enrollment, world, drawn } = ctx;
  let first: SignalFact | null = null;
  for (const signal of world.signals) {
    if (!mayMove(filter, signal) || signal.id === enrollment.entry.signalId || drawn.has(signal.id)) continue;
    if (happenedAt(signal) < enrollment.enteredAt || happenedAt(signal) > world.now) continue;
    if (scope === "sequence" && !signal.touchKey?.startsWith(`${enrollment.id}/`)) continue;
    if (!matchesSignal(filter, signal, enrollment.entry)) continue;
    if (first === null || happenedAt(signal) < happenedAt(first)) first = signal;
  }
  return first;
}

/** A condition has no instant: it holds now, with the facts it read; null while it does not. */
export function conditionNow(when: Condition, ctx: InterruptContext): { at: EpochMs; facts: JsonObject } | null {
  const { enrollment, world } = ctx;
  const facts = { contact: world.contact, signals: world.signals, entry: enrollment.entry };
  if (!evaluateCondition(when, facts, world.now, world.zone)) return null;
  return { at: world.now, facts: factsRead(when, facts, world.now, world.zone) };
}
