import { parseArgs } from "node:util";
import { Inngest } from "inngest";
import postgres from "postgres";
import { createEngine } from "@/server/engine/engine";
import { makeDirectHandler } from "@/server/inngest/direct-handler";
import { silentLogger } from "./silent-logger";

/*
 * A worker process to be killed. Its function passes four steps and a wait; each body notes in the table `mark` that it
 * began, before it does anything else, and tells the parent.
 */
const { values } = parseArgs({ options: { database: { type: "string", default: "" } } });
const notes = postgres(values.database, { max: 4, onnotice: () => undefined });
const engine = createEngine({ databaseUrl: values.database, logger: silentLogger, leaseMs: 1_000, capacity: 20 });
const client = new Inngest({ id: "crash", isDev: true, fetch: engine.fetch, logger: silentLogger });

const passage = client.createFunction({ id: "passage", triggers: [{ event: "crash/go" }] }, async ({ event, step }) => {
  const n: number = event.data.n;
  const pass = (name: string) =>
    step.run(name, async () => {
      await notes`insert into mark (n, step) values (${n}, ${name})`;
      process.send?.("mark");
      return { n, name };
    });
  const seen = [await pass("a"), await pass("b")];
  await step.sendEvent("call", { name: "crash/echo", data: { n }, id: `echo-${n}` });
  await step.waitForEvent("nobody", { event: "crash/never", timeout: "1s", if: "async.data.n == event.data.n" });
  seen.push(await pass("c"), await pass("d"));
  if (seen.some((made) => made.n !== n)) throw new Error(`run ${n} was given the steps of another`);
});
const echo = client.createFunction({ id: "echo", triggers: [{ event: "crash/echo" }] }, async ({ event, step }) => {
  await step.run("echo", async () => {
    await notes`insert into mark (n, step) values (${event.data.n}, 'echo')`;
  });
});

process.once("disconnect", () => process.exit(1));
await engine.start(makeDirectHandler(client, [passage, echo]));
const { url } = await engine.listen({ port: 0 });
process.send?.({ url });
