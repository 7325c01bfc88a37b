import { toSafeNext } from "./safe-next";

/** Header in which proxy.ts says by which address a page was asked for. */
export const ASKED_PATH = "x-heed-asked";

/** To sign-in, and from there on to the page of the workspace that was asked for; without one, to its start. */
export function signInPath(slug: string, asked: string | null): string {
  const path = toSafeNext(asked);
  return `/sign-in?next=${encodeURIComponent(path.startsWith(`/${slug}/`) ? path : `/${slug}`)}`;
}
