import { parseArgs } from "node:util";
import { reclassify } from "@/server/services/signals/reclassify";
import { main, withDatabase } from "./open";

/* `npm run reclassify [-- --days N] [--dry]`: derives the verdicts of opens and clicks again from what was stored. */
main(async () => {
  const { values } = parseArgs({ options: { days: { type: "string" }, dry: { type: "boolean", default: false } } });
  const days = values.days === undefined ? null : Number(values.days);
  if (days !== null && !(days > 0)) throw new Error(`--days takes a number above 0, not “${values.days}”`);
  await withDatabase(async () => {
    const done = await reclassify({
      ...(days === null ? {} : { since: new Date(Date.now() - days * 86_400_000) }),
      dry: values.dry,
      progress: (mails) => process.stderr.write(`${mails} mails\n`),
    });
    const changes = Object.entries(done.changed).map(([step, count]) => `${count} ${step}`);
    console.log(
      `${done.signals} opens and clicks of ${done.mails} mails: ${changes.join(", ") || "no verdict is another"}${values.dry ? " (nothing was written)" : ""}`,
    );
  });
});
