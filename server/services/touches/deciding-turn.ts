import postgres, { type Sql, type TransactionSql } from "postgres";
import { decidingSql, turnSql } from "@/db/client";
import { logger } from "@/server/log";

/** Longer than any set takes: whoever has the turn then was stopped in the middle of it. */
const PATIENCE = "2s";
/** For so long nobody here waits for it again. */
const WITHOUT_MS = 30_000;
/** Workspaces whose turn did not come, and until when they are decided about without it. */
const without = new Map<string, number>();

type Work<Result> = (tx: TransactionSql) => Promise<Result>;

/**
 * A transaction that decides about people of this workspace, while no other process does. Two at once would be done no sooner:
 * each would only hold its people's locks for as long as both take. The turn is waited for before the transaction begins, with
 * nobody's lock in hand, in a transaction of its own, and it is not what keeps decisions right (that is people's locks): where
 * it does not come in two seconds this process decides without it for a while.
 *
 * Both end with their connections, however those end. The turn is no lock of a reserved connection: the driver (postgres.js
 * 3.4.9) never answers what is asked of one that was lost, and this process would decide nothing any more.
 */
export async function inDecidingTurn<Result>(workspaceId: string, work: Work<Result>): Promise<Result> {
  if ((without.get(workspaceId) ?? 0) > performance.now()) return (await transact(decidingSql(), work)).result;
  let isMine = false;
  let decided: { result: Result } | undefined;
  try {
    await transact(turnSql(), async (turn) => {
      await takeTurn(turn, workspaceId);
      isMine = true;
      decided = await transact(decidingSql(), work);
    });
  } catch (error) {
    if (!isMine && isLockTimeout(error)) {
      logger("touches").warn({ workspace: workspaceId }, "the turn to decide does not come; deciding without it");
      without.set(workspaceId, performance.now() + WITHOUT_MS);
      return (await transact(decidingSql(), work)).result;
    }
    if (decided === undefined) throw error;
    // what was decided is decided; the turn was given back by its end
    logger("touches").warn({ err: error }, "the turn to decide ended with its connection");
  }
  if (decided === undefined) throw new Error("a turn to decide ended before anything was decided");
  return decided.result;
}

async function takeTurn(turn: TransactionSql, workspaceId: string): Promise<void> {
  await Promise.all([
    turn.unsafe(`set local lock_timeout = '${PATIENCE}'`),
    turn.unsafe("select pg_advisory_xact_lock(hashtext('deciding'), hashtext($1))", [workspaceId], { prepare: true }),
  ]);
}

const isLockTimeout = (error: unknown): boolean => error instanceof postgres.PostgresError && error.code === "55P03";

/** Rejects also where the connection is lost meanwhile: the driver sees to that for `begin` alone. */
async function transact<Result>(sql: Sql, work: Work<Result>): Promise<{ result: Result }> {
  let done: { result: Result } | undefined;
  await sql.begin(async (tx) => {
    done = { result: await work(tx) };
  });
  if (!done) throw new Error("a transaction was committed before its work was done");
  return done;
}
