import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { env } from "@/server/env";
import { logger } from "@/server/log";
import { sendReadyScript } from "@/server/ready-script";

// The web process: what `next start` does, with the scripts a build has compressed going out as they lie there.

const log = logger("web");
const { PORT: port, HEED_HOST: hostname = "0.0.0.0" } = env();
const app = next({ dir: process.cwd(), port, hostname });
const server = createServer();
let stopping = false;

async function start(): Promise<void> {
  await app.prepare();
  const handle = app.getRequestHandler();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!(await sendReadyScript(request, response))) await handle(request, response);
  };
  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "a request could not be answered");
      if (response.headersSent) return response.destroy(); // half of an answer must not look like all of it
      response.statusCode = 500;
      response.end();
    });
  });
  server.once("error", (error) => {
    log.fatal({ err: error }, "the web server cannot listen");
    process.exit(1);
  });
  server.listen(port, hostname);
}

/** A screen that listens for changes never ends by itself. */
const PATIENCE_MS = 3_000;

/** Finishes what is asked; what it left to do afterwards is done too. */
async function stop(): Promise<void> {
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await new Promise((closed) => server.close(closed));
  clearTimeout(impatient);
  await app.close();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the web server could not stop cleanly");
        process.exit(1);
      },
    );
  });
}

start().catch((error: unknown) => {
  log.fatal({ err: error }, "the web server cannot start");
  process.exit(1);
});
