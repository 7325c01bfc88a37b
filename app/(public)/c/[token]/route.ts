import "@/server/database";
import { followLink } from "@/server/services/signals/record-visit";
import { readVisitor } from "@/server/services/signals/visitor";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" };

/** Says nothing, loads nothing, leads nowhere: for links that are none and for the one no person sees. */
const page = (title: string, words: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title><body style="font:16px/1.5 system-ui;max-width:32rem;margin:20vh auto;padding:0 1.5rem"><h1 style="font-size:1.4rem">${title}</h1><p>${words}</p></body></html>`;

async function follow(request: Request, { params }: Context): Promise<Response> {
  const followed = await followLink((await params).token, readVisitor(request));
  if (followed.ok) return new Response(null, { status: 302, headers: { ...headers, location: followed.url } });
  const html = { ...headers, "content-type": "text/html; charset=utf-8" };
  return followed.reason === "trap"
    ? new Response(page("Nothing here", "There is nothing to see on this page."), { headers: html })
    : new Response(page("This link leads nowhere", "It is not a link of ours, or its message is gone."), {
        status: 404,
        headers: html,
      });
}

export const GET = follow;
export const HEAD = follow;
