import { database, openDatabase, useDatabase as takeDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { appRole, appUrl } from "@/server/database";
import { env } from "@/server/env";
import { forgetHalfSeeded, noteSeedBegun, noteSeedDone } from "@/server/seed/half-seeded";

// Brings the database to this program's schema, and fills an empty one with the demo workspace where that is wanted.
// A process of its own: it ends, and with it what it needed.

await migrate(env().DATABASE_URL, appRole());
// one at a time, to the end of this process: half a demo may be one that another start is making
const held = await database().ownerSql.reserve();
await held`select pg_advisory_lock(hashtext('heed demo'))`;
if (await forgetHalfSeeded(database().ownerSql)) console.log("The demo was stopped half way: it is made anew");
const [{ empty } = { empty: false }] = await database().ownerSql<
  { empty: boolean }[]
>`select not exists (select 1 from workspace) as empty`;
if (empty && env().HEED_DEMO) {
  console.log("Seeding the demo workspace");
  takeDatabase(openDatabase({ ownerUrl: unhurried(env().DATABASE_URL), appUrl: unhurried(appUrl()) }));
  const { seed } = await import("@/server/seed/seed");
  await noteSeedBegun(database().ownerSql);
  await seed();
  await noteSeedDone(database().ownerSql);
  await database().close();
}
process.exit(0); // a pool or timer of a module the seed loaded must not keep us

/** Ten thousand small commits need not reach the disk one by one; the seed's last one does, and with it all before it. */
function unhurried(url: string): string {
  const changed = new URL(url);
  changed.searchParams.set("synchronous_commit", "off");
  return changed.toString();
}
