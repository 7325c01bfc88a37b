import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { acceptsCoding } from "@/core/accept-encoding";
import { isErrno } from "@/db/embedded-process";

/** In which forms a build lays each script and style sheet ready, best first (`script/supervise/compress.ts`). */
export const readyForms = [
  { coding: "br", suffix: ".br" },
  { coding: "gzip", suffix: ".gz" },
] as const;

/** Where Next lays what browsers are sent, from the checkout's folder. */
export const SCRIPTS = ".next/static/chunks";

const ADDRESS = /^\/_next\/static\/chunks\/([\w.~-]+\.(js|css))(?:\?.*)?$/;
const types: Record<string, string> = {
  js: "application/javascript; charset=UTF-8",
  css: "text/css; charset=UTF-8",
};

/**
 * Answers with what the build compressed beforehand, if that was asked for and the client takes it so. Otherwise false: Next
 * sends the file itself then, compressed anew for everybody. A file's name says its content, so it is kept for good.
 */
export async function sendReadyScript(
  request: IncomingMessage,
  response: ServerResponse,
  folder = SCRIPTS,
): Promise<boolean> {
  const [, name = "", kind = ""] = ADDRESS.exec(request.url ?? "") ?? [];
  const type = types[kind];
  const taken = request.headers["accept-encoding"];
  const form = readyForms.find(({ coding }) => acceptsCoding(taken?.toString() ?? null, coding));
  if (type === undefined || form === undefined || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const body = await readIfThere(join(folder, name + form.suffix));
  if (body === null) return false;
  const tag = `"${name}.${form.coding}"`;
  const known = request.headers["if-none-match"]?.includes(tag) ?? false;
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  response.setHeader("Vary", "Accept-Encoding");
  response.setHeader("ETag", tag);
  if (known) response.writeHead(304).end();
  else
    response
      .writeHead(200, { "Content-Type": type, "Content-Encoding": form.coding, "Content-Length": body.length })
      .end(request.method === "HEAD" ? undefined : body);
  return true;
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isErrno(error, "ENOENT", "ENAMETOOLONG")) return null;
    throw error;
  }
}
