import type { Consent, PersonFacts } from "@/core/attention/facts";
import { matchesFilter } from "@/core/attention/match-rule";
import type { CapRule } from "@/core/attention/rule";
import type { LedgerTouch, WaitingTouch } from "@/core/attention/touch";
import type { EpochMs } from "@/core/instant";
import type { HoursLayer } from "@/core/schedule-hours";
import type { AnyTx } from "@/db/query-rows";
import { type Choices, gatherChoices } from "./choices";
import { gatherExchanges, gatherProducts } from "./exchanges";
import { gatherLedger, type Want } from "./ledger";
import { gatherPeople, type PersonRow, type WorkspaceRow } from "./people";
import { horizonOf } from "./rules";
import {
  companyUseFor,
  gatherCompanyUse,
  gatherPauses,
  gatherSenders,
  gatherTopicHours,
  type SenderRoom,
  takeRoom,
} from "./senders";
import type { WaitingRow } from "./waiting";

/** All that decides over some people, read under their locks in one round of pipelined queries. */
export interface Gathered {
  factsOf(personId: string): PersonFacts | null;
  ledgerOf(personId: string): LedgerTouch[];
  /** Takes what a send uses up of sender and company before the next person of the set is judged. */
  noteSend(personId: string, touch: WaitingTouch): void;
}

const NO_CONSENT: Consent = { basis: "none", source: "nobody recorded one", at: null };

export async function gatherFacts(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  given: { workspace: WorkspaceRow; rules: readonly CapRule[]; waiting: readonly WaitingRow[] },
  now: EpochMs,
): Promise<Gathered> {
  const touches = given.waiting.map(({ touch }) => touch);
  const people = await gatherPeople(tx, workspaceId, personIds);
  const companyIds = distinct([...people.values()].flatMap((person) => person.companyIds));
  const topicIds = distinct(touches.map((touch) => touch.topicId));
  const [choices, exchanges, products, senders, stops, topicHours, companyUse, ledger] = await Promise.all([
    gatherChoices(tx, workspaceId, personIds),
    gatherExchanges(tx, workspaceId, personIds, now),
    gatherProducts(tx, workspaceId, personIds, distinct(touches.flatMap((touch) => touch.promotes))),
    gatherSenders(tx, workspaceId, distinct(touches.map((touch) => touch.senderId)), now),
    gatherPauses(tx, workspaceId, {
      teamIds: distinct(touches.map((touch) => touch.teamId)),
      ownerIds: distinct(touches.map((touch) => touch.sequenceId)),
    }),
    gatherTopicHours(tx, workspaceId, topicIds),
    gatherCompanyUse(tx, workspaceId, companyIds, given.rules, now),
    gatherLedger(
      tx,
      workspaceId,
      personIds,
      {
        families: wantsOf(given.waiting, (touch) => touch.familyId),
        topics: wantsOf(given.waiting, (touch) => touch.topicId),
        bodies: [],
      },
      now,
      horizonOf(given.rules),
    ),
  ]);
  const shared = {
    senders,
    pauses: [
      ...(given.workspace.pausedAt === null
        ? []
        : [
            {
              what: "workspace" as const,
              id: workspaceId,
              since: given.workspace.pausedAt,
              memberId: given.workspace.pausedBy,
            },
          ]),
      ...stops.pauses,
    ],
    hours: { workspace: given.workspace.hours, topics: topicHours, sequences: stops.hours },
  };
  return {
    noteSend: (personId, touch) => {
      const room = touch.senderId === null ? undefined : senders.get(touch.senderId);
      if (room && touch.senderId !== null) senders.set(touch.senderId, takeRoom(room, now));
      const person = people.get(personId);
      for (const rule of given.rules) {
        if (rule.scope.kind !== "company" || !touch.counts) continue;
        if (rule.counts !== null && !matchesFilter(rule.counts, touch)) continue;
        for (const companyId of person?.companyIds ?? []) {
          companyUse.push({ companyId, personId, ruleId: rule.id, contactId: person?.contactId ?? "", lastAt: now });
        }
      }
    },
    ledgerOf: (personId) => ledger.get(personId) ?? [],
    factsOf: (personId) => {
      const person = people.get(personId);
      if (!person) return null;
      return toFacts(person, choices, shared, {
        exchanges: exchanges.get(personId) ?? [],
        products: products.get(personId) ?? [],
        company: companyUseFor(companyUse, person, given.rules),
      });
    },
  };
}

function toFacts(
  person: PersonRow,
  choices: Choices,
  shared: {
    senders: Map<string, SenderRoom>;
    pauses: PersonFacts["pauses"];
    hours: { workspace: HoursLayer | null; topics: Record<string, HoursLayer>; sequences: Record<string, HoursLayer> };
  },
  own: Pick<PersonFacts, "exchanges" | "products" | "company">,
): PersonFacts {
  const consents = choices.consents.get(person.personId) ?? [];
  return {
    contactId: person.contactId,
    zone: person.zone,
    suppressions: choices.suppressions.get(person.personId) ?? [],
    consent: consents.find(({ topicId }) => topicId === null)?.consent ?? NO_CONSENT,
    consents: Object.fromEntries(
      consents.flatMap(({ topicId, consent }) => (topicId === null ? [] : [[topicId, consent] as const])),
    ),
    optOuts: choices.optOuts.get(person.personId) ?? [],
    choice: person.choice,
    leaveAlone: person.leaveAlone,
    exchanges: own.exchanges,
    products: own.products,
    signs: [],
    interestResets: choices.resets.get(person.personId) ?? [],
    pauses: shared.pauses,
    senders: [...shared.senders.values()].map((room) => room.state),
    company: own.company,
    hours: shared.hours,
  };
}

/** What each person's waiting touches ask of its own ledger, each once. */
function wantsOf(waiting: readonly WaitingRow[], toValue: (touch: WaitingTouch) => string | null): Want[] {
  const wants = new Map<string, Want>();
  for (const { personId, touch } of waiting) {
    const value = toValue(touch);
    if (value !== null) wants.set(`${personId} ${value}`, { personId, value });
  }
  return [...wants.values()];
}

const distinct = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null)),
];
