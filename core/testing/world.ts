import type { EnrollmentState, Entry } from "@/core/enrollment";
import { newEnrollment } from "@/core/enrollment";
import { type ContactFacts, defaultSettings, type SignalFact, type SignalKind, type World } from "@/core/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";

/** Wednesday 7 January 2026, 09:00 UTC: the instant tests start from. */
export const testStart: EpochMs = toEpochMs("2026-01-07T09:00:00Z");

export function buildContact(values: Partial<ContactFacts> = {}): ContactFacts {
  return {
    id: "ctc_1",
    attributes: {},
    tags: [],
    segments: [],
    topics: {},
    interest: {},
    consent: {},
    purchases: [],
    products: {},
    suppressed: "no",
    ...values,
  };
}

export function buildWorld(values: Partial<World> = {}): World {
  return {
    now: testStart,
    zone: "UTC",
    contact: buildContact(),
    signals: [],
    touches: {},
    done: {},
    settings: defaultSettings,
    ...values,
  };
}

/** A human signal; `at` is when it occurred and arrived. */
export function buildSignal(id: string, kind: SignalKind, at: EpochMs, values: Partial<SignalFact> = {}): SignalFact {
  return {
    id,
    kind,
    name: null,
    occurredAt: at,
    receivedAt: at,
    verdict: "human",
    touchKey: null,
    linkId: null,
    replyClass: kind === "reply" ? "neutral" : null,
    productIds: [],
    correlationKey: null,
    data: {},
    ...values,
  };
}

export const handEntry: Entry = { by: "hand", signalId: null, correlationKey: null, data: {} };

export const buildEnrollment = (id = "enr_1", entry: Entry = handEntry, at: EpochMs = testStart): EnrollmentState =>
  newEnrollment(id, entry, at);
