import { type NextRequest, NextResponse } from "next/server";
import { ASKED_PATH } from "@/components/auth/asked-path";

/** Tells a workspace's pages by which address they were asked for: their layout, which sends to sign-in, does not know it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const { pathname, searchParams } = request.nextUrl;
  searchParams.delete("_rsc"); // Next's own
  headers.set(ASKED_PATH, pathname + (searchParams.size === 0 ? "" : `?${searchParams}`));
  return NextResponse.next({ request: { headers } });
}

/** Pages of a workspace: what recipients, programs and mail programs ask for goes its own short way. */
export const config = {
  matcher: "/((?!(?:_next|api|v1|o|c|f|card|file|confirm|unsubscribe|preferences|verify|sandbox)/)[^/]+/.+)",
};
