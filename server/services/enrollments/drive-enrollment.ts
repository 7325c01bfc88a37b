import { advance } from "@/core/advance";
import type { DoEffect, Effect, EffectKey } from "@/core/effect";
import type { Advanced, EnrollmentEvent, EnrollmentState, VisitRecord } from "@/core/enrollment";
import type { ContactFacts, DoneFact, World } from "@/core/facts";
import type { Graph } from "@/core/graph";

/** A visit with its place along the path: the stamp on the canvas. */
export interface NumberedVisit {
  readonly ordinal: number;
  readonly record: VisitRecord;
}

export interface Driven {
  readonly state: EnrollmentState;
  /** What it stands on now; null when finished. */
  readonly effect: Effect | null;
  /** Visits that began or ended, each once with its latest values. */
  readonly visits: readonly NumberedVisit[];
  /** Touches left behind: withdraw what has not left. */
  readonly withdraw: readonly EffectKey[];
}

export interface CarriedOut {
  readonly done: DoneFact;
  /** The contact as it is now, where the action changed it. */
  readonly contact?: ContactFacts;
}

/**
 * Carries out a `do` effect in the caller's transaction and says what came of it; null while that takes time (a webhook):
 * then the enrollment stands on it until it is woken.
 */
export type CarryOut = (effect: DoEffect, state: EnrollmentState, contact: ContactFacts) => Promise<CarriedOut | null>;

/** More `do` steps in a row than any drawn path has: a loop without a wait got past validation. */
const MOST_DOS = 500;

/**
 * Advances an enrollment as far as it goes: asks core, carries out what can be done at once, asks again. Pure but for
 * `carryOut`. @throws when core throws or the path does not end.
 */
export function driveEnrollment(
  graph: Graph,
  before: EnrollmentState,
  event: EnrollmentEvent,
  world: World,
  carryOut: CarryOut,
): Promise<Driven> {
  return driveOn(graph, before, advance(graph, before, event, world), world, carryOut);
}

/** The same from where core has got to already: a move to another version. */
export async function driveOn(
  graph: Graph,
  before: EnrollmentState,
  first: Advanced,
  world: World,
  carryOut: CarryOut,
): Promise<Driven> {
  const done: Record<EffectKey, DoneFact> = { ...world.done };
  const withdraw = new Set<EffectKey>();
  const records = new Map<string, VisitRecord>();
  const ordinals = new Map<string, number>();
  let entries = Object.values(before.visits).reduce((sum, count) => sum + count, 0);
  if (before.position) ordinals.set(placeOf(before.position), entries);

  const note = (advanced: Advanced): void => {
    for (const record of advanced.visits) {
      const place = placeOf(record);
      if (!ordinals.has(place)) {
        entries += 1;
        ordinals.set(place, entries);
      }
      records.set(place, record);
    }
    for (const key of advanced.withdraw) withdraw.add(key);
  };

  let contact = world.contact;
  let advanced = first;
  note(advanced);
  for (let count = 0; advanced.effect?.type === "do"; count += 1) {
    if (count > MOST_DOS) throw new Error(`more than ${MOST_DOS} steps in a row do something and none waits`);
    const carried = await carryOut(advanced.effect, advanced.enrollment, contact);
    if (carried === null) break;
    done[advanced.effect.key] = carried.done;
    contact = carried.contact ?? contact;
    advanced = advance(graph, advanced.enrollment, { type: "woken" }, { ...world, contact, done });
    note(advanced);
  }
  return {
    state: advanced.enrollment,
    effect: advanced.effect,
    visits: [...records].map(([place, record]) => ({ ordinal: ordinals.get(place) ?? 0, record })),
    withdraw: [...withdraw],
  };
}

const placeOf = (of: { nodeId: string; visit: number }): string => `${of.nodeId} ${of.visit}`;
