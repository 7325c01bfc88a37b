import { setTimeout as wait } from "node:timers/promises";
import { smallSetsSql } from "@/db/client";
import { logger } from "@/server/log";
import { isPassingFault } from "@/server/services/passing-fault";
import { type Handed, writeResults } from "./write-results";

/** Together less than a lease is good for when it was last renewed a moment before the database went away. */
const WAITS_MS = [100, 1_000, 4_000, 10_000, 20_000, 20_000];

/**
 * Writes what became of mails that have left already. Nobody can ask a server again, so a database that is away or busy is
 * waited for, and one result that cannot be written keeps none of the others from being known.
 * @throws what is still the matter with the database when a lease is about to lapse
 */
export async function keepResults(workspaceId: string, results: readonly Handed[]): Promise<void> {
  const [first] = results;
  if (first === undefined) return;
  try {
    await writeWaiting(workspaceId, results);
  } catch (error) {
    if (isPassingFault(error)) throw error;
    if (results.length === 1) {
      logger("touches").error({ err: error, touch: first.mail.touchId }, "what became of a mail cannot be written");
      return;
    }
    const half = Math.ceil(results.length / 2);
    await keepResults(workspaceId, results.slice(0, half));
    await keepResults(workspaceId, results.slice(half));
  }
}

async function writeWaiting(workspaceId: string, results: readonly Handed[]): Promise<void> {
  for (const ms of WAITS_MS) {
    try {
      return await smallSetsSql().begin((tx) => writeResults(tx, workspaceId, results));
    } catch (error) {
      if (!isPassingFault(error)) throw error;
      logger("touches").warn({ err: error }, "what became of mails is written a moment later");
      await wait(ms);
    }
  }
  await smallSetsSql().begin((tx) => writeResults(tx, workspaceId, results));
}
