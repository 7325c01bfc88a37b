import postgres from "postgres";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { ensureDatabase } from "@/db/embedded-database";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import type { Variables } from "./environment";
import type { Home } from "./home";

const DATABASE = "heed";
/** The pools of one program when all are full are some forty (db/client.ts, server/engine). */
const CONNECTIONS_EACH = 50;

/** Starts the embedded PostgreSQL, or takes over the one a killed parent left, and names the database in `variables`. */
export async function startDatabase(home: Home, variables: Variables, fresh: boolean): Promise<EmbeddedServer> {
  const server = await startEmbedded({
    dataDir: choosePostgresDir(home.root, serverUser()),
    flags: [`max_connections=${connectionsFor(Number(variables.HEED_WORKERS || 1))}`],
  });
  if (fresh) await dropDatabase(server.url);
  const { ownerUrl, appUrl } = await ensureDatabase(server, DATABASE);
  variables.DATABASE_URL = ownerUrl;
  variables.DATABASE_APP_URL = appUrl;
  return server;
}

/** For the web, so many workers, and whoever prepares, backs up or looks. */
const connectionsFor = (workers: number): number => CONNECTIONS_EACH * (workers + 2);

async function dropDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`drop database if exists ${sql(DATABASE)} with (force)`;
  await sql.end();
}
