import { advanceOwned } from "@/core/advance";
import type { Because } from "@/core/because";
import { compileGraph, configOf } from "@/core/compile";
import { applyChanges } from "@/core/contact-change";
import { triedEntry } from "@/core/correlation-key";
import type { DoAction, Effect, EffectKey, SendEffect } from "@/core/effect";
import {
  type EndReason,
  type EnrollmentEvent,
  type EnrollmentState,
  type Entry,
  newEnrollment,
  type VisitRecord,
} from "@/core/enrollment";
import {
  type ContactFacts,
  type CoreSettings,
  type DoneFact,
  defaultSettings,
  type SignalFact,
  type TouchFact,
  type World,
} from "@/core/facts";
import type { Graph, NodeId, OutletId } from "@/core/graph";
import { addMs, DAY_MS, type EpochMs, earlierOf } from "@/core/instant";
import type { Provocation } from "@/core/node-type";
import { type EmailConfig, emailNode } from "@/core/nodes/email";
import { withChoices } from "@/core/simulate-choice";
import { provoke } from "@/core/simulate-signal";

/** A mail that asks the governor to leave. */
export interface SimulatedSend {
  readonly key: EffectKey;
  readonly nodeId: NodeId;
  readonly email: EmailConfig;
  readonly dueAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly correlationKey: string | null;
}

export interface SimulatedSent extends SimulatedSend {
  readonly sentAt: EpochMs;
}

/** `because` is the governor's own explanation, shown by its own words. `until: null`: open end, asked again at the deadline. */
export type GovernorAnswer<Why> =
  | { readonly is: "send" }
  | { readonly is: "hold"; readonly until: EpochMs | null; readonly because: Why }
  | { readonly is: "skip"; readonly reason: string; readonly because: Why };

/** The port to core/attention (core/simulate-governor.ts) or to a test's own rule. */
export type Governor<Why> = (send: SimulatedSend, now: EpochMs, sent: readonly SimulatedSent[]) => GovernorAnswer<Why>;

export type SimulationStep<Why> =
  | {
      readonly type: "entered";
      readonly at: EpochMs;
      readonly nodeId: NodeId;
      readonly visit: number;
      readonly because: Because;
    }
  | {
      readonly type: "left";
      readonly at: EpochMs;
      readonly nodeId: NodeId;
      readonly visit: number;
      readonly outlet: OutletId | null;
      readonly because: Because | null;
    }
  | {
      readonly type: "sent";
      readonly at: EpochMs;
      readonly nodeId: NodeId;
      readonly key: EffectKey;
      readonly heldMs: number;
    }
  | {
      readonly type: "held";
      readonly at: EpochMs;
      readonly nodeId: NodeId;
      readonly until: EpochMs | null;
      readonly because: Why;
    }
  | { readonly type: "skipped"; readonly at: EpochMs; readonly nodeId: NodeId; readonly because: Why }
  | { readonly type: "did"; readonly at: EpochMs; readonly nodeId: NodeId; readonly action: DoAction }
  | { readonly type: "reacted"; readonly at: EpochMs; readonly nodeId: NodeId; readonly signal: SignalFact }
  | {
      readonly type: "ended";
      readonly at: EpochMs;
      readonly nodeId: NodeId | null;
      readonly reason: EndReason;
      readonly because: Because;
    };

/**
 * What the person does at a wait (after how long), which way a branch or split goes, or that they reach a goal: its outlet
 * is `REACHED`, counted from their entry.
 */
export interface Choice {
  readonly outlet: OutletId;
  readonly afterMs: number;
}

/** The choice of a goal. */
export const REACHED: OutletId = "reached";

export interface SimulationInput<Why> {
  readonly graph: Graph;
  readonly contact: ContactFacts;
  readonly zone: string;
  readonly startAt: EpochMs;
  readonly entry: Entry;
  readonly governor: Governor<Why>;
  /** By node; a wait without one times out, a branch decides by the contact's facts, a split by its hash. */
  readonly choices?: Readonly<Record<NodeId, Choice>>;
  /** Further signals by instant, purchases outside the sequence for one. */
  readonly signals?: readonly SignalFact[];
  readonly settings?: CoreSettings;
  readonly enrollmentId?: string;
  /** Default: 400 days after the start. */
  readonly until?: EpochMs;
}

export interface Simulation<Why> {
  readonly steps: readonly SimulationStep<Why>[];
  readonly visits: readonly VisitRecord[];
  readonly state: EnrollmentState;
  /** `limit`: still under way at `until`. `open`: held without an end that can be foreseen. */
  readonly outcome: "ended" | "limit" | "open";
}

/** Runs a draft on a virtual clock with the very interpreter, to the end or to `until`. Sends nothing, changes nothing, pure. */
export function simulate<Why>(input: SimulationInput<Why>): Simulation<Why> {
  return new Run(input).toEnd();
}

class Run<Why> {
  readonly #input: SimulationInput<Why>;
  readonly #graph: Graph;
  readonly #until: EpochMs;
  readonly #steps: SimulationStep<Why>[] = [];
  readonly #visits = new Map<string, VisitRecord>();
  // Without a shape: keys that no other person has would leave a shape of objects behind each.
  readonly #touches: Record<EffectKey, TouchFact> = Object.create(null);
  readonly #done: Record<EffectKey, DoneFact> = Object.create(null);
  readonly #sent: SimulatedSent[] = [];
  readonly #provoked = new Set<EffectKey>();
  /** Goals still to be reached, each at its instant. */
  #goals: readonly { readonly nodeId: NodeId; readonly at: EpochMs; readonly what: Provocation }[];
  #signals: SignalFact[];
  #contact: ContactFacts;
  #state: EnrollmentState;
  #now: EpochMs;
  #heldUntil: EpochMs | null = null;

  constructor(input: SimulationInput<Why>) {
    this.#input = input;
    this.#graph = withChoices(input.graph, input.choices ?? {});
    this.#until = input.until ?? addMs(input.startAt, 400 * DAY_MS);
    this.#signals = [...(input.signals ?? [])];
    this.#contact = input.contact;
    const entry = triedEntry(compileGraph(this.#graph), input.entry);
    this.#state = newEnrollment(input.enrollmentId ?? "enr_try", entry, input.startAt);
    this.#now = input.startAt;
    this.#goals = Object.entries(input.choices ?? {}).flatMap(([nodeId, { outlet, afterMs }]) => {
      const node = compileGraph(this.#graph).nodes.get(nodeId);
      const what = outlet === REACHED ? (node?.type.reachedBy?.(node.config) ?? null) : null;
      return what === null ? [] : [{ nodeId, what, at: addMs(input.startAt, Math.max(1, afterMs)) }];
    });
  }

  toEnd(): Simulation<Why> {
    let event: EnrollmentEvent = { type: "started" };
    for (;;) {
      const { enrollment, effect, visits } = advanceOwned(this.#graph, this.#state, event, this.#world());
      event = { type: "woken" };
      this.#state = enrollment;
      for (const visit of visits) this.#note(visit);
      if (effect === null) return this.#result("ended");
      const moved = this.#carryOut(effect);
      if (moved === "again") continue;
      const next = this.#nextMoment(moved);
      if (next === null) return this.#result("open");
      if (next > this.#until) return this.#result("limit");
      this.#now = next;
      this.#reachGoals();
      for (const signal of this.#signals) if (signal.occurredAt === next) this.#happen(signal);
    }
  }

  #world(): World {
    const { zone, settings } = this.#input;
    return {
      now: this.#now,
      zone,
      contact: this.#contact,
      signals: this.#signals.filter((signal) => signal.occurredAt <= this.#now),
      touches: this.#touches,
      done: this.#done,
      settings: settings ?? defaultSettings,
    };
  }

  /** "again": something changed at this very instant. Otherwise the instant time alone would go on. */
  #carryOut(effect: Effect): "again" | EpochMs | null {
    if (effect.type === "do") {
      if (effect.action.do === "update")
        this.#contact = applyChanges(this.#contact, effect.action.changes, this.#now, this.#input.zone);
      this.#done[effect.key] = { at: this.#now, ok: true, reason: null, result: {} };
      this.#steps.push({ type: "did", at: this.#now, nodeId: effect.nodeId, action: effect.action });
      return "again";
    }
    if (effect.type === "send") return this.#ask(effect);
    this.#react(effect);
    return effect.wakeAt;
  }

  #ask(effect: SendEffect): "again" | EpochMs | null {
    const { key, nodeId, dueAt, deadlineAt } = effect;
    const email = configOf(this.#graph, nodeId, emailNode) ?? emailNode.defaults();
    const send: SimulatedSend = {
      key,
      nodeId,
      email,
      dueAt,
      deadlineAt,
      correlationKey: this.#state.entry.correlationKey,
    };
    const answer = this.#input.governor(send, this.#now, this.#sent);
    if (answer.is === "hold") {
      const until = answer.until === null || answer.until <= this.#now ? null : answer.until;
      if (until !== this.#heldUntil || this.#touches[key] === undefined) {
        this.#steps.push({ type: "held", at: this.#now, nodeId, until, because: answer.because });
      }
      this.#heldUntil = until;
      this.#touches[key] = { state: "held", at: this.#now, reason: null };
      if (until !== null) return earlierOf(until, deadlineAt);
      return this.#now < deadlineAt ? deadlineAt : null;
    }
    this.#heldUntil = null;
    if (answer.is === "skip") {
      this.#touches[key] = { state: "skipped", at: this.#now, reason: answer.reason };
      this.#steps.push({ type: "skipped", at: this.#now, nodeId, because: answer.because });
    } else {
      this.#touches[key] = { state: "accepted", at: this.#now, reason: null };
      this.#sent.push({
        key,
        nodeId,
        email,
        dueAt,
        deadlineAt,
        correlationKey: send.correlationKey,
        sentAt: this.#now,
      });
      this.#steps.push({ type: "sent", at: this.#now, nodeId, key, heldMs: this.#now - dueAt });
    }
    return "again";
  }

  /** Once per visit: what the person was chosen to do here. */
  #react(effect: Effect): void {
    const choice = this.#input.choices?.[effect.nodeId];
    if (choice === undefined || this.#provoked.has(effect.key)) return;
    this.#provoked.add(effect.key);
    const graph = compileGraph(this.#graph);
    const node = graph.nodes.get(effect.nodeId);
    const what = node?.type.provokedBy?.(node.config, choice.outlet) ?? null;
    const at = addMs(this.#now, Math.max(0, choice.afterMs));
    if (what !== null) this.#signals.push(...provoke(what, effect.key, at, this.#state, graph.keyPath));
    // Chosen to happen at once: it has.
    for (const signal of this.#signals) if (signal.occurredAt === this.#now) this.#happen(signal);
  }

  #reachGoals(): void {
    const { keyPath } = compileGraph(this.#graph);
    for (const { nodeId, at, what } of this.#goals.filter((goal) => goal.at === this.#now))
      this.#signals.push(...provoke(what, `goal/${nodeId}`, at, this.#state, keyPath));
    this.#goals = this.#goals.filter((goal) => goal.at > this.#now);
  }

  readonly #happened = new Set<string>();

  #happen(signal: SignalFact): void {
    if (this.#happened.has(signal.id)) return;
    this.#happened.add(signal.id);
    const nodeId = this.#state.position?.nodeId ?? "";
    this.#steps.push({ type: "reacted", at: signal.occurredAt, nodeId, signal });
    if (signal.kind !== "purchase") return;
    const bought = signal.productIds.map((productId) => ({
      id: signal.id,
      productId,
      at: signal.occurredAt,
      amount: 0,
      currency: "EUR",
    }));
    this.#contact = { ...this.#contact, purchases: [...this.#contact.purchases, ...bought] };
  }

  #nextMoment(wakeAt: EpochMs | null): EpochMs | null {
    const signals = this.#signals.flatMap((signal) => (signal.occurredAt > this.#now ? [signal.occurredAt] : []));
    const ahead = [...signals, ...this.#goals.map(({ at }) => at)];
    const first = ahead.reduce<EpochMs | null>((best, at) => (best === null ? at : earlierOf(best, at)), null);
    if (wakeAt === null) return first;
    return first === null ? wakeAt : earlierOf(first, wakeAt);
  }

  #note(visit: VisitRecord): void {
    const key = `${visit.nodeId}/${visit.visit}`;
    const { nodeId, visit: number, enteredAt, leftAt, outlet } = visit;
    if (!this.#visits.has(key))
      this.#steps.push({ type: "entered", at: enteredAt, nodeId, visit: number, because: visit.cameBy });
    if (leftAt !== null)
      this.#steps.push({ type: "left", at: leftAt, nodeId, visit: number, outlet, because: visit.because });
    this.#visits.set(key, visit);
  }

  #result(outcome: Simulation<Why>["outcome"]): Simulation<Why> {
    const { end } = this.#state;
    if (end !== null)
      this.#steps.push({ type: "ended", at: end.at, nodeId: end.nodeId, reason: end.reason, because: end.because });
    return { steps: this.#steps, visits: [...this.#visits.values()], state: this.#state, outcome };
  }
}
