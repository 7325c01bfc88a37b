import type { Sql, TransactionSql } from "postgres";

const TRIES = 5;

/** Does `work` again when PostgreSQL chose it as the victim of a deadlock (40P01) or a serialization failure (40001). */
export async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (tried === TRIES || (code !== "40P01" && code !== "40001")) throw error;
    }
  }
}

/** Runs `work` in one transaction, again after a conflict. */
export async function transact<Result>(sql: Sql, work: (tx: TransactionSql) => Promise<Result>): Promise<Result> {
  return await retryConflicts(async () => {
    const kept: { result: Result }[] = [];
    await sql.begin(async (tx) => {
      kept.length = 0;
      kept.push({ result: await work(tx) });
    });
    const [done] = kept;
    if (done === undefined) throw new Error("a transaction ended without running its work");
    return done.result;
  });
}
