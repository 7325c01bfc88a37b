import type { HoldReason } from "./decision";

/**
 * Whether a touch is held by the very same thing as before: the same rule in the same version, pause, sender, wish, rival;
 * and whether that is told in the same words: what was to go first and has left since is another thing to say.
 */
export const isSameReason = (a: HoldReason, b: HoldReason): boolean =>
  sourceOf(a) === sourceOf(b) && aheadOf(a) === aheadOf(b);

/** The touches that stand in its way and have not left. */
function aheadOf(reason: HoldReason): string {
  if ("counter" in reason) return reason.counter.by.flatMap((one) => (one.planned ? [one.touchId] : [])).join(" ");
  const one = reason.kind === "gap" ? reason.last : reason.kind === "repeat_gap" ? reason : null;
  return one?.planned ? one.touchId : "";
}

function sourceOf(reason: HoldReason): string {
  const { kind } = reason;
  switch (reason.kind) {
    case "cap":
    case "gap":
    case "company_cap":
      return `${kind} ${reason.rule.id} ${reason.rule.version}`;
    case "yields":
      return `${kind} ${reason.toTouchId} ${reason.rule?.id} ${reason.rule?.version}`;
    case "paused":
      return `${kind} ${reason.what} ${reason.id} ${reason.since}`;
    case "sender_archived":
    case "sender_breaker":
      return `${kind} ${reason.senderId} ${reason.since}`;
    case "sender_limit":
      return `${kind} ${reason.senderId} ${reason.max}`;
    case "put_off":
      return `${kind} ${reason.senderId} ${reason.freesAt}`;
    case "conversation":
      return `${kind} ${reason.memberId} ${reason.lastAt}`;
    case "leave_alone":
      return `${kind} ${reason.of} ${reason.memberId} ${reason.reason}`;
    case "cold_topic":
      return `${kind} ${reason.topicId}`;
    case "repeat_gap":
      return `${kind} ${reason.touchId} ${reason.days}`;
    case "own_choice":
      return `${kind} ${reason.pace}`;
    case "quiet_hours":
      return `${kind} ${reason.level}`;
    case "own_pause":
      return kind;
  }
}
