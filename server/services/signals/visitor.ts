import { createHash } from "node:crypto";

/** Who fetched a pixel or followed a link, as far as the request tells. */
export interface Visitor {
  readonly method: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  /** The browser said that it only looks ahead. */
  readonly prefetch: boolean;
}

const LONGEST_AGENT = 500;
const PREFETCH = /prefetch|prerender|preview/i;

/** Reads the visitor off a request. Next puts the peer's address into X-Forwarded-For where no proxy did. */
export function readVisitor(request: Request): Visitor {
  const header = (name: string) => request.headers.get(name)?.trim() || null;
  const purpose = ["purpose", "sec-purpose", "x-purpose", "x-moz"].map((name) => header(name) ?? "").join(" ");
  return {
    method: request.method.toUpperCase(),
    userAgent: header("user-agent")?.slice(0, LONGEST_AGENT) ?? null,
    ip: header("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64) || null,
    prefetch: PREFETCH.test(purpose),
  };
}

/** The same visitor again: a name that gives nothing away. */
export const visitorKey = (visitor: Visitor): string =>
  createHash("sha256")
    .update(JSON.stringify([visitor.method, visitor.userAgent, visitor.ip, visitor.prefetch]))
    .digest("base64url")
    .slice(0, 16);
