import type { EpochMs } from "@/core/instant";
import type { HoursLayer } from "@/core/schedule-hours";
import type { TouchChannel, TouchClass, TouchSource } from "./rule";

/** What the governor reads of any touch; all of it frozen when the touch was made. */
export interface TouchTraits {
  id: string;
  source: TouchSource;
  channel: TouchChannel;
  class: TouchClass;
  topicId: string | null;
  teamId: string | null;
  senderId: string | null;
  sequenceId: string | null;
  /** Template family: copies and edits of one template share it. */
  familyId: string | null;
  /** Hash of the body after merge; null until it is rendered. */
  bodyHash: string | null;
  /** Cart, renewal, order: the entry's correlation. */
  correlationKey: string | null;
  /** Held back by cap rules. */
  obeys: boolean;
  /** Fills cap rules. */
  counts: boolean;
}

/** The states that fill a slot. A lapsed claim is back in waiting and must not be passed here. */
export type SlotState = "claimed" | "handed_over" | "accepted" | "unknown" | "observed";

/** A touch that fills a slot. */
export interface LedgerTouch extends TouchTraits {
  state: SlotState;
  /** When it counts: the claim; a hand-written one's INTERNALDATE; a logged one's own time. */
  at: EpochMs;
  /** Latest human open, click, reply or purchase that belongs to it; null = none. */
  reactedAt: EpochMs | null;
  /** Latest human click, reply or purchase that belongs to it; opens are no interest. */
  interestAt: EpochMs | null;
}

/** How often one person may get this. `always` is for transactional mail. */
export type RepeatPolicy =
  | { kind: "never" }
  | { kind: "after"; days: number }
  | { kind: "once_per_key" }
  | { kind: "always" };

/** What a full cap does to a touch: what the rule says, or the one or the other whatever it says. Set at the email node. */
export type AtCap = "rule" | "hold" | "skip";

/** A member let this touch go early, with a right and a reason (audited). */
export interface TouchOverride {
  memberId: string;
  reason: string;
  at: EpochMs;
}

/**
 * A touch that has not left: waiting or held when `dueAt <= now`, planned when later. Only those that are due are decided;
 * planned ones due within the look-ahead stand in the order as rivals.
 */
export interface WaitingTouch extends TouchTraits {
  /** At which address of the person it would arrive. */
  contactId: string;
  dueAt: EpochMs;
  /** dueAt + shelf life of the node (7 days unless it says otherwise). */
  deadlineAt: EpochMs;
  /** Higher goes first. */
  priority: number;
  /** When its sequence (or broadcast) was made; breaks ties. */
  sequenceCreatedAt: EpochMs;
  /** The member whose mailbox it would leave from; null = a brand address. */
  memberId: string | null;
  /** Products it promotes. */
  promotes: readonly string[];
  repeat: RepeatPolicy;
  atCap: AtCap;
  /** Hours drawn at the node itself. */
  nodeHours: HoursLayer | null;
  /** The reply whose outlet it is drawn behind: such a touch is part of that conversation. */
  answersReplyId: string | null;
  override: TouchOverride | null;
  /** The contact it would be written to was archived then; null: it is in use. */
  archivedAt: EpochMs | null;
  /** It becomes due that long after another one, of the same passage, has left: it is never in that one's way. */
  follows: { touchId: string; delayMs: number } | null;
}
