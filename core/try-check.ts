import type { PersonFacts } from "@/core/attention/facts";
import type { LedgerTouch } from "@/core/attention/touch";
import type { ContactFacts } from "@/core/facts";
import type { NodeId, OutletId } from "@/core/graph";
import type { EpochMs } from "@/core/instant";
import type { JsonObject } from "@/core/json";
import type { Choice, Simulation } from "@/core/simulate";

/** Whom a sequence was tried with, when they entered and what they did: enough to try it again without asking anybody. */
export interface TriedCase {
  readonly who: string;
  readonly contact: ContactFacts;
  readonly facts: PersonFacts;
  readonly ledger: readonly LedgerTouch[];
  readonly startAt: EpochMs;
  readonly data: JsonObject;
  readonly choices: Readonly<Record<NodeId, Choice>>;
}

/** The way it took, without instants: those move with every rule and every hour. */
export interface TriedPath {
  readonly visits: readonly { readonly nodeId: NodeId; readonly outlet: OutletId | null }[];
  readonly mails: readonly { readonly nodeId: NodeId; readonly became: "sent" | "skipped" }[];
  readonly end: string;
}

export function pathOf<Why>(result: Simulation<Why>): TriedPath {
  return {
    visits: result.visits.map(({ nodeId, outlet }) => ({ nodeId, outlet })),
    mails: result.steps.flatMap((step) =>
      step.type === "sent" || step.type === "skipped" ? [{ nodeId: step.nodeId, became: step.type }] : [],
    ),
    end: result.state.end?.reason ?? result.outcome,
  };
}

/** Where two ways part: null when they are one. `nodeId` is the first step that differs, null for the end. */
export function partsAt(expected: TriedPath, found: TriedPath): { readonly nodeId: NodeId | null } | null {
  const visits = firstDifference(expected.visits, found.visits, (one) => `${one.nodeId} ${one.outlet}`);
  if (visits !== null) return visits;
  const mails = firstDifference(expected.mails, found.mails, (one) => `${one.nodeId} ${one.became}`);
  if (mails !== null) return mails;
  return expected.end === found.end ? null : { nodeId: null };
}

function firstDifference<T extends { readonly nodeId: NodeId }>(
  expected: readonly T[],
  found: readonly T[],
  say: (one: T) => string,
): { nodeId: NodeId | null } | null {
  for (let at = 0; at < Math.max(expected.length, found.length); at += 1) {
    const [wanted, got] = [expected[at], found[at]];
    if (wanted && got && say(wanted) === say(got)) continue;
    return { nodeId: wanted?.nodeId ?? got?.nodeId ?? null };
  }
  return null;
}
