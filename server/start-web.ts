import "@/server/database";
import { EnvironmentError, env } from "@/server/env";

/** Ends the web process with the variable's name when the environment is wrong: Next would go on and answer 500. */
export function checkOrExit(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
