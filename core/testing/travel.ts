import { advance } from "@/core/advance";
import type { Effect } from "@/core/effect";
import type { EnrollmentEvent, EnrollmentState, VisitRecord } from "@/core/enrollment";
import type { ContactFacts, DoneFact, SignalFact, TouchFact, World } from "@/core/facts";
import type { Graph } from "@/core/graph";
import { addMs, type EpochMs, earlierOf } from "@/core/instant";
import { buildEnrollment, buildWorld, testStart } from "@/core/testing/world";

export interface TravelOptions {
  readonly enrollment?: EnrollmentState;
  readonly contact?: ContactFacts;
  readonly zone?: string;
  /** Given to the world when received. `mail` names the node whose mail they answer: the key of its latest touch is filled in. */
  readonly signals?: readonly (SignalFact & { readonly mail?: string })[];
  readonly until?: EpochMs;
  /** How a send ends; accepted at once unless said otherwise. Null: it stays waiting. */
  readonly touch?: (effect: Effect, now: EpochMs) => TouchFact | null;
  /** How long after being due the enrollment is really woken. */
  readonly lateMs?: number;
  /** Extra instants at which it is woken for nothing. */
  readonly spurious?: readonly EpochMs[];
  readonly events?: readonly { readonly at: EpochMs; readonly event: EnrollmentEvent }[];
}

export interface Travelled {
  readonly state: EnrollmentState;
  readonly visits: readonly VisitRecord[];
  /** Node ids in the order they were entered. */
  readonly path: readonly string[];
  readonly effects: readonly Effect[];
  readonly withdrawn: readonly string[];
  readonly world: World;
  readonly effect: Effect | null;
}

/** Drives one enrollment as the runtime would, on a clock of its own, to the end or to `until`. */
export function travel(graph: Graph, options: TravelOptions = {}): Travelled {
  const until = options.until ?? addMs(testStart, 400 * 86_400_000);
  let state = options.enrollment ?? buildEnrollment();
  let now: EpochMs = state.enteredAt;
  const touches: Record<string, TouchFact> = {};
  const done: Record<string, DoneFact> = {};
  const visits = new Map<string, VisitRecord>();
  const effects: Effect[] = [];
  const withdrawn: string[] = [];
  const events = [...(options.events ?? [])].sort((a, b) => a.at - b.at);
  let effect: Effect | null = null;
  let event: EnrollmentEvent = { type: "started" };
  let world = buildWorld({ now });
  for (let turn = 0; turn < 100_000; turn += 1) {
    const signals = (options.signals ?? []).map(({ mail, ...signal }) =>
      mail === undefined ? signal : { ...signal, touchKey: state.touches[mail] ?? null },
    );
    world = buildWorld({
      now,
      zone: options.zone ?? "UTC",
      ...(options.contact ? { contact: options.contact } : {}),
      signals: signals.filter((signal) => signal.receivedAt <= now),
      touches: { ...touches },
      done: { ...done },
    });
    const step = advance(graph, state, event, world);
    state = step.enrollment;
    effect = step.effect;
    for (const visit of step.visits) visits.set(`${visit.nodeId}/${visit.visit}`, visit);
    withdrawn.push(...step.withdraw);
    event = { type: "woken" };
    if (effect === null) break;
    if (effects.at(-1)?.key !== effect.key) effects.push(effect);
    if (effect.type === "do") {
      done[effect.key] = { at: now, ok: true, reason: null, result: {} };
      continue;
    }
    if (effect.type === "send" && touches[effect.key] === undefined) {
      const touch = (options.touch ?? accepted)(effect, now);
      if (touch !== null) {
        touches[effect.key] = touch;
        continue;
      }
    }
    const due = events[0];
    const wake = effect.wakeAt === null ? null : addMs(effect.wakeAt, options.lateMs ?? 0);
    const moments = [
      wake,
      due?.at ?? null,
      ...signals.map((signal) => signal.receivedAt),
      ...(options.spurious ?? []),
    ].filter((at): at is EpochMs => at !== null && (at > now || (at === now && due?.at === now)));
    const next = moments.reduce<EpochMs | null>((best, at) => (best === null ? at : earlierOf(best, at)), null);
    if (next === null || next > until) break;
    now = next;
    if (due !== undefined && due.at <= now) {
      event = due.event;
      events.shift();
    }
  }
  return {
    state,
    visits: [...visits.values()],
    path: [...visits.values()].map((visit) => visit.nodeId),
    effects,
    withdrawn,
    world,
    effect,
  };
}

const accepted = (_: Effect, now: EpochMs): TouchFact => ({ state: "accepted", at: now, reason: null });
