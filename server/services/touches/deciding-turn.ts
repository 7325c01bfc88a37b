import postgres, { type TransactionSql } from "postgres";
import { decidingSql } from "@/db/client";
import { logger } from "@/server/log";

/** Longer than any set takes: whoever has the turn then was stopped in the middle of it. */
const PATIENCE = "2s";
/** For so long nobody here waits for it again. */
const WITHOUT_MS = 30_000;
/** Workspaces whose turn did not come, and until when they are decided about without it. */
const without = new Map<string, number>();

/**
 * A transaction that decides about people of this workspace, while no other process does. Two at once would be done no sooner:
 * each would only hold its people's locks for as long as both take. The turn is waited for before the transaction begins, with
 * nobody's lock in hand, and it is not what keeps decisions right (that is people's locks): where it does not come in two
 * seconds this process decides without it for a while. It ends with the connection, however that ends.
 */
export async function inDecidingTurn<Result>(
  workspaceId: string,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const own = await decidingSql().reserve();
  try {
    const isMine = (without.get(workspaceId) ?? 0) <= performance.now() && (await takeTurn(own, workspaceId));
    try {
      return await transact(own, work);
    } finally {
      if (isMine) await giveBack(own, workspaceId);
    }
  } finally {
    own.release();
  }
}

type Own = postgres.ReservedSql;

async function takeTurn(own: Own, workspaceId: string): Promise<boolean> {
  try {
    await Promise.all([
      own.unsafe(`set lock_timeout = '${PATIENCE}'`),
      own.unsafe("select pg_advisory_lock(hashtext('deciding'), hashtext($1))", [workspaceId], { prepare: true }),
    ]);
    return true;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== "55P03") throw error;
    logger("touches").warn({ workspace: workspaceId }, "the turn to decide does not come; deciding without it");
    without.set(workspaceId, performance.now() + WITHOUT_MS);
    return false;
  } finally {
    await own.unsafe("set lock_timeout = 0");
  }
}

/** What was decided is decided: a connection that is gone has given the turn back by itself. */
async function giveBack(own: Own, workspaceId: string): Promise<void> {
  try {
    await own.unsafe("select pg_advisory_unlock(hashtext('deciding'), hashtext($1))", [workspaceId], { prepare: true });
  } catch (error) {
    logger("touches").warn({ err: error }, "the turn to decide ended with its connection");
  }
}

async function transact<Result>(own: Own, work: (tx: TransactionSql) => Promise<Result>): Promise<Result> {
  await own.unsafe("begin");
  try {
    const result = await work(own as unknown as TransactionSql); // the same but for savepoints, which nobody here takes
    await own.unsafe("commit");
    return result;
  } catch (error) {
    // the first error says what was wrong; a connection that is gone rolls back by itself
    await own.unsafe("rollback").catch(() => undefined);
    throw error;
  }
}
