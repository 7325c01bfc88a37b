import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { applyPolicies } from "@/db/policies";
import { type AppRole, ensureAppRole } from "@/db/roles";

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any constant number, the same for every program that migrates. */
const LOCK = 7_237_265;

/**
 * Brings the database at `ownerUrl` to this program's schema: the app's role, migrations, then policies and grants.
 * Several programs may start at once: one works, the others wait and find nothing to do.
 * The queue's own tables are made by the worker.
 */
export async function migrate(ownerUrl: string, appRole: AppRole): Promise<void> {
  const sql = postgres(ownerUrl, {
    max: 2,
    onnotice: () => undefined,
    connection: { application_name: "heed migrate" },
  });
  try {
    const lock = await sql.reserve();
    try {
      await lock`select pg_advisory_lock(${LOCK})`;
      await ensureAppRole(sql, appRole);
      await sql`create extension if not exists pg_trgm`; // search by part of a name; trusted, so no superuser is needed
      const forDrizzle = postgres(ownerUrl, { max: 1, onnotice: () => undefined }); // it changes the client it is given
      try {
        await runMigrations(drizzle(forDrizzle), { migrationsFolder: MIGRATIONS });
      } finally {
        await forDrizzle.end();
      }
      await applyPolicies(sql);
    } finally {
      await lock`select pg_advisory_unlock(${LOCK})`;
      lock.release();
    }
  } finally {
    await sql.end();
  }
}
