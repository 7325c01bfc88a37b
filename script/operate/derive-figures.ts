import { openDatabase, useDatabase as takeDatabase } from "@/db/client";
import { databaseUrls } from "@/db/embedded-database";
import { deriveFigures } from "@/server/services/sequences/derive-figures";
import { main, openPlace } from "./open";

/* `npm run derive-figures`: derives the kept figures of all sequences again from what happened. */
main(async () => {
  const place = await openPlace();
  const urls = place.databaseUrl
    ? { ownerUrl: place.databaseUrl, appUrl: place.databaseUrl }
    : place.server && databaseUrls(place.server, "heed");
  if (!urls) throw new Error("there is no database");
  const database = openDatabase({ ...urls, poolSize: 2 });
  takeDatabase(database);
  try {
    const { passages } = await deriveFigures({
      progress: (done, all) => process.stderr.write(`${done} of ${all} sequences\n`),
    });
    console.log(`The figures of ${passages} passages were derived again.`);
  } finally {
    await database.close();
    await place.leave();
  }
});
