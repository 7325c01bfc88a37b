import Provider from "oidc-provider";

/**
 * An authorization server on loopback (oidc-provider): registered client and way back, PKCE (RFC 7636), a code good once,
 * refresh tokens that rotate and whose reuse ends the grant.
 */
export interface AuthorizationServer {
  /** What a member does in the browser with the address we send them to: signs in, allows it. Gives the address it ends at. */
  allow(url: string): Promise<URL>;
  stop(): Promise<void>;
}

export async function startAuthorizationServer(given: {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  scope: string;
  onToken: (token: string) => void;
}): Promise<AuthorizationServer> {
  const provider = new Provider(`http://127.0.0.1:${given.port}`, {
    clients: [
      {
        client_id: given.clientId,
        client_secret: given.clientSecret,
        redirect_uris: [given.redirectUri],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    scopes: [given.scope],
    pkce: { required: () => true },
    // Google's way: asked for by access_type, not by a scope
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    rotateRefreshToken: true,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    ttl: { AccessToken: 3_600, Interaction: 600, Session: 3_600, Grant: 86_400, RefreshToken: 86_400 },
    cookies: { keys: ["of a test"] },
  });
  provider.on("grant.success", (ctx) => {
    const { body } = ctx;
    if (typeof body === "object" && body !== null && "access_token" in body) given.onToken(String(body.access_token));
  });
  const server = provider.listen(given.port, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    allow: (url) => browse(url, given.redirectUri),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A browser with its cookies: follows, fills in the sign-in, allows what is asked, until it is sent back to us. */
async function browse(from: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { url: URL; form?: URLSearchParams } = { url: new URL(from) };
  for (let steps = 0; steps < 12; steps += 1) {
    const response = await fetch(next.url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(next.form ? { method: "POST", body: next.form } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location !== null) {
      const url = new URL(location, next.url);
      if (url.href.startsWith(redirectUri)) return url;
      next = { url };
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`${response.status}: the way back or the client is not registered: ${page.slice(0, 200)}`);
    next = {
      url: new URL(action, next.url),
      form: new URLSearchParams({ prompt, login: "ana.ruiz", password: "secret" }),
    };
  }
  throw new Error("the sign-in never came to its end");
}
