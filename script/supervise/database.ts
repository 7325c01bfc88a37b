import postgres from "postgres";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { ensureDatabase } from "@/db/embedded-database";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import type { Variables } from "./environment";
import type { Home } from "./home";

const DATABASE = "heed";

/** Starts the embedded PostgreSQL, or takes over the one a killed parent left, and names the database in `variables`. */
export async function startDatabase(home: Home, variables: Variables, fresh: boolean): Promise<EmbeddedServer> {
  const server = await startEmbedded({
    dataDir: choosePostgresDir(home.root, serverUser()),
    flags: ["max_connections=150"],
  });
  if (fresh) await dropDatabase(server.url);
  const { ownerUrl, appUrl } = await ensureDatabase(server, DATABASE);
  variables.DATABASE_URL = ownerUrl;
  variables.DATABASE_APP_URL = appUrl;
  return server;
}

async function dropDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`drop database if exists ${sql(DATABASE)} with (force)`;
  await sql.end();
}
