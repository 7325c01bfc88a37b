import type { Exemption } from "@/core/attention/exemption";
import type { Consent, Exchange, PersonFacts, SenderState } from "@/core/attention/facts";
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
import { gatherExemptions, horizonOf } from "./rules";
import {
  companyUseFor,
  gatherCompanyUse,
  gatherPauses,
  gatherSenders,
  gatherTopicHours,
  type Queued,
  type SenderRoom,
  stateFor,
  takePlace,
  takeRoom,
} from "./senders";
import { gatherSigns } from "./signs";
import type { WaitingRow } from "./waiting";

/** All that decides over some people, read under their locks in one round of pipelined queries. */
export interface Gathered {
  factsOf(personId: string): PersonFacts | null;
  ledgerOf(personId: string): LedgerTouch[];
  /** Whether it holds every body it could repeat: those of a long one must be asked for. */
  isWhole(personId: string): boolean;
  /** Takes what a send uses up of sender and company before the next person of the set is judged. */
  noteSend(personId: string, touch: WaitingTouch): void;
  /** Lets it queue for its full sender: the next one is told a later time. */
  noteQueued(personId: string, row: WaitingRow, until: EpochMs): void;
  /** Gives it back: the person is judged again. */
  forgetSends(personId: string): void;
  /** How far the forecasts of senders reach by now, where somebody has queued. */
  paces(): { senderId: string; until: EpochMs }[];
}

/** What was decided for others of the set, in order. */
interface Noted {
  personId: string;
  touch: WaitingTouch;
  queued: Queued | null;
}

const NO_CONSENT: Consent = { basis: "none", source: "nobody recorded one", at: null, ordinal: 0 };

/** What does not depend on what waits: it is read in the same round trip. */
export interface Standing {
  readonly people: Map<string, PersonRow>;
  readonly choices: Choices;
  readonly exchanges: Map<string, Exchange[]>;
  readonly exemptions: Exemption[];
}

export async function gatherStanding(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  now: EpochMs,
): Promise<Standing> {
  const [people, choices, exchanges, exemptions] = await Promise.all([
    gatherPeople(tx, workspaceId, personIds),
    gatherChoices(tx, workspaceId, personIds),
    gatherExchanges(tx, workspaceId, personIds, now),
    gatherExemptions(tx, workspaceId),
  ]);
  return { people, choices, exchanges, exemptions };
}

export async function gatherFacts(
  tx: AnyTx,
  workspaceId: string,
  personIds: readonly string[],
  given: {
    readonly workspace: WorkspaceRow;
    readonly rules: readonly CapRule[];
    readonly waiting: readonly WaitingRow[];
    /** Where it was read with what waits. */
    readonly standing?: Standing;
  },
  now: EpochMs,
): Promise<Gathered> {
  const touches = given.waiting.map(({ touch }) => touch);
  const { people, choices, exchanges, exemptions } =
    given.standing ?? (await gatherStanding(tx, workspaceId, personIds, now));
  const companyIds = distinct([...people.values()].flatMap((person) => person.companyIds));
  const topicIds = distinct(touches.map((touch) => touch.topicId));
  const topics = wantsOf(given.waiting, (touch) => touch.topicId);
  const [signs, products, senders, stops, topicHours, companyUse, ledger] = await Promise.all([
    gatherSigns(tx, workspaceId, topics, now),
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
        topics,
        bodies: [],
      },
      now,
      horizonOf(given.rules),
    ),
  ]);
  let noted: Noted[] = [];
  const promised = new Map<string, EpochMs>();
  for (const row of given.waiting) {
    const before = toldBefore(row);
    if (before === null || row.touch.senderId === null) continue;
    promised.set(`${row.personId} ${row.touch.senderId}`, before);
  }
  const shared = {
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
    exemptions,
    hours: { workspace: given.workspace.hours, topics: topicHours, sequences: stops.hours },
  };
  return {
    noteSend: (personId, touch) => {
      noted.push({ personId, touch, queued: null });
    },
    noteQueued: (personId, row, until) => {
      noted.push({ personId, touch: row.touch, queued: { before: toldBefore(row), until } });
    },
    forgetSends: (personId) => {
      if (noted.some((one) => one.personId === personId)) noted = noted.filter((one) => one.personId !== personId);
    },
    paces: () => {
      const moved = new Set(noted.flatMap(({ touch, queued }) => (queued?.before === null ? [touch.senderId] : [])));
      return [...roomsAfter(senders, noted, now)].flatMap(([senderId, { paceUntil }]) =>
        moved.has(senderId) && paceUntil !== null ? [{ senderId, until: paceUntil }] : [],
      );
    },
    ledgerOf: ledger.of,
    isWhole: ledger.isWhole,
    factsOf: (personId) => {
      const person = people.get(personId);
      if (!person) return null;
      const use = [
        ...companyUse,
        ...noted.flatMap((one) =>
          one.queued === null ? usedBy(people.get(one.personId), one.touch, given.rules, now) : [],
        ),
      ];
      return toFacts(
        person,
        choices,
        {
          ...shared,
          senders: [...roomsAfter(senders, noted, now)].map(([senderId, room]) =>
            stateFor(room, promised.get(`${personId} ${senderId}`) ?? null, now),
          ),
        },
        {
          exchanges: exchanges.get(personId) ?? [],
          signs: signs.get(personId) ?? [],
          products: products.get(personId) ?? [],
          company: companyUseFor(use, person, given.rules),
        },
      );
    },
  };
}

/** What is left of the senders after what was decided for others of the set. */
function roomsAfter(
  senders: ReadonlyMap<string, SenderRoom>,
  noted: readonly Noted[],
  now: EpochMs,
): Map<string, SenderRoom> {
  const rooms = new Map(senders);
  for (const { touch, queued } of noted) {
    const room = touch.senderId === null ? undefined : rooms.get(touch.senderId);
    if (!room || touch.senderId === null) continue;
    rooms.set(touch.senderId, queued === null ? takeRoom(room, now) : takePlace(room, queued));
  }
  return rooms;
}

/** When a message that queues for its sender was told to come back; null: it has just come. */
const toldBefore = ({ decided }: WaitingRow): EpochMs | null =>
  decided?.because.kind === "sender_limit" ? decided.until : null;

/** What a send of the set uses up of its companies, rule by rule. */
function usedBy(person: PersonRow | undefined, touch: WaitingTouch, rules: readonly CapRule[], now: EpochMs) {
  if (!person || !touch.counts) return [];
  const { personId, contactId } = person;
  return rules
    .filter((rule) => rule.scope.kind === "company" && (rule.counts === null || matchesFilter(rule.counts, touch)))
    .flatMap((rule) =>
      person.companyIds.map((companyId) => ({ companyId, personId, ruleId: rule.id, contactId, lastAt: now })),
    );
}

function toFacts(
  person: PersonRow,
  choices: Choices,
  shared: {
    senders: readonly SenderState[];
    pauses: PersonFacts["pauses"];
    exemptions: PersonFacts["exemptions"];
    hours: { workspace: HoursLayer | null; topics: Record<string, HoursLayer>; sequences: Record<string, HoursLayer> };
  },
  own: Pick<PersonFacts, "exchanges" | "signs" | "products" | "company">,
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
    signs: own.signs,
    interestResets: choices.resets.get(person.personId) ?? [],
    pauses: shared.pauses,
    senders: shared.senders,
    company: own.company,
    exemptions: shared.exemptions,
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
