import postgres from "postgres";
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { ensureDatabase } from "@/db/embedded-database";
import { livingPostmaster } from "@/db/embedded-pid";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import type { Variables } from "./environment";
import type { Home } from "./home";

const DATABASE = "heed";
/** The pools of one program when all are full are some forty (db/client.ts, server/engine). */
const CONNECTIONS_EACH = 50;
const LOOK_MS = 1_000;

/**
 * Starts the embedded PostgreSQL, or takes over the one a killed parent left, and names the database in `variables`. One that
 * was killed is started again where it was: the programs wait for it meanwhile. `onGivenUp` is told when it cannot be.
 */
export async function startDatabase(
  home: Home,
  variables: Variables,
  fresh: boolean,
  onGivenUp: (reason: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  const options = {
    dataDir: choosePostgresDir(home.root, serverUser()),
    flags: [`max_connections=${connectionsFor(Number(variables.HEED_WORKERS || 1))}`],
  };
  const server = await startEmbedded(options);
  if (fresh) await dropDatabase(server.url);
  const { ownerUrl, appUrl } = await ensureDatabase(server, DATABASE);
  variables.DATABASE_URL = ownerUrl;
  variables.DATABASE_APP_URL = appUrl;
  return keepServer(options, server, onGivenUp);
}

function keepServer(options: EmbeddedOptions, first: EmbeddedServer, onGivenUp: (reason: string) => void) {
  let server = first;
  let looking = Promise.resolve();
  const look = async () => {
    if (livingPostmaster(options.dataDir)) return;
    console.error("PostgreSQL is gone; starting it again");
    server = await startEmbedded({ ...options, port: first.port });
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      clearInterval(timer);
      onGivenUp(`PostgreSQL cannot be started again: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, LOOK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      await server.stop();
    },
  };
}

/** For the web, so many workers, and whoever prepares, backs up or looks. */
const connectionsFor = (workers: number): number => CONNECTIONS_EACH * (workers + 2);

async function dropDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`drop database if exists ${sql(DATABASE)} with (force)`;
  await sql.end();
}
