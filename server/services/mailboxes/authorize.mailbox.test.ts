import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { toMailboxPage } from "@/server/api/mailbox-callback";
import { type AuthorizationServer, startAuthorizationServer } from "@/server/mailbox/testing/authorization-server";
import { type Dovecot, freePort, startDovecot } from "@/server/mailbox/testing/dovecot";
import { type SmtpPeer, startSmtpPeer } from "@/server/mailbox/testing/smtp-peer";
import { memberContext } from "@/server/services/context";
import { finishOauth, startOauth } from "@/server/services/mailboxes/authorize";
import { getMailbox } from "@/server/services/mailboxes/list";
import { openSecret, readMailboxRow } from "@/server/services/mailboxes/load-account";
import { freshToken } from "@/server/services/mailboxes/refresh-token";
import { startMailbox } from "@/server/services/mailboxes/start";

// Before anything reads the environment: a Google of our own.
const port = await freePort();
vi.stubEnv("APP_URL", "http://localhost:3999");
vi.stubEnv("GOOGLE_CLIENT_ID", "heed");
vi.stubEnv("GOOGLE_CLIENT_SECRET", "s3cret");
vi.stubEnv("GOOGLE_AUTHORIZE_URL", `http://127.0.0.1:${port}/auth`);
vi.stubEnv("GOOGLE_TOKEN_URL", `http://127.0.0.1:${port}/token`);

testDatabase();
const address = "ana.ruiz@gmail.com";
let dovecot: Dovecot;
let smtp: SmtpPeer;
let google: AuthorizationServer;
beforeAll(async () => {
  dovecot = await startDovecot();
  smtp = await startSmtpPeer({ good: (token) => dovecot.tokens.get(token) === address });
  google = await startAuthorizationServer({
    port,
    clientId: "heed",
    clientSecret: "s3cret",
    redirectUri: "http://localhost:3999/api/mailboxes/callback",
    scope: "https://mail.google.com/",
    onToken: (token) => dovecot.tokens.set(token, address),
  });
});
afterAll(() => Promise.all([dovecot.stop(), smtp.stop(), google.stop()]));

async function begun() {
  const { workspaceId } = await createWorkspace();
  const ctx = memberContext({ workspaceId, memberId: newId("member"), role: "sales", teamIds: [], offsetMs: 0 });
  const { id } = await startMailbox({ ctx, input: { address, name: "Ana" } });
  await ownerSql()`
    update mailbox set imap_host = '127.0.0.1', imap_port = ${dovecot.port}, smtp_host = '127.0.0.1', smtp_port = ${smtp.port}
    where id = ${id}`;
  return { ctx, id };
}

test("the member allows it on the provider's page: tokens are kept sealed, tried, and rotate when they are refreshed", async () => {
  const { ctx, id } = await begun();
  const started = await startOauth({ ctx, input: { id } });
  if (!started.ok) throw new Error(started.words);
  const asked = new URL(started.url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    scope: "https://mail.google.com/",
    access_type: "offline",
    code_challenge_method: "S256",
    login_hint: address,
  });
  const back = await google.allow(started.url);
  const page = toMailboxPage(new Request(back)).headers.get("location") ?? "";
  expect(page).toContain(`/settings/mailboxes/${id}?code=`);
  const { code = "", state = "" } = Object.fromEntries(new URL(page).searchParams);
  expect(await finishOauth({ ctx, input: { id, code, state: `${state}x` } })).toMatchObject({ ok: false });
  const done = await finishOauth({ ctx, input: { id, code, state } });
  expect(done).toMatchObject({
    ok: true,
    checks: [
      { what: "imap", ok: true },
      { what: "sent", ok: true },
      { what: "smtp", ok: true },
    ],
  });
  expect(await getMailbox({ ctx, input: { id } })).toMatchObject({
    step: "folders",
    signIn: "google",
    configured: true,
  });
  // one code, one try
  expect(await finishOauth({ ctx, input: { id, code, state } })).toMatchObject({ ok: false });

  const kept = async () => {
    const row = await readMailboxRow(id);
    return openSecret(id, "google", row?.credentials ?? "");
  };
  const first = await kept();
  if (first.kind !== "tokens") throw new Error("no tokens");
  expect(await freshToken(id)).toBe(first.accessToken);
  // many ask at once: one refresh
  await ownerSql()`update mailbox set access_expires_at = now() + interval '4 minutes' where id = ${id}`;
  const fresh = await Promise.all(Array.from({ length: 5 }, () => freshToken(id)));
  expect(new Set(fresh).size).toBe(1);
  expect(fresh[0]).not.toBe(first.accessToken);
  const second = await kept();
  expect(second).toMatchObject({ accessToken: fresh[0] });
  expect(second).not.toMatchObject({ refreshToken: first.refreshToken });
  expect(dovecot.tokens.has(fresh[0] ?? "")).toBe(true);
});

test("a way back nobody was sent on leads nowhere", async () => {
  expect(toMailboxPage(new Request("http://localhost:3999/api/mailboxes/callback?code=x&state=evil")).status).toBe(400);
  const refused = toMailboxPage(
    new Request("http://localhost:3999/api/mailboxes/callback?error=access_denied&state=acme~mbx_01abc~x"),
  );
  expect(refused.headers.get("location")).toBe(
    "http://localhost:3999/acme/settings/mailboxes/mbx_01abc?refused=access_denied",
  );
});
