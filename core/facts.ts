import type { EpochMs } from "@/core/instant";
import type { JsonObject, JsonValue } from "@/core/json";

export type SignalKind = "open" | "click" | "reply" | "purchase" | "event";
export type SignalVerdict = "human" | "machine" | "unsure";

/** Something the person did, as core sees it. The verdict is core/signal*.ts's; only `human` moves anything. */
export interface SignalFact {
  readonly id: string;
  readonly kind: SignalKind;
  /** Name of a custom event ("trial.started"); null for the others. */
  readonly name: string | null;
  readonly occurredAt: EpochMs;
  readonly receivedAt: EpochMs;
  readonly verdict: SignalVerdict;
  /** Key of the touch it answers (`enrollment/node/visit` for a sequence's), null for purchases and custom events. */
  readonly touchKey: string | null;
  readonly linkId: string | null;
  readonly replyClass: string | null;
  readonly productIds: readonly string[];
  /** Cart, order, renewal as the source named it; a sequence reads it as its entry says (core/correlation-key.ts). */
  readonly correlationKey: string | null;
  readonly data: JsonObject;
}

export interface PurchaseFact {
  readonly id: string;
  readonly productId: string;
  readonly at: EpochMs;
  readonly amount: number;
  readonly currency: string;
}

export type ProductFact = "bought" | "has_competing" | "not_for_them";
export type Interest = "interested" | "cold" | "unknown";
export type ConsentBasis = "opt_in" | "customer" | "legitimate_interest" | "none";

/** What is known about a person when something is decided. Dates among the attributes are "YYYY-MM-DD" or ISO 8601 instants. */
export interface ContactFacts {
  readonly id: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly tags: readonly string[];
  /** Ids of the segments the person is in. */
  readonly segments: readonly string[];
  /** By topic id; a topic that is not named has not been chosen either way. */
  readonly topics: Readonly<Record<string, "in" | "out">>;
  readonly interest: Readonly<Record<string, Interest>>;
  readonly consent: Readonly<Record<string, ConsentBasis>>;
  readonly purchases: readonly PurchaseFact[];
  readonly products: Readonly<Record<string, readonly ProductFact[]>>;
  /** The strongest suppression that hits this address: its own, or the person's. */
  readonly suppressed: "no" | "marketing-and-sales" | "all";
}

/** State of a touch as SEMANTICS §1 names it. */
export type TouchState =
  | "planned"
  | "waiting"
  | "held"
  | "claimed"
  | "handed_over"
  | "accepted"
  | "failed"
  | "unknown"
  | "skipped"
  | "withdrawn"
  | "observed";

/** One touch of this enrollment. */
export interface TouchFact {
  readonly state: TouchState;
  /** When it reached that state. For `accepted` it is the instant the next step's clock starts from. */
  readonly at: EpochMs;
  /** Reason of a hold, skip, failure or withdrawal; null otherwise. */
  readonly reason: string | null;
}

/** A `do` effect that was carried out. */
export interface DoneFact {
  readonly at: EpochMs;
  readonly ok: boolean;
  readonly reason: string | null;
  readonly result: JsonObject;
}

export interface CoreSettings {
  /** How long a wait in `settle` mode collects after the first human signal. */
  readonly settleMs: number;
  /** How long after its deadline a wait is decided, so that a signal that occurred in time may still arrive. */
  readonly graceMs: number;
  /** Rounds after which the target of a "continue at" leaves by its `done` outlet. */
  readonly maxRounds: number;
}

export const defaultSettings: CoreSettings = { settleMs: 90_000, graceMs: 300_000, maxRounds: 20 };

/** Everything a step may look at. Gathered by the driver, complete on every call: core keeps no copy of facts. */
export interface World {
  readonly now: EpochMs;
  /** IANA name of the person's effective zone; there always is one. */
  readonly zone: string;
  readonly contact: ContactFacts;
  /** The person's signals since at least the enrollment's start, any order, machines included. */
  readonly signals: readonly SignalFact[];
  /** This enrollment's touches by effect key. */
  readonly touches: Readonly<Record<string, TouchFact>>;
  /** This enrollment's carried-out `do` effects by effect key. */
  readonly done: Readonly<Record<string, DoneFact>>;
  readonly settings: CoreSettings;
}
