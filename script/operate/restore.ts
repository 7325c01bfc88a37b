import { copyFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import postgres, { type Sql } from "postgres";
import { loadDatabase, readManifest } from "@/db/backup";
import type { EmbeddedServer } from "@/db/embedded";
import { ensureDatabase } from "@/db/embedded-database";
import { migrateTo } from "@/db/migrate";
import { runningSupervisor } from "@/script/supervise/leftovers";
import { migrateEngine } from "@/server/engine/migrate";
import { main, openPlace, type Place } from "./open";

const DATABASE = "heed";
const HALF = "heed_restoring";

main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: "boolean", default: false } },
  });
  const [given] = positionals;
  if (given === undefined) throw new Error("which backup? script/restore FOLDER [--replace]");
  const folder = resolve(given);
  const { takenAt } = readManifest(folder);
  const place = await openPlace();
  try {
    const running = runningSupervisor(place.home);
    if (running !== undefined) throw new Error(`Heed is running (process ${running}): stop it first`);
    if (place.databaseUrl !== undefined) await fill(place.databaseUrl, folder);
    else if (place.server) await restoreEmbedded(place, place.server, folder, values.replace);
    console.log(`The data of ${takenAt} is back. script/server brings it to this version's schema.`);
  } finally {
    await place.leave();
  }
});

/** Fills a database beside the present one and changes their names when it is complete. */
async function restoreEmbedded(place: Place, server: EmbeddedServer, folder: string, replace: boolean): Promise<void> {
  const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    const [present] = await admin`select 1 from pg_database where datname = ${DATABASE}`;
    if (present && !replace)
      throw new Error("there is a database already: --replace gives it up once the backup is in");
    await admin`drop database if exists ${admin(HALF)} with (force)`;
    const { ownerUrl } = await ensureDatabase(server, HALF);
    await fill(ownerUrl, folder);
    await exchange(admin);
    const keys = join(folder, "keys");
    if (existsSync(keys)) copyFileSync(keys, place.home.keys);
  } finally {
    await admin.end();
  }
}

async function exchange(admin: Sql): Promise<void> {
  await admin`drop database if exists ${admin(DATABASE)} with (force)`;
  await admin`alter database ${admin(HALF)} rename to ${admin(DATABASE)}`;
}

async function fill(ownerUrl: string, folder: string): Promise<void> {
  await migrateTo(ownerUrl, readManifest(folder).migrations);
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => undefined });
  try {
    await migrateEngine(sql, "engine");
    await loadDatabase(sql, folder);
  } finally {
    await sql.end();
  }
}
