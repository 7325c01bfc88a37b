import { parseArgs } from "node:util";
import { openDatabase, useDatabase as takeDatabase } from "@/db/client";
import { databaseUrls } from "@/db/embedded-database";
import { reclassify } from "@/server/services/signals/reclassify";
import { main, openPlace } from "./open";

/* `npm run reclassify [-- --days N] [--dry]`: derives the verdicts of opens and clicks again from what was stored. */
main(async () => {
  const { values } = parseArgs({ options: { days: { type: "string" }, dry: { type: "boolean", default: false } } });
  const place = await openPlace();
  const urls = place.databaseUrl
    ? { ownerUrl: place.databaseUrl, appUrl: place.databaseUrl }
    : place.server && databaseUrls(place.server, "heed");
  if (!urls) throw new Error("there is no database");
  const database = openDatabase({ ...urls, poolSize: 2 });
  takeDatabase(database);
  try {
    const since = values.days === undefined ? {} : { since: new Date(Date.now() - Number(values.days) * 86_400_000) };
    const done = await reclassify({
      ...since,
      dry: values.dry,
      progress: (mails) => process.stderr.write(`${mails} mails\n`),
    });
    const changes = Object.entries(done.changed).map(([step, count]) => `${count} ${step}`);
    console.log(
      `${done.signals} opens and clicks of ${done.mails} mails: ${changes.join(", ") || "no verdict is another"}${values.dry ? " (nothing was written)" : ""}`,
    );
  } finally {
    await database.close();
    await place.leave();
  }
});
