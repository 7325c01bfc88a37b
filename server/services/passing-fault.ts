import postgres from "postgres";

/**
 * SQLSTATE classes that are about the very values of a statement: bad data (22), a constraint (23), more than an index
 * holds (54). Everything else is the server's or the program's: away, busy, a deadlock, a schema that is behind.
 */
const ABOUT_VALUES = /^(2[23]|54)/;

/** Faults of a connection, by the codes of Node and postgres.js. */
const OF_CONNECTION = /^(CONN|ECONN|ETIMEDOUT|EPIPE|ENOENT|EHOSTUNREACH)/;

/**
 * Whether an error says nothing about what was being done: the database is away or busy, and the same may well be done later.
 * False where the thing itself cannot be done, now or ever.
 */
export function isPassingFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (error instanceof postgres.PostgresError) return !ABOUT_VALUES.test(code);
  return OF_CONNECTION.test(code) || isPassingFault(error.cause);
}

const DEADLOCK = "40P01";

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && error.code === DEADLOCK) || isDeadlock(error.cause));

/** Runs a whole transaction again when it was chosen to give way in a deadlock: nothing of it was stored, and the other is through. */
export async function withoutDeadlock<Result>(transaction: () => Promise<Result>, tries = 3): Promise<Result> {
  try {
    return await transaction();
  } catch (error) {
    if (tries <= 1 || !isDeadlock(error)) throw error;
    return withoutDeadlock(transaction, tries - 1);
  }
}
