import { database } from "@/db/client";
import { migrate } from "@/db/migrate";
import { appRole } from "@/server/database";
import { env } from "@/server/env";

// Brings the database to this program's schema, and fills an empty one with the demo workspace where that is wanted.
// A process of its own: it ends, and with it what it needed.

await migrate(env().DATABASE_URL, appRole());
const { ownerSql } = database();
const [{ empty } = { empty: false }] = await ownerSql<
  { empty: boolean }[]
>`select not exists (select 1 from workspace) as empty`;
if (empty && env().HEED_DEMO) {
  console.log("Seeding the demo workspace");
  const { seed } = await import("@/server/seed/seed");
  await seed();
}
await database().close();
process.exit(0); // a pool or timer of a module the seed loaded must not keep us
