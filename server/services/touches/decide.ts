import { channel } from "node:diagnostics_channel";
import type { CapRule } from "@/core/attention/rule";
import { MINUTE_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { now as workspaceNow } from "@/server/clock";
import { logger } from "@/server/log";
import { isPassingFault } from "@/server/services/passing-fault";
import { takeTurns } from "@/server/take-turns";
import { inDecidingTurn } from "./deciding-turn";
import { gatherFacts, gatherStanding } from "./gather/facts";
import { gatherWorkspace, lockCompanies, lockFreePeople, lockPeople } from "./gather/people";
import { gatherRules } from "./gather/rules";
import { keepPaces, lockSenders } from "./gather/senders";
import { gatherWaiting } from "./gather/waiting";
import { type DecidedPerson, judgePeople } from "./judge";
import { paceSets } from "./pace-sets";
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
 * One deciding transaction of a process at a time: a second one would not make it sooner, both would only hold their locks
 * longer. Whoever comes first is done with all of its people first, so that their mails leave while the next are decided.
 */
const inTurn = takeTurns(1);
const pace = paceSets();

/** Somebody who cannot be judged is looked at again after this long, workspace time. */
const AGAIN_MS = 10 * MINUTE_MS;

/**
 * Decides about everything that waits for these people and writes what was decided: claims, holds, skips, their reasons, and
 * each person's next alarm. Sends nothing. A few people a transaction, under their locks, as many as take some 25 ms: whoever
 * wants to write to one of them waits no longer than that. The clock is read after the locks are held, so that no claim is
 * older than one that was committed before it.
 *
 * A person who cannot be judged (a row nobody foresaw) keeps nobody else waiting: the set is halved until that person is
 * alone, then logged and looked at again later. @throws when the database is away or busy
 * @param turn whose turn it is in this process; tests that are several processes in one have a turn for each
 */
export async function decidePeople(
  workspaceId: string,
  personIds: readonly string[],
  turn = inTurn,
): Promise<DecidedSet> {
  const sum: DecidedSet = { claimed: [], held: 0, skipped: 0 };
  try {
    for (let open = personIds; open.length > 0; ) {
      const taken = open;
      const busy = await turn(() => decideFree(workspaceId, taken, sum));
      // waited for outside of any deciding transaction, with nobody else's lock held meanwhile
      open = busy.length === 0 ? [] : await lockPeople(ownerSql(), workspaceId, busy);
    }
  } catch (error) {
    if (sum.claimed.length === 0) throw error;
    // what was claimed is to leave; the alarms of the others still ring, and are handed out again
    logger("touches").warn({ err: error }, "some people could not be decided about now");
  }
  return sum;
}

/** Decides about those whom nobody else holds, set by set, and adds what came out to `sum`. Gives the others. */
async function decideFree(workspaceId: string, personIds: readonly string[], sum: DecidedSet): Promise<string[]> {
  const busy: string[] = [];
  for (let at = 0; at < personIds.length; ) {
    const set = personIds.slice(at, at + pace.size());
    at += set.length;
    const decided = await decideOrHalve(workspaceId, set);
    busy.push(...decided.busy);
    sum.claimed.push(...decided.claimed);
    sum.held += decided.held;
    sum.skipped += decided.skipped;
  }
  return busy;
}

interface DecidedFree extends DecidedSet {
  /** Under somebody else's lock, or gone: not decided about. */
  readonly busy: readonly string[];
}

async function decideOrHalve(workspaceId: string, personIds: readonly string[]): Promise<DecidedFree> {
  try {
    return await decideSet(workspaceId, personIds);
  } catch (error) {
    const [personId] = personIds;
    if (personId === undefined || isPassingFault(error)) throw error;
    if (personIds.length === 1) return await putOff(workspaceId, personId, error);
    const half = Math.ceil(personIds.length / 2);
    const first = await decideOrHalve(workspaceId, personIds.slice(0, half));
    const second = await decideOrHalve(workspaceId, personIds.slice(half));
    return {
      claimed: [...first.claimed, ...second.claimed],
      held: first.held + second.held,
      skipped: first.skipped + second.skipped,
      busy: [...first.busy, ...second.busy],
    };
  }
}

const NOTHING: DecidedFree = { claimed: [], held: 0, skipped: 0, busy: [] };

async function putOff(workspaceId: string, personId: string, error: unknown): Promise<DecidedFree> {
  logger("touches").error({ err: error, person: personId }, "what waits for this person cannot be judged");
  const { offsetMs } = await gatherWorkspace(ownerSql(), workspaceId);
  const at = workspaceNow({ clockOffsetMs: offsetMs + AGAIN_MS }).toISOString();
  await queryRows(ownerSql(), PUT_OFF, [workspaceId, personId, at]);
  return NOTHING;
}

const PUT_OFF = `
update person set next_look_at = $3::timestamptz, look_sent_at = null where workspace_id = $1 and id = $2`;

/** Workspaces one of whose rules counts companies, as far as this process has seen. */
const countCompanies = new Set<string>();

/**
 * Companies are locked before people, and only where a rule counts them. Rules are read under the locks, since they may have
 * changed: one that has come to count companies starts the set anew, in the one order.
 */
async function decideSet(workspaceId: string, personIds: readonly string[]): Promise<DecidedFree> {
  let judged: readonly DecidedPerson[] = [];
  let began = 0;
  const decided = await inDecidingTurn(workspaceId, async (tx) => {
    began = performance.now();
    const companies = countCompanies.has(workspaceId);
    // one connection: sent together, answered in this order, each seeing what was committed when its turn came
    const [, people, rules, workspace] = await Promise.all([
      companies ? lockCompanies(tx, workspaceId, personIds) : undefined,
      lockFreePeople(tx, workspaceId, personIds),
      gatherRules(tx, workspaceId),
      gatherWorkspace(tx, workspaceId),
    ]);
    if (!companies && rules.some(countsCompanies)) return null;
    const busy = people.length === personIds.length ? [] : personIds.filter((id) => !people.includes(id));
    if (people.length === 0) return { ...NOTHING, busy };
    const now = toEpochMs(workspaceNow({ clockOffsetMs: workspace.offsetMs }));
    const [waiting, standing] = await Promise.all([
      gatherWaiting(tx, workspaceId, people, now),
      gatherStanding(tx, workspaceId, people, now),
    ]);
    const senderIds = [...new Set(waiting.flatMap(({ touch }) => touch.senderId ?? []))];
    const [, gathered] = await Promise.all([
      lockSenders(tx, workspaceId, senderIds),
      gatherFacts(tx, workspaceId, people, { workspace, rules, waiting, standing }, now),
    ]);
    judged = await judgePeople(tx, workspaceId, { people, waiting, gathered, rules, now });
    const [claimed] = await Promise.all([
      writeDecisions(tx, workspaceId, judged, now),
      keepPaces(tx, workspaceId, gathered.paces()),
    ]);
    const count = (verdict: string) =>
      judged.reduce(
        (sum, { refused }) => sum + refused.filter(({ decision }) => decision.verdict === verdict).length,
        0,
      );
    return { claimed, held: count("hold"), skipped: count("skip"), busy };
  });
  if (decided === null) {
    countCompanies.add(workspaceId);
    return decideSet(workspaceId, personIds);
  }
  const ms = performance.now() - began;
  pace.note({ people: judged.length, messages: judged.reduce((sum, { rows }) => sum + rows.length, 0), ms });
  if (decidedChannel.hasSubscribers) decidedChannel.publish(measured(judged, ms));
  return decided;
}

function measured(judged: readonly DecidedPerson[], ms: number) {
  const rows = judged.flatMap(({ claims, refused }) => [...claims, ...refused].map(({ row }) => row));
  const first = rows.filter(({ decided }) => decided === null).length;
  return { ms, people: judged.length, first, again: rows.length - first };
}

const countsCompanies = (rule: CapRule): boolean => rule.scope.kind === "company";
