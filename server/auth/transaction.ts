import { database, type Tx } from "@/db/client";

/**
 * A transaction on better-auth's tables for what must be checked and written in one go (the last owner stays, one open
 * invitation per address), with what of the workspace's own belongs to it: the audit row, a mailbox that is forgotten. No
 * policy stands behind it: every statement names its workspace.
 */
export function authTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().auth.transaction(work);
}
