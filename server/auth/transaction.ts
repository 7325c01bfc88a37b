import { database, type Tx } from "@/db/client";

/**
 * A transaction on better-auth's tables for what must be checked and written in one go (the last owner stays, one open
 * invitation per address). No policy stands behind it: every statement names its workspace.
 */
export function authTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().auth.transaction(work);
}
