import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { env } from "@/server/env";
import { MailboxTrouble } from "@/server/mailbox/trouble";

export type OAuthProvider = "google" | "microsoft";

/** One provider's client, as the operator registered it. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly scope: string;
  /** What makes Google give a refresh token every time. */
  readonly extra: Readonly<Record<string, string>>;
}

/** EMAIL.md §6.6: mail scopes only; Outlook's must not be mixed with Graph's. */
const SCOPES: Readonly<Record<OAuthProvider, string>> = {
  google: "https://mail.google.com/",
  microsoft: "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
};

/** Null where the operator has registered no client: a password is then the only way. */
export function oauthClient(provider: OAuthProvider): OAuthClient | null {
  const e = env();
  if (provider === "google") {
    if (e.GOOGLE_CLIENT_ID === undefined || e.GOOGLE_CLIENT_SECRET === undefined) return null;
    return {
      clientId: e.GOOGLE_CLIENT_ID,
      clientSecret: e.GOOGLE_CLIENT_SECRET,
      authorizeUrl: e.GOOGLE_AUTHORIZE_URL,
      tokenUrl: e.GOOGLE_TOKEN_URL,
      scope: SCOPES.google,
      extra: { access_type: "offline", prompt: "consent" },
    };
  }
  if (e.MICROSOFT_CLIENT_ID === undefined || e.MICROSOFT_CLIENT_SECRET === undefined) return null;
  return {
    clientId: e.MICROSOFT_CLIENT_ID,
    clientSecret: e.MICROSOFT_CLIENT_SECRET,
    authorizeUrl: e.MICROSOFT_AUTHORIZE_URL,
    tokenUrl: e.MICROSOFT_TOKEN_URL,
    scope: SCOPES.microsoft,
    extra: { prompt: "select_account" },
  };
}

export const redirectUri = (): string => `${env().APP_URL}/api/mailboxes/callback`;

/** What an authorization must come back with (RFC 6749 §10.12, RFC 7636). Kept sealed until then. */
export interface PendingAuth {
  readonly state: string;
  readonly verifier: string;
}

/** Where the member goes to allow it, and what to keep. */
export function startAuthorization(
  provider: OAuthProvider,
  of: { state: string; loginHint: string },
): { url: string; pending: PendingAuth } {
  const client = clientOf(provider);
  const verifier = randomBytes(48).toString("base64url");
  const url = new URL(client.authorizeUrl);
  const params = {
    ...client.extra,
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: redirectUri(),
    scope: client.scope,
    state: of.state,
    login_hint: of.loginHint,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return { url: url.toString(), pending: { state: of.state, verifier } };
}

export interface Tokens {
  readonly accessToken: string;
  /** Absent: the one we have stays good. */
  readonly refreshToken?: string | undefined;
  readonly expiresInSeconds: number;
}

/** `ok: false`: the grant itself is dead (`invalid_grant`, RFC 6749 §5.2), however often it is asked for. */
export type TokenAnswer = { ok: true; tokens: Tokens } | { ok: false; words: string };

export const exchangeCode = (provider: OAuthProvider, code: string, verifier: string): Promise<TokenAnswer> =>
  askToken(provider, { grant_type: "authorization_code", code, redirect_uri: redirectUri(), code_verifier: verifier });

export const refreshTokens = (provider: OAuthProvider, refreshToken: string): Promise<TokenAnswer> =>
  askToken(provider, { grant_type: "refresh_token", refresh_token: refreshToken });

const grantSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().int().positive().default(3_600),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** @throws MailboxTrouble when it cannot be asked now, or refuses us (a wrong client secret) rather than the grant */
async function askToken(provider: OAuthProvider, form: Record<string, string>): Promise<TokenAnswer> {
  const client = clientOf(provider);
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(client.tokenUrl, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ ...form, client_id: client.clientId, client_secret: client.clientSecret }),
      signal: AbortSignal.timeout(15_000),
    });
    body = await response.json();
  } catch (error) {
    throw new MailboxTrouble("unreachable", "The sign-in service does not answer now", { cause: error });
  }
  const grant = grantSchema.safeParse(body);
  if (response.ok && grant.success) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresInSeconds } = grant.data;
    return { ok: true, tokens: { accessToken, refreshToken, expiresInSeconds } };
  }
  const refusal = refusalSchema.safeParse(body);
  const words = refusal.success
    ? (refusal.data.error_description ?? refusal.data.error)
    : `It answered ${response.status}`;
  if (refusal.success && refusal.data.error === "invalid_grant") return { ok: false, words: words.slice(0, 400) };
  // busy is not no; and a client the operator has to mend is no member's to sign in to again
  const isBusy = response.status >= 500 || response.status === 429;
  throw new MailboxTrouble(isBusy ? "unreachable" : "refused", words.slice(0, 400));
}

function clientOf(provider: OAuthProvider): OAuthClient {
  const client = oauthClient(provider);
  if (!client) throw new MailboxTrouble("refused", `Signing in with ${provider} is not set up on this Heed`);
  return client;
}
