import { toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { now as workspaceNow } from "@/server/clock";
import { gatherFacts } from "./gather/facts";
import { gatherWorkspace, lockCompanies, lockPeople } from "./gather/people";
import { gatherRules } from "./gather/rules";
import { gatherWaiting } from "./gather/waiting";
import { judgePeople } from "./judge";
import { writeDecisions } from "./write-decisions";

/** What one deciding transaction did. */
export interface DecidedSet {
  /** Touches whose slot is taken and whose text is frozen: to be handed over now. */
  claimed: string[];
  held: number;
  skipped: number;
}

/**
 * Decides about everything that waits for these people, in one transaction under their locks, and writes what was decided:
 * claims, holds, skips, their reasons, and each person's next alarm. Sends nothing. At most some dozens of people a call.
 * The clock is read after the locks are held, so that no claim is older than one that was committed before it.
 */
export async function decidePeople(workspaceId: string, personIds: readonly string[]): Promise<DecidedSet> {
  return ownerSql().begin(async (tx) => {
    const rules = await gatherRules(tx, workspaceId);
    if (rules.some((rule) => rule.scope.kind === "company")) await lockCompanies(tx, workspaceId, personIds);
    const people = await lockPeople(tx, workspaceId, personIds);
    if (people.length === 0) return { claimed: [], held: 0, skipped: 0 };
    const workspace = await gatherWorkspace(tx, workspaceId);
    const now = toEpochMs(workspaceNow({ clockOffsetMs: workspace.offsetMs }));
    const waiting = await gatherWaiting(tx, workspaceId, people, now);
    const gathered = await gatherFacts(tx, workspaceId, people, { workspace, rules, waiting }, now);
    const decided = await judgePeople(tx, workspaceId, { people, waiting, gathered, rules, now });
    const claimed = await writeDecisions(tx, workspaceId, decided, now);
    const count = (verdict: string) =>
      decided.reduce(
        (sum, { refused }) => sum + refused.filter(({ decision }) => decision.verdict === verdict).length,
        0,
      );
    return { claimed, held: count("hold"), skipped: count("skip") };
  });
}
