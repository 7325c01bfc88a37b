import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { applyChangeFeed } from "@/db/change-feed";
import { applyPolicies } from "@/db/policies";
import { type AppRole, ensureAppRole } from "@/db/roles";

/** From the checkout's folder, in which every program runs. */
const MIGRATIONS = resolve("db/migrations");
const journalShape = z.looseObject({ entries: z.array(z.unknown()) });
/** Any constant number, the same for every program that migrates. */
const LOCK = 7_237_265;

/**
 * Brings the database at `ownerUrl` to this program's schema: the app's role, migrations, then policies and grants.
 * Several programs may start at once: one works, the others wait and find nothing to do.
 * The queue's own tables are made by the worker.
 */
export async function migrate(ownerUrl: string, appRole: AppRole): Promise<void> {
  await locked(ownerUrl, async (sql) => {
    await ensureAppRole(sql, appRole);
    await sql`create extension if not exists pg_trgm`; // search by part of a name; trusted, so no superuser is needed
    await runFolder(ownerUrl, MIGRATIONS);
    await applyPolicies(sql);
    await applyChangeFeed(sql);
  });
}

/**
 * Only the first `count` migrations and no policies: the schema a backup was taken with, before it is loaded.
 * `migrate` afterwards does the rest. @throws when this program knows fewer.
 */
export async function migrateTo(ownerUrl: string, count: number): Promise<void> {
  const journal = journalShape.parse(JSON.parse(readFileSync(join(MIGRATIONS, "meta/_journal.json"), "utf8")));
  if (journal.entries.length < count) {
    throw new Error(
      `this data has seen ${count} migrations, this Heed knows ${journal.entries.length}: use a newer one`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "heed-migrations-"));
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const shortened = { ...journal, entries: journal.entries.slice(0, count) };
    writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify(shortened));
    await locked(ownerUrl, async (sql) => {
      await sql`create extension if not exists pg_trgm`;
      await runFolder(ownerUrl, folder);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function locked(ownerUrl: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(ownerUrl, {
    max: 2,
    onnotice: () => undefined,
    connection: { application_name: "heed migrate" },
  });
  try {
    const lock = await sql.reserve(); // the lock belongs to this connection and ends with it
    try {
      await lock`select pg_advisory_lock(${LOCK})`;
      await work(sql);
    } finally {
      lock.release(); // or end() waits for it for ever
    }
  } finally {
    await sql.end();
  }
}

async function runFolder(ownerUrl: string, migrationsFolder: string): Promise<void> {
  const forDrizzle = postgres(ownerUrl, { max: 1, onnotice: () => undefined }); // it changes the client it is given
  try {
    await runMigrations(drizzle(forDrizzle), { migrationsFolder });
  } finally {
    await forDrizzle.end();
  }
}
