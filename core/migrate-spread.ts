import type { Effect } from "@/core/effect";
import type { EnrollmentState } from "@/core/enrollment";
import { addMs, DAY_MS, type EpochMs, SECOND_MS } from "@/core/instant";

/** Between two mails of a sender that has neither limit nor spacing: 720 an hour. */
const UNLIMITED_PACE_MS = 5 * SECOND_MS;

/** The normal pace of a sender: its daily limit spread over the day, or its spacing, whichever is slower. */
export function paceMs(sender: { readonly dailyLimit: number | null; readonly spacingSeconds: number } | null): number {
  if (sender === null) return UNLIMITED_PACE_MS;
  const byLimit = sender.dailyLimit === null || sender.dailyLimit <= 0 ? 0 : Math.ceil(DAY_MS / sender.dailyLimit);
  return Math.max(byLimit, sender.spacingSeconds * SECOND_MS) || UNLIMITED_PACE_MS;
}

export interface Standing {
  readonly state: EnrollmentState;
  readonly effect: Effect | null;
}

/**
 * Lets the mail somebody stands on come due no earlier than `notBefore`, as if they had stood still for so long: its shelf
 * life moves along, and every later look comes to the same. Nothing else is touched.
 */
export function sendNotBefore<S extends Standing>(standing: S, notBefore: EpochMs): S {
  const { state, effect } = standing;
  if (effect?.type !== "send" || state.position === null || effect.dueAt >= notBefore) return standing;
  const shift = notBefore - effect.dueAt;
  const later = { ...effect, dueAt: addMs(effect.dueAt, shift), deadlineAt: addMs(effect.deadlineAt, shift) };
  const position = { ...state.position, pausedMs: state.position.pausedMs + shift, effect: later };
  return { ...standing, state: { ...state, position }, effect: later };
}
