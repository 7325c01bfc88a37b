import type { EpochMs } from "@/core/instant";
import type { HoursLayer, PersonZone } from "@/core/schedule-hours";
import type { Exemption } from "./exemption";
import type { FrequencyChoice } from "./rule";

export type SuppressionScope = "all" | "marketing_and_sales";

/** A suppression that hits an address this person would be written at (the address itself, its domain, or the person). */
export interface Suppression {
  id: string;
  /** Of one address alone (core/suppression): the contact that has it. Null: of all addresses of the person. */
  contactId: string | null;
  scope: SuppressionScope;
  /** unsubscribe, complaint, bounce_hard, bounce_soft, left_company, manual, import ... */
  cause: string;
  of: "address" | "domain" | "person";
  at: EpochMs;
}

export type ConsentBasis = "opt_in" | "customer" | "legitimate_interest" | "none";
export interface Consent {
  basis: ConsentBasis;
  source: string;
  /** By the workspace's clock, for whoever reads it. */
  at: EpochMs | null;
  /** Which came after which, whatever the clock said; 0: none was recorded. */
  ordinal: number;
}

/** `topicId: null` = all marketing and sales. */
export interface OptOut {
  topicId: string | null;
  at: EpochMs;
  source: string;
}

/** A member asked to hold this person, or the whole company, until a date. */
export interface LeaveAlone {
  of: "person" | "company";
  until: EpochMs;
  memberId: string;
  reason: string;
}

/** A human exchange between one member and this person: human replies and hand-written mail. */
export interface Exchange {
  memberId: string;
  /** Latest mail of either side. */
  lastAt: EpochMs;
  /** Latest human reply in it; touches drawn behind the outlet that it chose are exempt. */
  replyId: string | null;
}

export type ProductFactKind = "bought" | "has_competing" | "not_for_them";
export interface ProductFact {
  productId: string;
  fact: ProductFactKind;
  source: "purchase" | "reply" | "member" | "api" | "import";
  at: EpochMs;
}

/** A human purchase (or other sign) in a topic that belongs to no touch. */
export interface TopicSign {
  topicId: string;
  at: EpochMs;
}

/** Member or person started the topic's interest anew. */
export interface InterestReset {
  topicId: string;
  at: EpochMs;
}

export interface Pause {
  what: "workspace" | "team" | "sequence" | "broadcast";
  /** Team, sequence or broadcast id; the workspace's own. A broadcast's id stands in the touch's `sequenceId`. */
  id: string;
  since: EpochMs;
  memberId: string | null;
}

export interface SenderState {
  id: string;
  /** Given up by a member: nothing leaves from it any more. */
  archivedAt: EpochMs | null;
  /** Open = too many bounces or complaints; nothing leaves until it is closed. */
  breaker: { since: EpochMs; cause: string } | null;
  /** Counted over all people under the sender's own lock; `freesAt` null = not known. */
  limit: { max: number; used: number; freesAt: EpochMs | null } | null;
}

/** Other people of the company written to, per company rule; the driver counts them under the company's lock. */
export interface CompanyUse {
  ruleId: string;
  others: readonly { contactId: string; lastAt: EpochMs }[];
}

/** Everything true about one person (with merged duplicates) that decides over its touches. */
export interface PersonFacts {
  contactId: string;
  zone: PersonZone;
  suppressions: readonly Suppression[];
  /** Basis for topics without an entry in `consents` and for touches without a topic. */
  consent: Consent;
  consents: Readonly<Record<string, Consent>>;
  optOuts: readonly OptOut[];
  choice: FrequencyChoice | null;
  leaveAlone: readonly LeaveAlone[];
  exchanges: readonly Exchange[];
  products: readonly ProductFact[];
  signs: readonly TopicSign[];
  interestResets: readonly InterestReset[];
  pauses: readonly Pause[];
  senders: readonly SenderState[];
  company: readonly CompanyUse[];
  /** What a member let past rules. */
  exemptions: readonly Exemption[];
  hours: {
    workspace: HoursLayer | null;
    topics: Readonly<Record<string, HoursLayer>>;
    sequences: Readonly<Record<string, HoursLayer>>;
  };
}
