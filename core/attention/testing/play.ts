import type { EpochMs } from "@/core/instant";
import { decidePerson } from "../decide-person";
import type { Decision } from "../decision";
import type { PersonFacts } from "../facts";
import { nextLookAt } from "../next-look";
import type { CapRule } from "../rule";
import type { LedgerTouch, WaitingTouch } from "../touch";
import { claimed } from "./ledger";

/** A row of the ledger with the rules that held when it was stored. */
export interface Stored {
  readonly touch: LedgerTouch;
  readonly at: EpochMs;
  readonly rules: readonly CapRule[];
}

export interface Script {
  readonly facts: PersonFacts;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Known from `from` on; planned until due. */
  readonly arrivals: readonly { readonly from: EpochMs; readonly touch: WaitingTouch }[];
  /** Hand-written and logged ones: stored at `found`, which may be later than they happened. */
  readonly observed: readonly { readonly found: EpochMs; readonly touch: LedgerTouch }[];
  /** Rules from an instant on; the first from the start. */
  readonly rules: readonly { readonly from: EpochMs; readonly rules: readonly CapRule[] }[];
  /** Rows there before the start. */
  readonly ledger?: readonly LedgerTouch[];
}

export interface Played {
  readonly stored: readonly Stored[];
  readonly skipped: readonly string[];
  readonly left: readonly WaitingTouch[];
  /** First answer given for each touch. */
  readonly first: ReadonlyMap<string, Decision>;
}

/** A driver without a database: looks when something happens or the governor asked to, claims what may go. */
export function play(script: Script): Played {
  const { facts, start, end } = script;
  const stored: Stored[] = (script.ledger ?? []).map((touch) => ({ touch, at: touch.at, rules: [] }));
  const gone = new Set<string>();
  const skipped: string[] = [];
  const first = new Map<string, Decision>();
  const instants = [
    ...script.arrivals.flatMap(({ from, touch }) => [from, touch.dueAt]),
    ...script.observed.map(({ found }) => found),
    ...script.rules.map(({ from }) => from),
  ];
  let look: EpochMs | null = start;
  let now = start;
  const seen = new Set<string>();
  while (look !== null && look <= end) {
    now = look;
    const rules = script.rules.filter((change) => change.from <= now).at(-1)?.rules ?? [];
    for (const { found, touch } of script.observed) {
      if (found > now || seen.has(touch.id)) continue;
      seen.add(touch.id);
      stored.push({ touch, at: touch.at, rules });
    }
    const waiting = script.arrivals
      .filter(({ from, touch }) => from <= now && !gone.has(touch.id))
      .map(({ touch }) => touch);
    const ledger = stored.map((row) => row.touch);
    const decisions = decidePerson(facts, ledger, waiting, rules, now);
    for (const decision of decisions) {
      if (!first.has(decision.touchId)) first.set(decision.touchId, decision);
      const touch = waiting.find((one) => one.id === decision.touchId);
      if (touch === undefined || decision.verdict === "hold") continue;
      gone.add(touch.id);
      if (decision.verdict === "skip") skipped.push(touch.id);
      else stored.push({ touch: claimed(touch, now), at: now, rules });
    }
    const asked = nextLookAt(
      decisions,
      waiting.filter((touch) => touch.dueAt <= now),
      now,
    );
    const next = instants.filter((at) => at > now);
    if (asked !== null) next.push(asked > now ? asked : ((now + 60_000) as EpochMs)); // a whole minute on
    look = next.length === 0 ? null : (Math.min(...next) as EpochMs); // one of them
  }
  const left = script.arrivals.filter(({ touch }) => !gone.has(touch.id)).map(({ touch }) => touch);
  return { stored, skipped, left, first };
}
