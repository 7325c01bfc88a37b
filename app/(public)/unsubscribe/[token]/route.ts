import "@/server/database";
import { leave, leaveAll, undoLeaving } from "@/server/services/leaving/leave";
import { readForm } from "../../read-form";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" };
const empty = (status: number) => new Response(null, { status, headers });
const seePage = (token: string, status: 302 | 303) =>
  new Response(null, {
    status,
    headers: { ...headers, location: `/unsubscribe/${encodeURIComponent(token)}/confirm` },
  });

/** Looking changes nothing: a page with a button. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return seePage((await params).token, 302);
}

export const HEAD = (): Response => empty(200);

/**
 * A mail program's one click (RFC 8058 §3.2: no cookie, no redirect, an empty answer), or one of the page's buttons, which
 * leads back to the page.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const form = await readForm(request);
  if (form?.get("List-Unsubscribe") === "One-Click") return empty((await leave(token, "one-click")) ? 200 : 404);
  const verbs: Record<string, (token: string) => Promise<boolean>> = {
    leave: (of) => leave(of, "unsubscribe-page"),
    all: leaveAll,
    undo: undoLeaving,
  };
  const verb = verbs[String(form?.get("do") ?? "")];
  if (!verb) return empty(400);
  await verb(token);
  return seePage(token, 303);
}
