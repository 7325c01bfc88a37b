import { decidePerson } from "@/core/attention/decide-person";
import type { Explanation } from "@/core/attention/decision";
import type { PersonFacts } from "@/core/attention/facts";
import type { CapRule, TouchClass } from "@/core/attention/rule";
import type { LedgerTouch, WaitingTouch } from "@/core/attention/touch";
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
  // What one run has sent only grows: each is made once.
  let of: readonly SimulatedSent[] | null = null;
  let left: LedgerTouch[] = [];
  return (send, now, sent) => {
    if (of !== sent) left = [];
    of = sent;
    for (const one of sent.slice(left.length)) left.push(toTouch(one, person));
    const ledger = [...person.ledger.filter((touch) => touch.at <= now), ...left];
    const asked = toWaiting(send, person);
    const decisions = decidePerson(person.facts, ledger, [...person.waiting, asked], person.rules, now);
    const answer = decisions.find((decision) => decision.touchId === send.key);
    if (answer === undefined || answer.verdict === "send") return { is: "send" };
    if (answer.verdict === "hold") return { is: "hold", until: answer.until, because: answer.explanation };
    return { is: "skip", reason: answer.because.kind, because: answer.explanation };
  };
}

const attends = (touchClass: TouchClass): boolean => touchClass !== "transactional";

// Both are written out field by field: a forecast makes some twenty for each of 10,000 people, and an object that is spread
// and then added to costs V8 tens of microseconds.

function toTouch(one: SimulatedSent, { sequence }: SimulatedPerson): LedgerTouch {
  const { email } = one;
  return {
    id: one.key,
    source: "sequence",
    channel: "email",
    class: email.class,
    topicId: email.topicId === "" ? null : email.topicId,
    teamId: sequence.teamId,
    senderId: email.senderId === "" ? null : email.senderId,
    sequenceId: sequence.id,
    familyId: familyOf(one, sequence.id),
    bodyHash: null,
    correlationKey: one.correlationKey,
    obeys: attends(email.class),
    counts: attends(email.class),
    state: "accepted",
    at: one.sentAt,
    reactedAt: null,
    interestAt: null,
  };
}

function toWaiting(send: SimulatedSend, { facts, sequence, memberOf }: SimulatedPerson): WaitingTouch {
  const { email } = send;
  return {
    id: send.key,
    contactId: facts.contactId,
    source: "sequence",
    channel: "email",
    class: email.class,
    topicId: email.topicId === "" ? null : email.topicId,
    teamId: sequence.teamId,
    senderId: email.senderId === "" ? null : email.senderId,
    sequenceId: sequence.id,
    familyId: familyOf(send, sequence.id),
    bodyHash: null,
    correlationKey: send.correlationKey,
    obeys: attends(email.class),
    counts: attends(email.class),
    dueAt: send.dueAt,
    deadlineAt: send.deadlineAt,
    priority: email.priority,
    sequenceCreatedAt: sequence.createdAt,
    memberId: memberOf(email.senderId),
    promotes: email.productIds,
    repeat: email.mayRepeat,
    atCap: email.atCap,
    nodeHours: email.hours,
    answersReplyId: null,
    override: null,
    archivedAt: null,
    follows: null,
  };
}

const familyOf = ({ email, nodeId }: SimulatedSend, sequenceId: string): string =>
  email.templateFamily === "" ? `${sequenceId}/${nodeId}` : email.templateFamily;
