import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";

/**
 * An authorization server on loopback that allows everything at once and is strict about the rest: registered client and
 * way back, PKCE with S256 (RFC 7636), a code good once, refresh tokens that rotate and whose reuse ends the grant.
 */
export interface AuthorizationServer {
  /** What a browser does with the address we send the member to: gives the address it ends at. */
  allow(url: string): Promise<URL>;
  stop(): Promise<void>;
}

export async function startAuthorizationServer(given: {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  onToken: (token: string) => void;
}): Promise<AuthorizationServer> {
  const codes = new Map<string, { challenge: string; grant: string }>();
  /** refresh token → its grant; a grant that is gone answers nobody */
  const refreshTokens = new Map<string, string>();
  const current = new Map<string, string>();

  function authorize(asked: URLSearchParams): string | null {
    if (asked.get("client_id") !== given.clientId || asked.get("redirect_uri") !== given.redirectUri) return null;
    const back = new URL(given.redirectUri);
    back.searchParams.set("state", asked.get("state") ?? "");
    const challenge = asked.get("code_challenge");
    if (asked.get("code_challenge_method") !== "S256" || challenge === null)
      back.searchParams.set("error", "invalid_request");
    else {
      const code = randomUUID();
      codes.set(code, { challenge, grant: randomUUID() });
      back.searchParams.set("code", code);
    }
    return back.toString();
  }

  function grantOf(form: URLSearchParams): string | null {
    if (form.get("client_id") !== given.clientId || form.get("client_secret") !== given.clientSecret) return null;
    if (form.get("grant_type") === "authorization_code") {
      const kept = codes.get(form.get("code") ?? "");
      codes.delete(form.get("code") ?? "");
      const proof = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      return kept?.challenge === proof && form.get("redirect_uri") === given.redirectUri ? kept.grant : null;
    }
    const token = form.get("refresh_token") ?? "";
    const grant = refreshTokens.get(token);
    if (grant === undefined) return null;
    if (current.get(grant) === token) return grant;
    current.delete(grant); // somebody has an old one: nobody gets more
    return null;
  }

  function answerToken(form: URLSearchParams): { status: number; body: object } {
    const grant = grantOf(form);
    if (grant === null) return { status: 400, body: { error: "invalid_grant", error_description: "grant is gone" } };
    const accessToken = `access-${randomUUID()}`;
    const refreshToken = `refresh-${randomUUID()}`;
    refreshTokens.set(refreshToken, grant);
    current.set(grant, refreshToken);
    given.onToken(accessToken);
    return {
      status: 200,
      body: { access_token: accessToken, refresh_token: refreshToken, expires_in: 3_600, token_type: "Bearer" },
    };
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", `http://127.0.0.1:${given.port}`);
    if (url.pathname === "/auth") {
      const location = authorize(url.searchParams);
      response.writeHead(location === null ? 400 : 303, location === null ? {} : { location }).end();
      return;
    }
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      const { status, body } = answerToken(new URLSearchParams(text));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(given.port, "127.0.0.1", resolve));
  return {
    async allow(url) {
      const response = await fetch(url, { redirect: "manual" });
      const location = response.headers.get("location");
      if (location === null) throw new Error(`${response.status}: the way back or the client is not registered`);
      return new URL(location);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
