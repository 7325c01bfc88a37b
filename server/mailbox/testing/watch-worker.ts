import { parseArgs } from "node:util";
import { configureDatabase, ownerSql } from "@/db/client";
import { startMailboxWatch } from "@/server/mailbox/watch-mailboxes";

/* A process that watches mailboxes, to be killed. */
const { values } = parseArgs({
  options: { owner: { type: "string", default: "" }, app: { type: "string", default: "" } },
});
configureDatabase(() => ({ ownerUrl: values.owner, appUrl: values.app, poolSize: 4 }));
process.once("disconnect", () => process.exit(1));
await startMailboxWatch(ownerSql());
process.send?.("watching");
