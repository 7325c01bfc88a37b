import { addMs, DAY_MS, type EpochMs, HOUR_MS, toEpochMs } from "@/core/instant";
import type { PersonFacts } from "../facts";
import type { CapRule } from "../rule";
import type { LedgerTouch, TouchTraits, WaitingTouch } from "../touch";

/** Wednesday 20 May 2026, 10:00 in Berlin. */
export const NOON: EpochMs = toEpochMs("2026-05-20T10:00:00+02:00");

export const hoursFrom = (at: EpochMs, hours: number): EpochMs => addMs(at, hours * HOUR_MS);
export const daysFrom = (at: EpochMs, days: number): EpochMs => addMs(at, days * DAY_MS);

const traits: Omit<TouchTraits, "id"> = {
  source: "sequence",
  channel: "email",
  class: "marketing",
  topicId: "top_news",
  teamId: "team_brand",
  senderId: "snd_brand",
  sequenceId: "seq_a",
  familyId: null,
  bodyHash: null,
  correlationKey: null,
  obeys: true,
  counts: true,
};

/** A touch that left at `at`. */
export function ledgerTouch(id: string, at: EpochMs, over: Partial<LedgerTouch> = {}): LedgerTouch {
  return { ...traits, id, at, state: "accepted", reactedAt: null, interestAt: null, ...over };
}

/** A hand-written mail: counts, is never held. */
export const handWritten = (id: string, at: EpochMs, over: Partial<LedgerTouch> = {}): LedgerTouch =>
  ledgerTouch(id, at, {
    source: "hand",
    state: "observed",
    class: "sales",
    obeys: false,
    topicId: null,
    sequenceId: null,
    ...over,
  });

/** A touch that fell due at `dueAt`, with seven days to live. */
export function waitingTouch(id: string, dueAt: EpochMs, over: Partial<WaitingTouch> = {}): WaitingTouch {
  return {
    ...traits,
    id,
    contactId: "ctc_1",
    dueAt,
    deadlineAt: daysFrom(dueAt, 7),
    priority: 50,
    sequenceCreatedAt: toEpochMs("2026-01-01T00:00:00Z"),
    memberId: null,
    promotes: [],
    repeat: { kind: "never" },
    atCap: "rule",
    nodeHours: null,
    answersReplyId: null,
    override: null,
    archivedAt: null,
    follows: null,
    ...over,
  };
}

/** What a waiting touch becomes when it is claimed. */
export function claimed(touch: WaitingTouch, at: EpochMs): LedgerTouch {
  const { id, source, channel, topicId, teamId, senderId, sequenceId, familyId, bodyHash, correlationKey } = touch;
  const kept = { source, channel, topicId, teamId, senderId, sequenceId, familyId, bodyHash, correlationKey };
  const { obeys, counts } = touch;
  return ledgerTouch(id, at, { ...kept, class: touch.class, obeys, counts, state: "claimed" });
}

/** A person who agreed to everything, in Berlin, without hours. */
export function personFacts(over: Partial<PersonFacts> = {}): PersonFacts {
  return {
    contactId: "ctc_1",
    zone: { id: "Europe/Berlin", source: "explicit" },
    suppressions: [],
    consent: { basis: "opt_in", source: "form", at: null, ordinal: 0 },
    consents: {},
    optOuts: [],
    choice: null,
    leaveAlone: [],
    exchanges: [],
    products: [],
    signs: [],
    interestResets: [],
    exemptions: [],
    pauses: [],
    senders: [],
    company: [],
    hours: { workspace: null, topics: {}, sequences: {} },
    ...over,
  };
}

/** One per 24 hours over everything, unless told otherwise. */
export function capRule(id: string, over: Partial<CapRule> = {}): CapRule {
  return {
    id,
    version: 1,
    name: id,
    scope: { kind: "everything" },
    max: 1,
    window: { kind: "rolling", lengthMs: DAY_MS },
    minGapMs: null,
    counts: null,
    appliesTo: null,
    atCap: "hold",
    shelfLifeMs: null,
    ...over,
  };
}

export const perDays = (id: string, max: number, days: number, over: Partial<CapRule> = {}): CapRule =>
  capRule(id, { max, window: { kind: "rolling", lengthMs: days * DAY_MS }, ...over });

export const gapRule = (id: string, hours: number, over: Partial<CapRule> = {}): CapRule =>
  capRule(id, { max: null, window: null, minGapMs: hours * HOUR_MS, ...over });
