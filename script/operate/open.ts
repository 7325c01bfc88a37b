import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import { type Home, openHome } from "@/script/supervise/home";

/** Where the data is: DATABASE_URL, or the embedded server, started for this if it does not run. */
export interface Place {
  home: Home;
  server: EmbeddedServer | undefined;
  databaseUrl: string | undefined;
  leave(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const home = openHome(process.env.HEED_DATA_DIR);
  const databaseUrl = process.env.DATABASE_URL || undefined;
  if (databaseUrl !== undefined) return { home, server: undefined, databaseUrl, leave: async () => undefined };
  const server = await startEmbedded({ dataDir: choosePostgresDir(home.root, serverUser()) });
  return { home, server, databaseUrl, leave: async () => (server.adopted ? undefined : server.stop()) };
}

/** Runs a program's work; a fault is said in one line and ends it with 1. */
export function main(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
