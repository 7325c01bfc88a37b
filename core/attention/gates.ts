import { addMs, DAY_MS, type EpochMs } from "@/core/instant";
import type { HoldReason } from "./decision";
import type { Exchange, PersonFacts } from "./facts";
import { asksAttention } from "./skip-checks";
import type { WaitingTouch } from "./touch";

/** An exchange is live this long after its latest mail. */
export const CONVERSATION_MS = 7 * DAY_MS;

/** Reasons outside rules and hours that hold a touch, in the order of the checks, split where the repeat check stands. */
export interface Gates {
  readonly early: readonly HoldReason[];
  readonly late: readonly HoldReason[];
}

/** What holds the touch at `now` whatever the rules say. An override lifts those a member may lift. */
export function gatesOf(touch: WaitingTouch, facts: PersonFacts, now: EpochMs): Gates {
  const early: HoldReason[] = [];
  const late: HoldReason[] = [];
  const attention = asksAttention(touch);
  if (attention && touch.override === null) {
    const alone = leaveAloneOf(facts, now);
    if (alone !== null) early.push(alone);
    const talk = conversationOf(touch, facts, now);
    if (talk !== null) early.push(talk);
  }
  for (const pause of facts.pauses) {
    if (!concerns(pause.what, pause.id, touch)) continue;
    late.push({ kind: "paused", what: pause.what, id: pause.id, since: pause.since, freesAt: null });
  }
  late.push(...senderGatesOf(touch, facts, now));
  const pausedUntil = facts.choice?.pausedUntil ?? null;
  if (attention && pausedUntil !== null && pausedUntil > now) late.push({ kind: "own_pause", freesAt: pausedUntil });
  return { early, late };
}

function leaveAloneOf(facts: PersonFacts, now: EpochMs): HoldReason | null {
  let longest: PersonFacts["leaveAlone"][number] | null = null;
  for (const wish of facts.leaveAlone) {
    if (wish.until > now && (longest === null || wish.until > longest.until)) longest = wish;
  }
  if (longest === null) return null;
  const { of, until, memberId, reason } = longest;
  return { kind: "leave_alone", of, freesAt: until, memberId, reason };
}

/** Marketing waits for any live exchange, sales for those of other members. */
function conversationOf(touch: WaitingTouch, facts: PersonFacts, now: EpochMs): HoldReason | null {
  let latest: Exchange | null = null;
  for (const exchange of facts.exchanges) {
    if (exchange.lastAt > now || exchange.lastAt <= now - CONVERSATION_MS) continue;
    if (touch.class === "sales" && exchange.memberId === touch.memberId) continue;
    if (touch.answersReplyId !== null && touch.answersReplyId === exchange.replyId) continue;
    if (latest === null || exchange.lastAt > latest.lastAt) latest = exchange;
  }
  if (latest === null) return null;
  const { memberId, lastAt } = latest;
  return { kind: "conversation", memberId, lastAt, earliestAt: addMs(lastAt, CONVERSATION_MS), freesAt: null };
}

function concerns(what: PersonFacts["pauses"][number]["what"], id: string, touch: WaitingTouch): boolean {
  if (what === "workspace") return true;
  return id === (what === "team" ? touch.teamId : touch.sequenceId);
}

function senderGatesOf(touch: WaitingTouch, facts: PersonFacts, now: EpochMs): HoldReason[] {
  const found: HoldReason[] = [];
  for (const sender of facts.senders) {
    if (sender.id !== touch.senderId) continue;
    if (sender.archivedAt !== null) {
      found.push({ kind: "sender_archived", senderId: sender.id, since: sender.archivedAt, freesAt: null });
    }
    if (sender.breaker !== null) {
      const { since, cause } = sender.breaker;
      found.push({ kind: "sender_breaker", senderId: sender.id, since, cause, freesAt: null });
    }
    const limit = touch.source === "hand" ? null : sender.limit; // a person may always write (SEMANTICS §1)
    if (limit !== null && limit.used >= limit.max && (limit.freesAt === null || limit.freesAt > now)) {
      const { max, used, freesAt } = limit;
      found.push({ kind: "sender_limit", senderId: sender.id, max, used, freesAt });
    }
  }
  return found;
}

/** The first instant at which no dated gate holds any more; null when one is open. */
export function gateEnd(gates: Gates, now: EpochMs): EpochMs | null {
  let end = now;
  for (const reason of [...gates.early, ...gates.late]) {
    if (reason.freesAt === null) return null;
    if (reason.freesAt > end) end = reason.freesAt;
  }
  return end;
}
