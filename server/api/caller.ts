import "server-only";
import "@/server/database";
import { headers } from "next/headers";
import { cache } from "react";
import { type ApiContext, createContext } from "@/server/api/context";
import { createCaller } from "@/server/api/root";

/** The context of the page being rendered: its cookies, and one session read however many calls it makes. */
export const pageContext = cache(
  async (workspace: string | null): Promise<ApiContext> =>
    // A page cannot set cookies; the next call of the browser does.
    createContext({ headers: new Headers(await headers()), workspace, setCookie: () => undefined }),
);

/** Calls procedures from a server page, in the workspace of its slug: `(await workspaceApi(slug)).contacts.list({})`. */
export const workspaceApi = cache(async (slug: string) => createCaller(await pageContext(slug)));

/** The same where there is no workspace: sign-in, invitations, the list of workspaces. */
export const publicApi = cache(async () => createCaller(await pageContext(null)));
