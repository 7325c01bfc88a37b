import { openDatabase, useDatabase as takeDatabase } from "@/db/client";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { databaseUrls } from "@/db/embedded-database";
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

/** Opens the database for services, as the owner in both roles where DATABASE_URL names it, and gives it back. */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  const place = await openPlace();
  try {
    const urls = place.databaseUrl
      ? { ownerUrl: place.databaseUrl, appUrl: place.databaseUrl }
      : place.server && databaseUrls(place.server, "heed");
    if (!urls) throw new Error("there is no database");
    const database = openDatabase({ ...urls, poolSize: 2 });
    takeDatabase(database);
    try {
      await work();
    } finally {
      await database.close();
    }
  } finally {
    await place.leave();
  }
}

/** Runs a program's work; a fault is said in one line and ends it with 1. */
export function main(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
