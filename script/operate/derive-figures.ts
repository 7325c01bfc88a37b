import { deriveFigures } from "@/server/services/sequences/derive-figures";
import { main, withDatabase } from "./open";

/* `npm run derive-figures`: derives the kept figures of all sequences again from what happened. */
main(() =>
  withDatabase(async () => {
    const { passages } = await deriveFigures({
      progress: (done, all) => process.stderr.write(`${done} of ${all} sequences\n`),
    });
    console.log(`The figures of ${passages} passages were derived again.`);
  }),
);
