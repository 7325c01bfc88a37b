import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import { adopted } from "./family";

export type BenchPostgres = EmbeddedServer & {
  version: string;
  /** Makes an empty database owned by the superuser and gives its address. */
  createDatabase: (name: string) => Promise<string>;
};

/** PostgreSQL with the product's own settings (durable) on a free port and fresh data, which `stop` deletes. */
export async function startPostgres(flags: string[] = []): Promise<BenchPostgres> {
  const home = mkdtempSync(join(tmpdir(), "bench-postgres-"));
  const dataDir = choosePostgresDir(home, serverUser());
  const server = await startEmbedded({ dataDir, flags });
  adopted.add(server.pid);
  const remove = () => {
    rmSync(dirname(dataDir), { recursive: true, force: true }); // its log and password lie beside it
    rmSync(home, { recursive: true, force: true });
  };
  return {
    ...server,
    version: await ask(server.url, async (sql) => String((await sql`show server_version`)[0]?.server_version)),
    createDatabase: async (name) => {
      await ask(server.url, (sql) => sql`create database ${sql(name)}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: async () => {
      await server.stop();
      remove();
    },
  };
}

async function ask<Result>(url: string, question: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
  const sql = postgres(url, { max: 1 });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}
