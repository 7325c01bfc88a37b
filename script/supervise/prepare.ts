import type { Variables } from "./environment";
import { runToEnd } from "./run";

/** Migrates, and seeds where the database is empty, in a process of its own. */
export async function prepareDatabase(variables: Variables): Promise<void> {
  const code = await runToEnd(["--import", "tsx", "script/prepare-database.ts"], variables);
  if (code !== 0) throw new Error("the database could not be prepared");
}
