import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendReadyScript } from "@/server/ready-script";
import { compressScripts } from "./compress";

const script = "export const answer = 42;\n".repeat(50);
let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "heed-scripts-"));
  writeFileSync(join(folder, "a.js"), script);
  writeFileSync(join(folder, "b.css"), "p { color: red }");
  await compressScripts(folder);
  writeFileSync(join(folder, "late.js"), script); // not compressed
  server = createServer(async (asked, answer) => {
    if (!(await sendReadyScript(asked, answer, folder))) answer.writeHead(418).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Asks a server that has nothing but what is ready, as the browser would: nothing is unpacked. */
const ask = (name: string, headers: Record<string, string>, method = "GET") =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const path = `/_next/static/chunks/${name}`;
    const asked = request({ port, path, method, headers }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, body });
    });
    asked.once("error", reject).end();
  });

test("a script goes out in the best form a client takes, unchanged, and says so", async () => {
  const brotli = await ask("a.js", { "accept-encoding": "gzip, deflate, br" });
  expect(brotli.headers).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": "br",
    "content-length": String(brotli.body.length),
    "content-type": "application/javascript; charset=UTF-8",
    etag: '"a.js.br"',
    vary: "Accept-Encoding",
  });
  expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
  const zipped = await ask("a.js", { "accept-encoding": "gzip" });
  expect(zipped.headers.etag).toBe('"a.js.gzip"');
  expect(gunzipSync(zipped.body).toString()).toBe(script);
  expect((await ask("b.css", { "accept-encoding": "br" })).headers["content-type"]).toMatch("text/css");
});

test("who has it already, or asks only about it, gets no bytes", async () => {
  const again = await ask("a.js", { "accept-encoding": "br", "if-none-match": 'W/"a.js.br"' });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const asked = await ask("a.js", { "accept-encoding": "br" }, "HEAD");
  expect([asked.status, asked.headers["content-encoding"], asked.body.length]).toEqual([200, "br", 0]);
});

test("what is not there in a form somebody takes is left to Next", async () => {
  const toNext: [string, Record<string, string>, string?][] = [
    ["late.js", { "accept-encoding": "br" }],
    ["late.js", { "accept-encoding": "br", "if-none-match": '"late.js.br"' }],
    ["a.js", {}],
    ["a.js.br", { "accept-encoding": "br" }],
    [`${"a".repeat(300)}.js`, { "accept-encoding": "br" }], // longer than a file's name may be
    ["x/../a.js", { "accept-encoding": "br" }],
    ["a.js", { "accept-encoding": "br" }, "POST"],
  ];
  for (const asked of toNext) expect((await ask(...asked)).status).toBe(418);
});

test("nothing half written is left", () => {
  expect(readdirSync(folder).sort()).toEqual([
    "a.js",
    "a.js.br",
    "a.js.gz",
    "b.css",
    "b.css.br",
    "b.css.gz",
    "late.js",
  ]);
});
