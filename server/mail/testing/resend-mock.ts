import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A mail the provider took. The same touch twice in the list is a mail somebody got twice. */
export interface TakenMail {
  readonly touch: string;
  readonly to: string;
  readonly subject: string;
}

/** Where a request can be held: it has come in; its mail is taken and nothing was answered; all was said. */
export type Point = "arrived" | "taken" | "answered";

/** What is done to a request: how it fails, and whether the mail is taken all the same. */
export type Failure = keyof typeof failures;

interface Doing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
}

const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const fault =
  (statusCode: number, name: string, headers: Record<string, string> = {}) =>
  ({ response }: Doing) =>
    answer(response, statusCode, { statusCode, name, message: "no" }, headers);
const html = ({ response }: Doing) =>
  response.writeHead(502, { "content-type": "text/html" }).end("<html><h1>502 Bad gateway</h1></html>");
const cut = ({ request }: Doing) => request.socket.destroy();
const half = ({ response, id }: Doing) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "400" });
  response.write(`{"id":"${id}`, () => response.destroy());
};
const empty = ({ response }: Doing) => response.writeHead(200, { "content-type": "application/json" }).end();

/** All ways EMAIL §7 lists: of the network, of a gateway before them, of their rates, of their keys. */
export const failures = {
  "cut before it was read": { taken: false, act: cut },
  "cut after it was taken": { taken: true, act: cut },
  "half an answer": { taken: true, act: half },
  "an answer without a word": { taken: true, act: empty },
  "a gateway's page": { taken: false, act: html },
  "a gateway's page over a mail that was taken": { taken: true, act: html },
  "500": { taken: false, act: fault(500, "internal_server_error") },
  "500 over a mail that was taken": { taken: true, act: fault(500, "application_error") },
  "503": { taken: false, act: fault(503, "service_unavailable") },
  "too fast": { taken: false, act: fault(429, "rate_limit_exceeded", { "retry-after": "1" }) },
  "much too fast": { taken: false, act: fault(429, "rate_limit_exceeded", { "retry-after": "3" }) },
  "the day's quota": { taken: false, act: fault(429, "daily_quota_exceeded") },
  "a twin is under way": { taken: false, act: fault(409, "concurrent_idempotent_requests") },
  "a wrong key": { taken: false, act: fault(401, "invalid_api_key") },
  "a domain they do not know": { taken: false, act: fault(403, "validation_error") },
} as const;

export interface ResendMock {
  readonly url: string;
  readonly taken: readonly TakenMail[];
  /** How often each failure was played. */
  readonly played: ReadonlyMap<Failure, number>;
  /** Requests that used a known key for other words: whoever sends them has lost count. */
  readonly conflicts: number;
  /** Holds the next request that comes to this point, and gives what lets it go on. */
  reach(point: Point): Promise<() => void>;
  close(): Promise<void>;
}

/**
 * The provider's HTTP API as far as sending needs it (Resend's wire format), on loopback: it honours idempotency keys as they
 * do, and fails as the plan says. It shares no code with what it is there to test.
 * @param failureOf of the n-th request; null: it works
 */
export async function startResendMock(
  failureOf: (n: number, to: string) => Failure | "refuse" | null,
): Promise<ResendMock> {
  const taken: TakenMail[] = [];
  const played = new Map<Failure, number>();
  const known = new Map<string, { words: string; id: string; done: boolean }>();
  const holds: { point: Point; reached: (go: () => void) => void }[] = [];
  let count = 0;
  let conflicts = 0;

  /** Nothing to wait for unless somebody asked for a request at this point. */
  async function pass(point: Point): Promise<void> {
    const index = holds.findIndex((hold) => hold.point === point);
    const [hold] = index < 0 ? [] : holds.splice(index, 1);
    if (hold) await new Promise<void>((go) => hold.reached(go));
  }

  async function take(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
    const mail = JSON.parse(text) as { to: string; subject: string; tags: { name: string; value: string }[] };
    const touch = mail.tags.find(({ name }) => name === "touch")?.value ?? "";
    const key = request.headers["idempotency-key"]?.toString() ?? `none-${count}`;
    const words = createHash("sha256").update(text).digest("hex");
    const before = known.get(key);
    count += 1;
    const failure = failureOf(count, mail.to);
    await pass("arrived");
    if (before && before.words !== words) {
      conflicts += 1;
      return void fault(409, "invalid_idempotent_request")({ request, response, id: "" });
    }
    if (before && !before.done) return void fault(409, "concurrent_idempotent_requests")({ request, response, id: "" });
    if (failure === "refuse") return void fault(422, "validation_error")({ request, response, id: "" });
    const how = failure === null ? null : failures[failure];
    if (failure !== null) played.set(failure, (played.get(failure) ?? 0) + 1);
    const mine = known.get(key) ?? { words, id: `re-${touch}-${taken.length}`, done: false };
    if (how === null || how.taken) {
      if (!known.has(key)) {
        known.set(key, mine);
        taken.push({ touch, to: mail.to, subject: mail.subject });
        await pass("taken");
        mine.done = true;
      }
    }
    const doing = { request, response, id: mine.id };
    if (how === null) answer(response, 200, { id: mine.id });
    else how.act(doing);
    await pass("answered");
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      take(request, response, Buffer.concat(chunks).toString()).catch((error: unknown) =>
        response.destroy(error as Error),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    played,
    get conflicts() {
      return conflicts;
    },
    reach: (point) => new Promise((reached) => holds.push({ point, reached })),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
