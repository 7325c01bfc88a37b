/** What the account verbs need of a request: its cookies, and where to put new ones. There is no workspace yet. */
export interface AccountContext {
  readonly headers: Headers;
  /** The caller's address as the proxy told us, for the limit on tries. */
  readonly ip: string;
  setCookie(cookie: string): void;
}

/** Hands better-auth's cookies to the answer. */
export function passCookies(ctx: AccountContext, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) ctx.setCookie(cookie);
}
