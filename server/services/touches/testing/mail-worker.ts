import { openDatabase, ownerSql, useDatabase as setDatabase } from "@/db/client";
import { sweepBreakers } from "@/server/services/senders/judge-senders";
import { transportOf } from "@/server/services/touches/open-transports";
import { settleLeases } from "@/server/services/touches/settle-leases";
import { startEmbeddedWorker } from "@/server/worker/start-worker";

/*
 * A worker process to be killed while mail leaves it. It tells its parent when it is at work; told to settle, it does what
 * its clock has it do every minute. Arguments: the owner's and the app's address.
 */
const [ownerUrl = "", appUrl = ""] = process.argv.slice(2);
setDatabase(openDatabase({ ownerUrl, appUrl, poolSize: 6 }));
await startEmbeddedWorker({ databaseUrl: ownerUrl });
process.on("message", () => {
  sweepBreakers(ownerSql())
    .then(() => settleLeases(transportOf))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
});
process.once("disconnect", () => process.exit(1));
process.send?.("at work");
