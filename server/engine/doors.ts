import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toMemo } from "./driver";
import type { EngineEvent } from "./functions";
import { isJsonObject, type Json, parseJson } from "./json";
import type { Checkpoint } from "./save";
import { readOps } from "./sdk-call";
import { readSentEvents } from "./sent-events";

type Reply = { status: number; body: Json };

export type Doors = {
  takeEvents: (events: EngineEvent[]) => Promise<void>;
  /** Answers false when the lease is lost. */
  checkpoint: (checkpoint: Checkpoint) => Promise<boolean>;
};

/** `POST /e/:key`, as an Inngest server answers it. Any key is taken, as by a dev server: the door is for loopback. */
async function postEvents(doors: Doors, body: Json): Promise<Reply> {
  const sent = readSentEvents(body);
  if ("problem" in sent) return { status: 400, body: { error: sent.problem, status: 400 } };
  await doors.takeEvents(sent.events);
  return { status: 200, body: { ids: sent.events.map((event) => event.id), status: 200 } };
}

/** `POST /v1/checkpoint/:run/async`. 409 tells the SDK to stop: another worker has the run. */
async function postCheckpoint(doors: Doors, runId: string, body: Json): Promise<Reply> {
  if (!isJsonObject(body) || typeof body.qi_id !== "string" || !Array.isArray(body.steps))
    return { status: 400, body: { error: "a checkpoint needs qi_id and steps" } };
  const ops = readOps(body.steps);
  const odd = ops.find((op) => op.op !== "ran");
  if (odd !== undefined)
    return { status: 400, body: { error: `a checkpoint cannot hold ${odd.op === "unsupported" ? odd.name : odd.op}` } };
  const held = await doors.checkpoint({ runId, lease: body.qi_id, memos: ops.flatMap(toMemo) });
  return held ? { status: 200, body: {} } : { status: 409, body: { error: "stale dispatch" } };
}

/** What the Inngest client calls instead of the network. */
export function makeFetch(doors: Doors): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const text = input instanceof Request ? await input.text() : init?.body;
    if (typeof text !== "string")
      return toResponse({ status: 400, body: { error: `${url.pathname}: the body must be text` } });
    const [, first, second, third, fourth] = url.pathname.split("/");
    if (first === "e") return toResponse(await postEvents(doors, parseJson(text)));
    if (first === "v1" && second === "checkpoint" && third !== undefined && fourth === "async")
      return toResponse(await postCheckpoint(doors, decodeURIComponent(third), parseJson(text)));
    return toResponse({ status: 501, body: { error: `the embedded engine does not do ${url.pathname}` } });
  };
}

/** A body costs ten times what the rest of a Response does, and of an accepted checkpoint nobody reads it. */
function toResponse({ status, body }: Reply): Response {
  if (isJsonObject(body) && Object.keys(body).length === 0) return new Response(null, { status });
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

const LARGEST_BODY = 4_000_000;

/** Serves `POST /e/:key` and `GET /health`; steps cannot be posted from outside. */
export function makeServer(doors: Doors, onError: (error: unknown) => void): Server {
  return createServer((request, response) => {
    answer(doors, request)
      .catch((error: unknown): Reply => {
        onError(error);
        return { status: 500, body: { error: "internal error", status: 500 } };
      })
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
  });
}

async function answer(doors: Doors, request: IncomingMessage): Promise<Reply> {
  const path = (request.url ?? "").split("?")[0] ?? "";
  if (request.method === "GET" && path === "/health") return { status: 200, body: { status: 200 } };
  if (request.method !== "POST" || !/^\/e\/[^/]+$/.test(path))
    return { status: 404, body: { error: "not found", status: 404 } };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new Error("a request body came in something other than bytes");
    size += chunk.length;
    if (size > LARGEST_BODY) return { status: 413, body: { error: "body too large", status: 413 } };
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    return await postEvents(doors, parseJson(text));
  } catch (error) {
    if (error instanceof SyntaxError)
      return { status: 400, body: { error: `not JSON: ${error.message}`, status: 400 } };
    throw error;
  }
}

/** Begins to listen; port 0 takes a free one. */
export async function listenOn(
  server: Server,
  port: number,
  host: string,
): Promise<{ port: number; close: () => Promise<void> }> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port, // a TCP server's address is never a path
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
