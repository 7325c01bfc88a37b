import type { AccountContext } from "@/server/services/account/context";
import { readSession, type SignedIn } from "@/server/services/account/read-session";
import { type OpenedWorkspace, openWorkspace } from "@/server/services/workspaces/open";

/** Names the workspace a call is about; the page's slug. */
export const WORKSPACE_HEADER = "x-heed-workspace";

/** What every procedure is given. Session and workspace are read when first asked for, once per request. */
export interface ApiContext {
  readonly account: AccountContext;
  session(): Promise<SignedIn | null>;
  /** @throws ForbiddenError when the member may not enter. */
  open(memberId: string): Promise<OpenedWorkspace>;
}

export function createContext(request: {
  headers: Headers;
  workspace: string | null;
  setCookie(cookie: string): void;
}): ApiContext {
  const account: AccountContext = {
    headers: request.headers,
    ip: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "local",
    setCookie: request.setCookie,
  };
  let session: Promise<SignedIn | null> | undefined;
  let opened: Promise<OpenedWorkspace> | undefined;
  return {
    account,
    session: () => {
      session ??= readSession(account);
      return session;
    },
    open: (memberId) => {
      opened ??= openWorkspace(memberId, request.workspace ?? "");
      return opened;
    },
  };
}
