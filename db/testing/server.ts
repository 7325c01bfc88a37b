import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres, { type Sql } from "postgres";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { ensureDatabase, OWNER_ROLE } from "@/db/embedded-database";
import { choosePostgresDir, serverUser } from "@/db/embedded-place";
import { holderLine, isAlive, readHolder, withFileLock } from "@/db/file-lock";
import { migrate } from "@/db/migrate";

const HOME = resolve(".data/test");
const LOCK = join(HOME, "setup.lock");
const USERS = join(HOME, "users");
/** Test rows may be lost in a power cut. */
const FLAGS = [
  "fsync=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "max_connections=300",
  "autovacuum_naptime=10min",
];

export interface TestServer {
  url: string;
  password: string;
  /** A database with the schema of this checkout, to be copied. */
  template: string;
}

/**
 * The PostgreSQL all test runs of this checkout share, with a template of the current schema. The first run starts it,
 * the last stops it; a run that was killed is not counted.
 */
export async function joinTestServer(): Promise<TestServer & { leave(): Promise<void> }> {
  const mine = join(
    USERS,
    `${process.pid}-${createHash("sha256").update(String(performance.now())).digest("hex").slice(0, 8)}`,
  );
  return withFileLock(LOCK, async () => {
    mkdirSync(USERS, { recursive: true });
    const server = await startEmbedded({ dataDir: choosePostgresDir(HOME, serverUser()), flags: FLAGS });
    const template = `heed_template_${schemaHash()}`;
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
    try {
      if (livingUsers().length === 0) await dropLeftovers(sql, template);
      await ensureTemplate(sql, server, template);
    } finally {
      await sql.end();
    }
    writeFileSync(mine, holderLine(process.pid));
    return { url: server.url, password: server.password, template, leave: () => leave(mine, server) };
  });
}

async function leave(mine: string, server: EmbeddedServer): Promise<void> {
  await withFileLock(LOCK, async () => {
    rmSync(mine, { force: true });
    if (livingUsers().length === 0) await server.stop();
  });
}

function livingUsers(): string[] {
  return readdirSync(USERS).filter((name) => {
    const holder = readHolder(join(USERS, name));
    if (holder && isAlive(holder)) return true;
    rmSync(join(USERS, name), { force: true });
    return false;
  });
}

/** Databases of runs that were killed, and templates of older schemas. */
async function dropLeftovers(sql: Sql, template: string): Promise<void> {
  const left = await sql<{ name: string }[]>`
    select datname as name from pg_database
    where (datname like 'heed\\_test\\_%' or datname like 'heed\\_template\\_%') and datname <> ${template}`;
  for (const { name } of left) {
    await sql`alter database ${sql(name)} is_template false`;
    await sql`drop database ${sql(name)} with (force)`;
  }
}

async function ensureTemplate(sql: Sql, server: EmbeddedServer, template: string): Promise<void> {
  const [found] = await sql<
    { finished: boolean }[]
  >`select datistemplate as finished from pg_database where datname = ${template}`;
  if (found?.finished) return;
  if (found) await sql`drop database ${sql(template)} with (force)`; // a run died while filling it
  const { ownerUrl } = await ensureDatabase(server, template);
  await migrate(ownerUrl, { password: server.password, overwrite: false });
  await sql`alter database ${sql(template)} is_template true allow_connections false`;
}

/** Changes whenever anything changes that decides what a fresh database looks like. */
function schemaHash(): string {
  const hash = createHash("sha256").update(OWNER_ROLE);
  const migrations = readdirSync("db/migrations", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(sql|json)$/.test(name),
  );
  const files = [
    ...migrations.map((name) => join("db/migrations", name)),
    "db/policies.ts",
    "db/change-feed.ts",
    "db/roles.ts",
    "db/migrate.ts",
  ];
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
