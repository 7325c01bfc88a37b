import { openDatabase, useDatabase as setDatabase } from "@/db/client";
import { startEmbeddedWorker } from "@/server/worker/start-worker";

/* A worker process that tells its parent when it is at work: to be killed. Arguments: the owner's and the app's address. */
const [ownerUrl = "", appUrl = ""] = process.argv.slice(2);
setDatabase(openDatabase({ ownerUrl, appUrl, poolSize: 4 }));
await startEmbeddedWorker({ databaseUrl: ownerUrl });
process.once("disconnect", () => process.exit(1));
process.send?.("at work");
