import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { type Dovecot, freePort, startDovecot } from "@/server/mailbox/testing/dovecot";
import { answer, looked, mailboxWorld, opened, soon, stateOfMailbox, stopped } from "@/server/mailbox/testing/heard";
import { enterPerson } from "@/server/services/enrollments/testing/enrolled";
import { openSecret, readMailboxRow } from "@/server/services/mailboxes/load-account";
import { freshToken } from "@/server/services/mailboxes/refresh-token";

// Before anything reads the environment: where this Google gives its tokens.
const port = await freePort();
vi.stubEnv("GOOGLE_CLIENT_ID", "heed");
vi.stubEnv("GOOGLE_CLIENT_SECRET", "s3cret");
vi.stubEnv("GOOGLE_TOKEN_URL", `http://127.0.0.1:${port}/token`);

testDatabase();
let dovecot: Dovecot;
let desk: Server;
/** The one refresh token that is good now, whose it is, and how often one was asked for. */
const grant = { refresh: "", user: "", asked: 0, secret: "s3cret" };
const { watch, peer, close } = opened();

beforeAll(async () => {
  dovecot = await startDovecot();
  desk = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      const form = new URLSearchParams(text);
      grant.asked += 1;
      response.setHeader("content-type", "application/json");
      if (form.get("client_secret") !== grant.secret) {
        response.writeHead(401).end(JSON.stringify({ error: "invalid_client", error_description: "Unauthorized" }));
        return;
      }
      if (form.get("refresh_token") !== grant.refresh) {
        response
          .writeHead(400)
          .end(JSON.stringify({ error: "invalid_grant", error_description: "Token has been revoked." }));
        return;
      }
      grant.refresh = `refresh-${grant.asked}`; // the old one is dead at once
      const access = `access-${grant.asked}`;
      dovecot.tokens.clear();
      dovecot.tokens.set(access, grant.user);
      response.end(JSON.stringify({ access_token: access, refresh_token: grant.refresh, expires_in: 3_600 }));
    });
  });
  await new Promise<void>((resolve) => desk.listen(port, "127.0.0.1", resolve));
});
afterEach(close);
afterAll(async () => {
  await dovecot.stop();
  await new Promise((resolve) => desk.close(resolve));
});

test("an expired token is renewed before it is used, one taken back is renewed once more, a dead grant asks the member", async () => {
  grant.refresh = "refresh-0";
  const of = await mailboxWorld(dovecot, {
    signIn: "google",
    secret: { kind: "tokens", accessToken: "access-old", refreshToken: "refresh-0" },
    accessExpiresAt: new Date(Date.now() - 60_000),
  });
  grant.user = of.address;
  const person = await enterPerson(of);
  await watch();
  await looked(of);
  expect(grant.asked).toBe(1);
  const row = await readMailboxRow(of.mailboxId);
  expect(openSecret(of.mailboxId, "google", row?.credentials ?? "")).toEqual({
    kind: "tokens",
    accessToken: "access-1",
    refreshToken: "refresh-1",
  });
  await (await peer(dovecot, of.address)).append("INBOX", answer(person.email, of));
  await stopped(person.enrollmentId);

  // the server ends the session and the token with it, before its date
  dovecot.tokens.clear();
  await dovecot.kill();
  await dovecot.start();
  await vi.waitFor(() => expect(grant.asked).toBe(2), soon);
  const again = await enterPerson(of);
  await (await peer(dovecot, of.address)).append("INBOX", answer(again.email, of));
  await stopped(again.enrollmentId);
  expect((await stateOfMailbox(of))?.status).toBe("connected");

  grant.refresh = "gone";
  dovecot.tokens.clear();
  await dovecot.kill();
  await dovecot.start();
  await vi.waitFor(async () => expect((await stateOfMailbox(of))?.status).toBe("needs_reauth"), soon);
  expect(await stateOfMailbox(of)).toMatchObject({ trouble: "Token has been revoked." });
  const asked = grant.asked;
  const [told] = await ownerSql()`select count(*)::int as n from notification where workspace_id = ${of.workspaceId}`;
  expect(told?.n).toBe(1);
  expect(asked).toBe(3); // a dead grant is asked for once
});

test("a client secret that was changed at the provider is no member's to mend: nobody is signed out", async () => {
  Object.assign(grant, { refresh: "refresh-0", secret: "rotated" });
  const of = await mailboxWorld(dovecot, {
    signIn: "google",
    secret: { kind: "tokens", accessToken: "access-old", refreshToken: "refresh-0" },
    accessExpiresAt: new Date(Date.now() - 60_000),
  });
  for (let n = 0; n < 4; n += 1) {
    const trouble = await freshToken(of.mailboxId).catch((error: unknown) => error);
    expect(trouble).toMatchObject({ kind: "refused", words: "Unauthorized" });
  }
  expect((await stateOfMailbox(of))?.status).toBe("connected");
  grant.secret = "s3cret";
  expect(await freshToken(of.mailboxId)).toMatch(/^access-/);
});
