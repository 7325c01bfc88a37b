import type { PersonFacts } from "@/core/attention/facts";
import type { CapRule } from "@/core/attention/rule";
import type { LedgerTouch } from "@/core/attention/touch";
import { configOf } from "@/core/compile";
import type { ContactFacts } from "@/core/facts";
import type { SenderLimits } from "@/core/forecast-limits";
import type { Graph } from "@/core/graph";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { emailNode } from "@/core/nodes/email";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { everyFact, loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
import type { SequenceRow } from "@/server/services/sequences/internal";
import { gatherFacts } from "@/server/services/touches/gather/facts";
import { gatherWorkspace } from "@/server/services/touches/gather/people";
import { gatherRules } from "@/server/services/touches/gather/rules";
import { gatherWaiting, type WaitingRow } from "@/server/services/touches/gather/waiting";

/** Somebody a sequence is tried with: what is known of them, what has left, and what waits besides. */
export interface TriedPerson {
  readonly contact: ContactFacts;
  readonly zone: string;
  readonly facts: PersonFacts;
  readonly ledger: readonly LedgerTouch[];
  readonly waiting: readonly WaitingRow["touch"][];
}

/** What is the same for everybody: rules, and whose mailbox each sender is. */
export interface TrialRules {
  readonly rules: readonly CapRule[];
  readonly memberOf: Readonly<Record<string, string>>;
  /** Mails a day, of the senders that have a limit. */
  readonly limits: SenderLimits;
  readonly sequence: { readonly id: string; readonly createdAt: EpochMs; readonly teamId: string | null };
}

export async function readTrialRules(tx: AnyTx, row: SequenceRow): Promise<TrialRules> {
  const rules = await gatherRules(tx, row.workspaceId);
  const senders = await queryRows<{ id: string; member: string | null; most: number | null }>(tx, SENDERS, [
    row.workspaceId,
  ]);
  return {
    rules,
    memberOf: Object.fromEntries(senders.flatMap(({ id, member }) => (member === null ? [] : [[id, member]]))),
    limits: Object.fromEntries(senders.flatMap(({ id, most }) => (most === null ? [] : [[id, most]]))),
    sequence: { id: row.id, createdAt: toEpochMs(row.createdAt), teamId: row.teamId },
  };
}

/**
 * Everything the interpreter and the governor would read about these people if the mails of this graph waited for them now,
 * by the very statements the governor uses. Ids that do not exist are missing from the answer.
 */
export async function readTriedPeople(
  tx: AnyTx,
  row: SequenceRow,
  graph: Graph,
  contactIds: readonly string[],
  trial: TrialRules,
  now: EpochMs,
): Promise<Map<string, TriedPerson>> {
  const { workspaceId } = row;
  const people = await queryRows<{ contactId: string; personId: string }>(tx, PEOPLE, [workspaceId, contactIds]);
  const personIds = [...new Set(people.map(({ personId }) => personId))].sort();
  const workspace = await gatherWorkspace(tx, workspaceId);
  const contacts = await loadContactFacts(
    tx,
    people.map((one) => ({ workspaceId, ...one, now })),
    everyFact,
  );
  const waiting = await gatherWaiting(tx, workspaceId, personIds, now);
  const asked = personIds.flatMap((personId) => mailsOf(row, graph, personId, now));
  const gathered = await gatherFacts(
    tx,
    workspaceId,
    personIds,
    { workspace, rules: trial.rules, waiting: [...waiting, ...asked] },
    now,
  );
  const found = new Map<string, TriedPerson>();
  for (const { contactId, personId } of people) {
    const facts = gathered.factsOf(personId);
    const contact = contacts.get(contactId);
    if (!facts || !contact) continue;
    found.set(contactId, {
      contact: contact.facts,
      zone: contact.zone,
      facts: { ...facts, contactId },
      ledger: gathered.ledgerOf(personId),
      // their own passage through this sequence is what is being tried: its mails are no rivals
      waiting: waiting.flatMap((one) =>
        one.personId === personId && one.touch.sequenceId !== row.id && !one.left && !one.stands ? [one.touch] : [],
      ),
    });
  }
  return found;
}

/** The mails of a graph as if they waited: what the governor gathers depends on who sends what about what. */
function mailsOf(row: SequenceRow, graph: Graph, personId: string, now: EpochMs): WaitingRow[] {
  return Object.keys(graph.nodes).flatMap((nodeId): WaitingRow[] => {
    const config = configOf(graph, nodeId, emailNode);
    if (config === null) return [];
    const key = `try/${nodeId}`;
    return [
      {
        personId,
        contactId: "",
        instead: null,
        key,
        enrollmentId: null,
        request: { from: "node", versionId: "", nodeId, visit: 1, threadKey: null },
        state: "planned",
        unread: false,
        left: false,
        stands: false,
        retryAt: null,
        again: false,
        decided: null,
        companyId: null,
        touch: {
          id: key,
          contactId: "",
          source: "sequence",
          channel: "email",
          class: config.class,
          topicId: config.topicId === "" ? null : config.topicId,
          teamId: row.teamId,
          senderId: config.senderId === "" ? null : config.senderId,
          sequenceId: row.id,
          familyId: config.templateFamily === "" ? `${row.id}/${nodeId}` : config.templateFamily,
          bodyHash: null,
          correlationKey: null,
          obeys: config.class !== "transactional",
          counts: config.class !== "transactional",
          dueAt: now,
          deadlineAt: now,
          priority: config.priority,
          sequenceCreatedAt: toEpochMs(row.createdAt),
          memberId: null,
          promotes: config.productIds,
          repeat: config.mayRepeat,
          atCap: config.atCap,
          nodeHours: config.hours,
          answersReplyId: null,
          override: null,
          archivedAt: null,
          follows: null,
        },
      },
    ];
  });
}

const SENDERS = `
select id, member_id as member,
  least(daily_limit, case when spacing_seconds > 0 then greatest(1, 86400 / spacing_seconds) end)::int as most
from sender where workspace_id = $1::text and (member_id is not null or daily_limit is not null or spacing_seconds > 0)`;

const PEOPLE = `
select id as "contactId", person_id as "personId" from contact
where workspace_id = $1::text and id = any($2::text[]) and archived_at is null order by id`;
