import { channel } from "node:diagnostics_channel";
import type { CapRule } from "@/core/attention/rule";
import { MINUTE_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { now as workspaceNow } from "@/server/clock";
import { logger } from "@/server/log";
import { isPassingFault } from "@/server/services/passing-fault";
import { takeTurns } from "@/server/take-turns";
import { gatherFacts } from "./gather/facts";
import { gatherWorkspace, lockCompanies, lockPeople } from "./gather/people";
import { gatherRules } from "./gather/rules";
import { keepPaces } from "./gather/senders";
import { gatherWaiting } from "./gather/waiting";
import { type DecidedPerson, judgePeople } from "./judge";
import { writeDecisions } from "./write-decisions";

/** What one deciding transaction did. */
export interface DecidedSet {
  /** Touches whose slot is taken and whose text is frozen: to be handed over now. */
  claimed: string[];
  held: number;
  skipped: number;
}

/** Told of each deciding transaction: `{ ms, people, first, again }`, from its start (lock wait included) to its commit. */
export const DECIDED_CHANNEL = "heed.decided";
const decidedChannel = channel(DECIDED_CHANNEL);

/**
 * Deciding transactions of one process at once: one computes while another waits for the database or for a lock. More would
 * not be done sooner, each would only hold its locks, and a connection, for longer.
 */
const inTurn = takeTurns(2);

/** Somebody who cannot be judged is looked at again after this long, workspace time. */
const AGAIN_MS = 10 * MINUTE_MS;

/**
 * Decides about everything that waits for these people, in one transaction under their locks, and writes what was decided:
 * claims, holds, skips, their reasons, and each person's next alarm. Sends nothing. At most some dozens of people a call.
 * The clock is read after the locks are held, so that no claim is older than one that was committed before it.
 *
 * A person who cannot be judged (a row nobody foresaw) keeps nobody else waiting: the set is halved until that person is
 * alone, then logged and looked at again later. @throws when the database is away or busy
 */
export async function decidePeople(workspaceId: string, personIds: readonly string[]): Promise<DecidedSet> {
  try {
    return await decideSet(workspaceId, personIds);
  } catch (error) {
    const [personId] = personIds;
    if (personId === undefined || isPassingFault(error)) throw error;
    if (personIds.length === 1) return await putOff(workspaceId, personId, error);
    const half = Math.ceil(personIds.length / 2);
    const first = await decidePeople(workspaceId, personIds.slice(0, half));
    const second = await decidePeople(workspaceId, personIds.slice(half));
    return {
      claimed: [...first.claimed, ...second.claimed],
      held: first.held + second.held,
      skipped: first.skipped + second.skipped,
    };
  }
}

async function putOff(workspaceId: string, personId: string, error: unknown): Promise<DecidedSet> {
  logger("touches").error({ err: error, person: personId }, "what waits for this person cannot be judged");
  const { offsetMs } = await gatherWorkspace(ownerSql(), workspaceId);
  const at = workspaceNow({ clockOffsetMs: offsetMs + AGAIN_MS }).toISOString();
  await queryRows(ownerSql(), PUT_OFF, [workspaceId, personId, at]);
  return { claimed: [], held: 0, skipped: 0 };
}

const PUT_OFF = `
update person set next_look_at = $3::timestamptz, look_sent_at = null where workspace_id = $1 and id = $2`;

/**
 * Rules are read before the locks only to know whether companies are among them; what decides is read again once they are
 * held, since a rule may have changed meanwhile. One that has come to count companies starts the set anew, in the one order.
 */
async function decideSet(workspaceId: string, personIds: readonly string[], companies = false): Promise<DecidedSet> {
  let judged: readonly DecidedPerson[] = [];
  let began = 0;
  const decided = await inTurn(() =>
    ownerSql().begin(async (tx) => {
      began = performance.now();
      const locks = companies || (await gatherRules(tx, workspaceId)).some(countsCompanies);
      if (locks) await lockCompanies(tx, workspaceId, personIds);
      const people = await lockPeople(tx, workspaceId, personIds);
      if (people.length === 0) return { claimed: [], held: 0, skipped: 0 };
      const rules = await gatherRules(tx, workspaceId);
      if (!locks && rules.some(countsCompanies)) return null;
      const workspace = await gatherWorkspace(tx, workspaceId);
      const now = toEpochMs(workspaceNow({ clockOffsetMs: workspace.offsetMs }));
      const waiting = await gatherWaiting(tx, workspaceId, people, now);
      const gathered = await gatherFacts(tx, workspaceId, people, { workspace, rules, waiting }, now);
      judged = await judgePeople(tx, workspaceId, { people, waiting, gathered, rules, now });
      const claimed = await writeDecisions(tx, workspaceId, judged, now);
      await keepPaces(tx, workspaceId, gathered.paces());
      const count = (verdict: string) =>
        judged.reduce(
          (sum, { refused }) => sum + refused.filter(({ decision }) => decision.verdict === verdict).length,
          0,
        );
      return { claimed, held: count("hold"), skipped: count("skip") };
    }),
  );
  if (decidedChannel.hasSubscribers) decidedChannel.publish(measured(judged, performance.now() - began));
  return decided ?? decideSet(workspaceId, personIds, true);
}

function measured(judged: readonly DecidedPerson[], ms: number) {
  const rows = judged.flatMap(({ claims, refused }) => [...claims, ...refused].map(({ row }) => row));
  const first = rows.filter(({ decided }) => decided === null).length;
  return { ms, people: judged.length, first, again: rows.length - first };
}

const countsCompanies = (rule: CapRule): boolean => rule.scope.kind === "company";
