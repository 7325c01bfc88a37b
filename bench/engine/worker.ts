import "@/server/inngest/without-async-context";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { createEngine } from "@/server/engine/engine";
import { makeDirectHandler } from "@/server/inngest/direct-handler";
import { type Mark, makeFunctions } from "./functions";

/*
 * A process that runs the benchmark's functions, on the embedded engine (--database) or for an Inngest server (--inngest).
 * Tells its parent where events go, then every 20 ms which steps began.
 */
const { values } = parseArgs({ options: { database: { type: "string" }, inngest: { type: "string" } } });
const marks: Mark[] = [];
setInterval(() => {
  if (marks.length > 0) process.send?.({ marks: marks.splice(0) });
}, 20);
const mark = (made: Mark) => marks.push(made);
const note = (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);

async function embedded(databaseUrl: string): Promise<string> {
  const engine = createEngine({ databaseUrl, logger: { info: () => undefined, warn: note, error: note } });
  const client = new Inngest({ id: "bench", isDev: true, fetch: engine.fetch });
  await engine.start(makeDirectHandler(client, makeFunctions(client, mark)));
  process.once("SIGTERM", async () => {
    await engine.stop();
    process.exit(0);
  });
  return (await engine.listen({ port: 0 })).url;
}

async function served(baseUrl: string): Promise<string> {
  const client = new Inngest({ id: "bench", isDev: true, baseUrl });
  const server = createServer(serve({ client, functions: makeFunctions(client, mark) }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a path
  const registered = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!registered.ok) throw new Error(`the Inngest server did not take the functions: ${await registered.text()}`);
  process.once("SIGTERM", () => process.exit(0));
  return baseUrl;
}

process.once("disconnect", () => process.exit(1));
const url = values.inngest === undefined ? await embedded(values.database ?? "") : await served(values.inngest);
process.send?.({ url });
