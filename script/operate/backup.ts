import { copyFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { dumpDatabase } from "@/db/backup";
import { databaseUrls } from "@/db/embedded-database";
import { main, openPlace } from "./open";

main(async () => {
  const takenAt = new Date();
  const place = await openPlace();
  const folder = resolve(
    process.argv[2] ?? join(place.home.root, "backups", takenAt.toISOString().replaceAll(/[:.]/g, "-")),
  );
  if (existsSync(folder)) throw new Error(`${folder} exists: name a folder that does not`);
  const url = place.databaseUrl ?? (place.server && databaseUrls(place.server, "heed").ownerUrl);
  const sql = postgres(url ?? "", { max: 2, onnotice: () => undefined });
  try {
    const { tables } = await dumpDatabase(sql, folder, takenAt);
    // Sealed values open with these only. Whoever has the folder has both: keep it as you keep the keys.
    if (existsSync(place.home.keys)) copyFileSync(place.home.keys, join(folder, "keys"));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${rows} rows of ${tables.length} tables are in ${folder}`);
  } finally {
    await sql.end();
    await place.leave();
  }
});
