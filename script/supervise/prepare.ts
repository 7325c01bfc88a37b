import { spawn } from "node:child_process";
import type { Variables } from "./environment";

/** Migrates, and seeds where the database is empty, in a process of its own. */
export async function prepareDatabase(variables: Variables): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "script/prepare-database.ts"], {
    env: { ...variables, NODE_ENV: variables.NODE_ENV === "development" ? "development" : "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error("the database could not be prepared");
}
