import "server-only";
import { env } from "@/server/env";

const STATE = /^([a-z0-9-]+)~(mbx_[0-9a-z]+)~[\w-]+$/;

/** Leads to the page the sign-in was begun on, which gives code and state to the verb. Nothing is done with them here. */
export function toMailboxPage(request: Request): Response {
  const given = new URL(request.url).searchParams;
  const state = given.get("state") ?? "";
  const [, slug, id] = STATE.exec(state) ?? [];
  if (slug === undefined || id === undefined)
    return new Response("This is not the way back of a sign-in that was begun here.", { status: 400 });
  const target = new URL(`${env().APP_URL}/${slug}/settings/mailboxes/${id}`);
  const code = given.get("code");
  if (code !== null) {
    target.searchParams.set("code", code);
    target.searchParams.set("state", state);
  } else target.searchParams.set("refused", (given.get("error_description") ?? given.get("error") ?? "").slice(0, 300));
  return new Response(null, {
    status: 303,
    headers: { location: target.toString(), "referrer-policy": "no-referrer" },
  });
}
