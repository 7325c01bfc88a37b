import type { EpochMs } from "@/core/instant";
import type { HoursLevel, PersonZone } from "@/core/schedule-hours";
import type { InsteadOf } from "./choose-address";
import type { AllowedPast } from "./exemption";
import type { ConsentBasis, ProductFactKind, SuppressionScope } from "./facts";
import type { FrequencyPace, RuleScope, RuleWindow } from "./rule";

/** The rule that said no, as it was then. */
export interface BindingRule {
  id: string;
  version: number;
  name: string;
  scope: RuleScope;
  max: number | null;
  window: RuleWindow | null;
  minGapMs: number | null;
}

/** A touch that fills a counter; `planned` = it leaves later than this was decided, but first. */
export interface Filling {
  touchId: string;
  at: EpochMs;
  planned: boolean;
}

/** How full a rule is: `used` of `max`, by which touches (at most 20 newest; only named for the binding reason), and when it next lets one through. */
export interface Counter {
  used: number;
  max: number;
  by: readonly Filling[];
  /** First instant this rule alone would allow; null = not before it is changed. */
  freesAt: EpochMs | null;
}

/** Why a touch waits. `freesAt` is when that reason alone would end; null = open. */
export type HoldReason =
  | { kind: "leave_alone"; of: "person" | "company"; freesAt: EpochMs; memberId: string; reason: string }
  | { kind: "conversation"; memberId: string; lastAt: EpochMs; earliestAt: EpochMs; freesAt: null }
  | { kind: "repeat_gap"; touchId: string; at: EpochMs; days: number; planned: boolean; freesAt: EpochMs }
  | { kind: "cold_topic"; topicId: string; counter: Counter; freesAt: EpochMs | null }
  | { kind: "paused"; what: "workspace" | "team" | "sequence" | "broadcast"; id: string; since: EpochMs; freesAt: null }
  | { kind: "sender_archived"; senderId: string; since: EpochMs; freesAt: null }
  | { kind: "sender_breaker"; senderId: string; since: EpochMs; cause: string; freesAt: null }
  | { kind: "sender_limit"; senderId: string; max: number; used: number; freesAt: EpochMs | null }
  /** It was on its way and was put off: tried again then. Written by the driver, never by a decision. */
  | { kind: "put_off"; senderId: string; answer: string; freesAt: EpochMs }
  | { kind: "own_pause"; freesAt: EpochMs }
  | { kind: "own_choice"; pace: FrequencyPace; counter: Counter; freesAt: EpochMs | null }
  | { kind: "cap"; rule: BindingRule; counter: Counter; freesAt: EpochMs | null }
  | { kind: "gap"; rule: BindingRule; last: Filling; freesAt: EpochMs }
  | {
      kind: "company_cap";
      rule: BindingRule;
      people: readonly { contactId: string; at: EpochMs }[];
      freesAt: EpochMs | null;
    }
  | { kind: "yields"; toTouchId: string; toGoesAt: EpochMs; rule: BindingRule | null; freesAt: EpochMs }
  | { kind: "quiet_hours"; level: HoursLevel; freesAt: EpochMs | null };

/** Why a touch will never go. */
export type SkipReason =
  | { kind: "suppressed"; suppressionId: string; scope: SuppressionScope; cause: string; at: EpochMs }
  /** The contact is archived: a member put it away. Restoring it opens the way again. */
  | { kind: "archived"; at: EpochMs }
  | { kind: "no_consent"; topicId: string | null; basis: ConsentBasis; source: string }
  | { kind: "opted_out"; topicId: string | null; at: EpochMs; source: string }
  | { kind: "product"; productId: string; fact: ProductFactKind; source: string; at: EpochMs }
  | { kind: "repeat"; of: "family" | "body" | "key"; touchId: string; at: EpochMs; allowedAfterDays: number | null }
  | { kind: "at_cap"; rule: BindingRule; counter: Counter }
  | { kind: "expired"; deadlineAt: EpochMs; heldBy: HoldReason | null }
  /** A member took it out of the line, with a right and a reason (audited). */
  | { kind: "cancelled"; memberId: string; reason: string; at: EpochMs };

/** What happens next with the touch. */
export type NextStep =
  | { kind: "leaves" }
  | { kind: "goes"; at: EpochMs }
  /** The forecast lies past the deadline: skipped then, unless a slot opens. `forecast` null = open. */
  | { kind: "skipped_unless_free"; at: EpochMs; forecast: EpochMs | null }
  /** Held now, and at that instant it will be skipped for another reason. */
  | { kind: "skipped_then"; at: EpochMs; because: SkipReason }
  /** Open: something must happen. Looked at again at `earliestAt` at the latest, if known. */
  | {
      kind: "waits_for";
      what:
        | "resume"
        | "sender_chosen"
        | "breaker_closed"
        | "conversation_over"
        | "sender_limit"
        | "rule_changed"
        | "hours_changed";
      earliestAt: EpochMs | null;
      deadlineAt: EpochMs;
    }
  /** After a skip: the enrollment takes the node's `skipped` outlet if connected, else `next`. */
  | { kind: "continues" };

/** Who may decide otherwise. */
export type MayOverride =
  | { kind: "nobody"; because: "law" | "own_choice" | "never_repeat" | "product" | "gone" }
  | { kind: "right"; right: "override_hold" | "resume_sending" | "edit_facts" }
  | { kind: "not_needed" };

/** Stored with the touch and rendered on the journey. Plain JSON: ids, numbers, epoch milliseconds. */
export interface Explanation {
  v: 1;
  at: EpochMs;
  zone: PersonZone;
  /** The binding reason: of all that say no now, the one that frees last (ties: order of the checks). Null = it leaves. */
  because: HoldReason | SkipReason | null;
  /** The others that say no now, in the order of the checks. */
  also: readonly HoldReason[];
  /** How full each rule over this touch is, rules that allow it included. */
  counters: readonly { ruleId: string; version: number; used: number; max: number }[];
  next: NextStep;
  override: MayOverride;
  /** Which address was meant, where another of the person's is written to. */
  address?: InsteadOf;
  /** Rules that would have said no, past which a member had allowed it. */
  past?: readonly AllowedPast[];
}

/** One answer per due touch. */
export type Decision =
  | { verdict: "send"; touchId: string; explanation: Explanation }
  | {
      verdict: "hold";
      touchId: string;
      /** Forecast of when it goes; null = open. */
      until: EpochMs | null;
      /** Decide again then at the latest: the earliest of forecast, deadline, and the end of an open reason. */
      lookAt: EpochMs;
      because: HoldReason;
      explanation: Explanation;
    }
  | { verdict: "skip"; touchId: string; because: SkipReason; explanation: Explanation };

/** When a planned or waiting touch would go. */
export interface Forecast {
  touchId: string;
  outcome: "goes" | "skipped" | "open";
  /** Goes or is skipped at; null = open. */
  at: EpochMs | null;
  because: HoldReason | SkipReason | null;
}
