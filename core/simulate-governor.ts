import { decidePerson } from "@/core/attention/decide-person";
import type { Explanation } from "@/core/attention/decision";
import type { PersonFacts } from "@/core/attention/facts";
import type { CapRule, TouchClass } from "@/core/attention/rule";
import type { LedgerTouch, TouchTraits, WaitingTouch } from "@/core/attention/touch";
import type { EpochMs } from "@/core/instant";
import type { Governor, SimulatedSend, SimulatedSent } from "@/core/simulate";

export interface SimulatedPerson {
  readonly facts: PersonFacts;
  /** What has really left, for caps and never repeat. */
  readonly ledger: readonly LedgerTouch[];
  /** What really waits or is planned besides, as rivals. */
  readonly waiting: readonly WaitingTouch[];
  readonly rules: readonly CapRule[];
  readonly sequence: { readonly id: string; readonly createdAt: EpochMs; readonly teamId: string | null };
  /** Member behind a sender's mailbox; null: a brand address. */
  readonly memberOf: (senderId: string) => string | null;
}

/** The real governor over the person's real ledger and what the simulation has sent so far. */
export function realGovernor(person: SimulatedPerson): Governor<Explanation> {
  const made = new WeakMap<SimulatedSent, LedgerTouch>();
  const toLedger = (one: SimulatedSent): LedgerTouch => {
    const known = made.get(one) ?? {
      ...traits(one, person),
      state: "accepted",
      at: one.sentAt,
      reactedAt: null,
      interestAt: null,
    };
    made.set(one, known);
    return known;
  };
  return (send, now, sent) => {
    const ledger = [...person.ledger.filter((touch) => touch.at <= now), ...sent.map(toLedger)];
    const decisions = decidePerson(person.facts, ledger, [...person.waiting, waiting(send, person)], person.rules, now);
    const answer = decisions.find((decision) => decision.touchId === send.key);
    if (answer === undefined || answer.verdict === "send") return { is: "send" };
    if (answer.verdict === "hold") return { is: "hold", until: answer.until, because: answer.explanation };
    return { is: "skip", reason: answer.because.kind, because: answer.explanation };
  };
}

const attends = (touchClass: TouchClass): boolean => touchClass !== "transactional";

function traits(send: SimulatedSend, person: SimulatedPerson): TouchTraits {
  const { email } = send;
  return {
    id: send.key,
    source: "sequence",
    channel: "email",
    class: email.class,
    topicId: email.topicId === "" ? null : email.topicId,
    teamId: person.sequence.teamId,
    senderId: email.senderId === "" ? null : email.senderId,
    sequenceId: person.sequence.id,
    familyId: email.templateFamily === "" ? `${person.sequence.id}/${send.nodeId}` : email.templateFamily,
    bodyHash: null,
    correlationKey: send.correlationKey,
    obeys: attends(email.class),
    counts: attends(email.class),
  };
}

const waiting = (send: SimulatedSend, person: SimulatedPerson): WaitingTouch => ({
  ...traits(send, person),
  dueAt: send.dueAt,
  deadlineAt: send.deadlineAt,
  priority: send.email.priority,
  sequenceCreatedAt: person.sequence.createdAt,
  memberId: person.memberOf(send.email.senderId),
  promotes: send.email.productIds,
  repeat: send.email.mayRepeat,
  atCap: send.email.atCap,
  nodeHours: send.email.hours,
  answersReplyId: null,
  override: null,
  follows: null,
});
