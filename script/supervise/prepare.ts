import type { Programs } from "@/script/programs/bundle";
import type { Variables } from "./environment";
import { runToEnd } from "./run";

/** Migrates, and seeds where the database is empty, in a process of its own. */
export async function prepareDatabase(programs: Programs, variables: Variables): Promise<void> {
  const code = await runToEnd(programs("script/prepare-database.ts"), variables);
  if (code !== 0) throw new Error("the database could not be prepared");
}
