import type { Explanation } from "@/core/attention/decision";
import type { touch } from "@/db/schema/touch";
import { messageKey } from "@/server/services/messages/send";
import { GATHER_MS } from "@/server/services/touches/request";

/** States of a message as programs see them, each with those of the touch behind it. */
const states = {
  waiting: ["planned", "waiting"],
  held: ["held"],
  sending: ["claimed", "handed_over"],
  accepted: ["accepted"],
  skipped: ["skipped"],
  failed: ["failed"],
  unknown: ["unknown"],
  withdrawn: ["withdrawn"],
} as const;
export type MessageState = keyof typeof states;

export const messageStates = [
  "waiting",
  "held",
  "sending",
  "accepted",
  "skipped",
  "failed",
  "unknown",
  "withdrawn",
] as const;

/** The touch's states behind a message's. */
export const statesOf = (state: MessageState): readonly string[] => states[state];

const stateOf = (touchState: string): MessageState =>
  messageStates.find((state) => statesOf(state).includes(touchState)) ?? "unknown";

/** What was decided about a message, as the API tells it. */
export interface MessageView {
  id: string;
  externalId: string;
  contactId: string;
  /** waiting: not judged yet. sending: on its way. unknown: handed over, and nobody knows whether it arrived. */
  state: MessageState;
  decidesAt: Date;
  decidedAt: Date | null;
  /** While held: when it would go; null: open, `because` says what must happen. */
  heldUntil: Date | null;
  deadline: Date | null;
  /** Why it is held or was skipped. */
  because: { kind: string; rule: string | null; sentence: string } | null;
  acceptedAt: Date | null;
  failure: string | null;
}

type Say = (explanation: Explanation) => string;

export function toMessageView(row: typeof touch.$inferSelect, say: Say): MessageView {
  const state = stateOf(row.state);
  const told = state === "held" || state === "skipped";
  return {
    id: row.id,
    externalId: row.key.slice(messageKey("").length),
    contactId: row.contactId,
    state,
    decidesAt: new Date(row.dueAt.getTime() + (row.obeys ? GATHER_MS : 0)),
    decidedAt: row.decidedAt,
    heldUntil: state === "held" ? row.heldUntil : null,
    deadline: row.deadlineAt,
    because: told ? toBecause(row.because, say) : null,
    acceptedAt: row.acceptedAt,
    failure: state === "failed" || state === "unknown" ? row.failure : null,
  };
}

function toBecause(explanation: Explanation | null, say: Say): MessageView["because"] {
  const because = explanation?.because;
  if (!explanation || !because) return null;
  const rule = "rule" in because && because.rule !== null ? because.rule.name : null;
  return { kind: because.kind, rule, sentence: say(explanation) };
}
