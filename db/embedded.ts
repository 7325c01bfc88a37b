import { dirname, isAbsolute } from "node:path";
import postgres from "postgres";
import { findBinaries } from "@/db/embedded-binaries";
import { besides, ensureCluster, ensureSecret } from "@/db/embedded-init";
import { launch } from "@/db/embedded-launch";
import { clearStale, livingPostmaster, stopPostmaster } from "@/db/embedded-pid";
import { canEnter, serverUser } from "@/db/embedded-place";
import { waitUntil } from "@/db/embedded-process";
import { withFileLock } from "@/db/file-lock";

export interface EmbeddedOptions {
  /** Absolute path of PostgreSQL's data directory; made when absent. See `choosePostgresDir`. */
  dataDir: string;
  /** A port that must be used. Without it the last one is taken again if it is free, else any free one. */
  port?: number;
  /** Settings for this start, each `name=value`; an adopted server keeps those it was started with. */
  flags?: string[];
}

export interface EmbeddedServer {
  /** Superuser's address of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** The password of every role this program makes on the server. */
  password: string;
  /** True when the server was left running by a parent that was killed. */
  adopted: boolean;
  /** Stops the server, adopted or not: fast, then immediately. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from the npm package, or takes over one that runs in this data directory already.
 * Survives kill -9 of the parent (adopts), of the server (recovers), of both; works as root and as an ordinary user.
 * @throws with the end of the server's log when it does not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  if (!isAbsolute(options.dataDir)) throw new Error(`the data directory must be absolute: ${options.dataDir}`);
  return withFileLock(besides(options.dataDir).lock, () => startLocked(options));
}

async function startLocked({ dataDir, port, flags = [] }: EmbeddedOptions): Promise<EmbeddedServer> {
  const password = ensureSecret(dataDir);
  const running = livingPostmaster(dataDir);
  if (running) {
    const server = toServer(dataDir, running, password, true);
    if (await answers(server.url)) return server;
    await server.stop(); // it lives but takes no connections, not even after recovery: begin anew
  }
  const user = serverUser();
  if (!canEnter(dirname(dataDir), user)) {
    throw new Error(
      `PostgreSQL runs as the user "postgres", who cannot reach ${dirname(dataDir)}: choose another data directory`,
    );
  }
  const binaries = findBinaries(user);
  await clearStale(dataDir);
  ensureCluster(dataDir, binaries, user, password);
  const started = await launch({ dataDir, binaries, user, flags }, port);
  return toServer(dataDir, started, password, false);
}

function toServer(
  dataDir: string,
  at: { pid: number; port: number },
  password: string,
  adopted: boolean,
): EmbeddedServer {
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${at.port}/postgres`,
    port: at.port,
    pid: at.pid,
    password,
    adopted,
    stop: () => stopPostmaster(dataDir, at.pid),
  };
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  const ok = await waitUntil(
    () =>
      sql`select 1`.then(
        () => true,
        () => false, // starting up, recovering or shutting down: ask again
      ),
    60_000,
  );
  await sql.end({ timeout: 1 });
  return ok;
}
