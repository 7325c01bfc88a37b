import "server-only";
import { Hono } from "hono";
import { letIn, needScope, readKey } from "@/server/api/public/guard";
import { sendProblem, toProblem } from "@/server/api/public/problem";
import type { PublicEnv } from "@/server/api/public/route-parts";
import { readBody } from "@/server/api/read-body";
import { segmentBatch } from "@/server/services/segment/messages";
import { takeSegmentBatch } from "@/server/services/segment/take-batch";

/** Segment's limit is 500 kB a batch; a library's own count may be off by the envelope. */
const MOST_BYTES = 1_000_000;
const BATCHES = new Set(["batch", "import", "b"]);
const KINDS: Readonly<Record<string, string>> = {
  identify: "identify",
  i: "identify",
  track: "track",
  t: "track",
  page: "page",
  p: "page",
  screen: "screen",
  s: "screen",
  group: "group",
  g: "group",
  alias: "alias",
  a: "alias",
};

/**
 * Segment's HTTP tracking API, below /v1: what their libraries send goes in unchanged, with an API key as the write key
 * (Basic, Bearer, or in the body), packed with gzip or not. A message we cannot read is left out and named; it never loses the others.
 */
export const segmentApp = new Hono<PublicEnv>().basePath("/v1");

segmentApp.onError(toProblem);
segmentApp.notFound((c) => sendProblem(c, 404, "Not found", `There is nothing at ${c.req.path}`, []));

segmentApp.post("/:call", async (c) => {
  const call = c.req.param("call");
  if (!BATCHES.has(call) && !Object.hasOwn(KINDS, call)) return c.notFound();
  const said = await readBody(c.req.raw, MOST_BYTES);
  if (said === null) return sendProblem(c, 413, "Too much", "At most 1,000,000 bytes a call", []);
  const body: unknown = JSON.parse(await said.text());
  if (typeof body !== "object" || body === null) return sendProblem(c, 400, "Malformed", "The body is no object", []);
  const written = Reflect.get(body, "writeKey");
  await letIn(c, readKey(c.req.header("authorization")) || (typeof written === "string" ? written : ""));
  needScope(c, "events");
  const kind = KINDS[call];
  if (kind !== undefined) {
    const taken = await takeSegmentBatch(c.var.service, { batch: [{ ...body, type: kind }] });
    return c.json({ success: taken.stored === 1, ...(taken.dropped.length > 0 ? { dropped: taken.dropped } : {}) });
  }
  const batch = segmentBatch.safeParse(body);
  if (!batch.success) return sendProblem(c, 400, "Malformed batch", "`batch` is a list of up to 2,500 messages", []);
  const { dropped } = await takeSegmentBatch(c.var.service, batch.data);
  return c.json({ success: true, ...(dropped.length > 0 ? { dropped } : {}) });
});
