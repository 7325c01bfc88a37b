import { subscribe } from "node:diagnostics_channel";
import "@/server/database";
import { database } from "@/db/client";
import { env } from "@/server/env";
import { DECIDED_CHANNEL } from "@/server/services/touches/decide";
import { startEmbeddedWorker } from "@/server/worker/start-worker";

/* A worker process as `server/worker.ts` starts it, which tells its parent when it is at work. */
const worker = await startEmbeddedWorker({ databaseUrl: env().DATABASE_URL });
process.once("SIGTERM", async () => {
  await worker.stop();
  await database().close();
  process.exit(0);
});
process.once("disconnect", () => process.exit(1));
process.send?.("at work");
// how long each deciding transaction took, for those who ask (crew.ts)
subscribe(DECIDED_CHANNEL, (message) => process.send?.({ decided: message }));
