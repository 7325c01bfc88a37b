import { randomBytes } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { withOwner, withWorkspace } from "@/db/client";
import { twoFactor } from "@/db/schema/auth";
import { capRule } from "@/db/schema/cap-rule";
import { systemMail } from "@/db/schema/sandbox-mail";
import { sender } from "@/db/schema/sender";
import { topic } from "@/db/schema/topic";
import { testDatabase } from "@/db/testing/database";
import { createContext } from "@/server/api/context";
import { createCaller } from "@/server/api/root";
import { createVault, useVault } from "@/server/crypto";
import { totp } from "@/server/services/account/testing/totp";

testDatabase();
afterEach(() => useVault(undefined));

/** A browser: keeps the cookies it is given. */
function browser(workspace: string | null = null) {
  const cookies = new Map<string, string>();
  const api = (slug: string | null = workspace) =>
    createCaller(
      createContext({
        headers: new Headers({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        workspace: slug,
        setCookie: (line) => {
          const [pair = ""] = line.split(";");
          const at = pair.indexOf("=");
          if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
          else cookies.set(pair.slice(0, at), pair.slice(at + 1));
        },
      }),
    );
  return { api, cookies };
}

async function lastMail(to: string) {
  const [mail] = await withOwner((tx) =>
    tx
      .select()
      .from(systemMail)
      .where(eq(systemMail.toAddress, to))
      .orderBy(desc(systemMail.createdAt), desc(systemMail.id))
      .limit(1),
  );
  if (!mail) throw new Error(`no mail to ${to}`);
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0];
  if (!link) throw new Error("no link in the mail");
  return { subject: mail.subject, link: new URL(link) };
}

async function signedUp(name: string, email: string, password = "correct horse battery") {
  const { api, cookies } = browser();
  await api().account.signUp({ name, email, password });
  const { link } = await lastMail(email);
  const token = link.searchParams.get("token") ?? "";
  expect(await api().account.verifyEmail({ token })).toEqual({ ok: true });
  return { api, cookies };
}

describe("account", () => {
  test("sign-up waits for the address to be confirmed; the mail's link signs in", async () => {
    const { api } = browser();
    expect(
      await api().account.signUp({ name: "Ana Ruiz", email: "Ana@Example.com ", password: "correct horse battery" }),
    ).toEqual({
      ok: true,
      next: "verify",
    });
    expect(await api().account.me()).toBeNull();
    expect(await api().account.signIn({ email: "ana@example.com", password: "correct horse battery" })).toEqual({
      ok: false,
      reason: "unverified",
    });
    const { link } = await lastMail("ana@example.com");
    expect(link.pathname).toBe("/verify-email");
    expect(await api().account.verifyEmail({ token: "not-a-token" })).toEqual({ ok: false, reason: "expired" });
    expect(await api().account.verifyEmail({ token: link.searchParams.get("token") ?? "" })).toEqual({ ok: true });
    expect(await api().account.me()).toMatchObject({ name: "Ana Ruiz", email: "ana@example.com", emailVerified: true });
  });

  test("a wrong password and an unknown address get the same answer; too many tries are refused", async () => {
    await signedUp("Bo", "bo@example.com");
    const { api } = browser();
    expect(await api().account.signIn({ email: "bo@example.com", password: "wrong" })).toEqual({
      ok: false,
      reason: "wrong",
    });
    expect(await api().account.signIn({ email: "nobody@example.com", password: "wrong" })).toEqual({
      ok: false,
      reason: "wrong",
    });
    for (let tries = 1; tries < 10; tries++) await api().account.signIn({ email: "bo@example.com", password: "wrong" });
    await expect(
      api().account.signIn({ email: "bo@example.com", password: "correct horse battery" }),
    ).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
    });
  });

  test("signing up with a known address tells its owner and nobody else", async () => {
    await signedUp("Cy", "cy@example.com");
    const { api } = browser();
    expect(await api().account.signUp({ name: "Eve", email: "cy@example.com", password: "something else 1" })).toEqual({
      ok: true,
      next: "verify",
    });
    expect((await lastMail("cy@example.com")).subject).toMatch(/already have an account/);
    expect(await api().account.signIn({ email: "cy@example.com", password: "something else 1" })).toEqual({
      ok: false,
      reason: "wrong",
    });
  });

  test("a new password by mail: once, and it ends every session", async () => {
    const { api } = await signedUp("Di", "di@example.com");
    const other = browser();
    expect(await other.api().account.requestReset({ email: "nobody@example.com" })).toEqual({ ok: true });
    await other.api().account.requestReset({ email: "di@example.com" });
    const token = (await lastMail("di@example.com")).link.searchParams.get("token") ?? "";
    expect(await other.api().account.resetPassword({ token, password: "a whole new word" })).toEqual({ ok: true });
    expect(await other.api().account.resetPassword({ token, password: "a whole new word" })).toEqual({
      ok: false,
      reason: "expired",
    });
    expect(await api().account.me()).toBeNull();
    expect(await other.api().account.signIn({ email: "di@example.com", password: "a whole new word" })).toEqual({
      ok: true,
      next: "in",
    });
  });

  test("errors stand at their field", async () => {
    const { api } = browser();
    await expect(api().account.signUp({ name: "", email: "no", password: "short" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const { api: mine } = await signedUp("Ed", "ed@example.com");
    await expect(mine().account.changePassword({ current: "wrong", next: "a whole new word" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { fields: [{ path: "current", message: "That is not your password" }] },
    });
  });

  test("a second factor is asked for from its first code on; a backup code works once", async () => {
    const { api } = await signedUp("Flo", "flo@example.com");
    await expect(api().account.enableTwoFactor({ password: "wrong" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const { uri, backupCodes } = await api().account.enableTwoFactor({ password: "correct horse battery" });
    await expect(api().account.confirmTwoFactor({ code: "000000" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await api().account.confirmTwoFactor({ code: totp(new URL(uri).searchParams.get("secret") ?? "") })).toEqual(
      { ok: true },
    );

    const other = browser();
    const credentials = { email: "flo@example.com", password: "correct horse battery" };
    expect(await other.api().account.signIn(credentials)).toEqual({ ok: true, next: "two-factor" });
    expect(await other.api().account.me()).toBeNull();
    expect(await other.api().account.verifyTwoFactor({ code: "000000" })).toEqual({ ok: false, reason: "wrong" });
    const [code = ""] = backupCodes;
    expect(await other.api().account.verifyTwoFactor({ code, backup: true })).toEqual({ ok: true });
    expect(await other.api().account.me()).toMatchObject({ email: "flo@example.com", twoFactorEnabled: true });
    await other.api().account.signOut();
    expect(await other.api().account.me()).toBeNull();
    await other.api().account.signIn(credentials);
    expect(await other.api().account.verifyTwoFactor({ code, backup: true })).toEqual({ ok: false, reason: "wrong" });

    await expect(api().account.renewBackupCodes({ password: "wrong" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const renewed = await api().account.renewBackupCodes({ password: "correct horse battery" });
    const [old = ""] = backupCodes.slice(1);
    expect(await other.api().account.verifyTwoFactor({ code: old, backup: true })).toEqual({
      ok: false,
      reason: "wrong",
    });
    const [fresh = ""] = renewed.backupCodes;
    expect(await other.api().account.verifyTwoFactor({ code: fresh, backup: true })).toEqual({ ok: true });
    await api().account.disableTwoFactor({ password: "correct horse battery" });
    expect(await browser().api().account.signIn(credentials)).toEqual({ ok: true, next: "in" });
  });

  test("a second factor works on when a new key stands before the old one, also one that names no key", async () => {
    const key = (id: string) => ({ id, secret: randomBytes(32) });
    const [older, newer, newest] = [key("k1"), key("k2"), key("k3")];
    const credentials = { email: "fay@example.com", password: "correct horse battery" };
    useVault(createVault([older]));
    const { api } = await signedUp("Fay", credentials.email);
    const { uri, backupCodes } = await api().account.enableTwoFactor({ password: credentials.password });
    const secret = new URL(uri).searchParams.get("secret") ?? "";
    await api().account.confirmTwoFactor({ code: totp(secret) });
    const signInWith = async (code: string, backup = false) => {
      const other = browser();
      expect(await other.api().account.signIn(credentials)).toEqual({ ok: true, next: "two-factor" });
      return other.api().account.verifyTwoFactor({ code, backup });
    };
    useVault(createVault([newer, older]));
    expect(await signInWith(backupCodes[0] ?? "", true)).toEqual({ ok: true }); // which seals the others anew
    useVault(createVault([newest, newer, older]));
    expect(await signInWith(backupCodes[1] ?? "", true)).toEqual({ ok: true });
    await withOwner((tx) =>
      tx.update(twoFactor).set({ secret: sql`regexp_replace(${twoFactor.secret}, '^\\$ba\\$\\d+\\$', '')` }),
    );
    expect(await signInWith(totp(secret))).toEqual({ ok: true });
  });
});

describe("workspaces and invitations", () => {
  test("a new workspace has rules, quiet hours, a sandbox sender and two topics; its slug is its own", async () => {
    const { api } = await signedUp("Gil", "gil@example.com");
    const first = await api().workspaces.create({ name: "Café Blu", timeZone: "Europe/Rome" });
    const second = await api().workspaces.create({ name: "Café Blu" });
    expect([first.slug, second.slug]).toEqual(["cafe-blu", "cafe-blu-2"]);
    const { workspace, me } = await api(first.slug).workspace.get();
    expect(workspace).toMatchObject({ name: "Café Blu", timeZone: "Europe/Rome", sandbox: true });
    expect(me).toMatchObject({ role: "owner" });
    const rows = await withWorkspace({ workspaceId: first.id }, async (tx) => ({
      rules: (await tx.select().from(capRule)).map(({ name }) => name).sort(),
      topics: (await tx.select().from(topic)).length,
      senders: (await tx.select().from(sender)).map(({ transport }) => transport),
    }));
    expect(rows).toEqual({
      rules: ["Marketing at least 20 hours apart", "One message a day", "Three messages a week"],
      topics: 2,
      senders: ["sandbox"],
    });
    await api().workspaces.switch({ slug: second.slug });
    expect((await api().workspaces.list()).map(({ slug, last }) => ({ slug, last }))).toEqual([
      { slug: "cafe-blu", last: false },
      { slug: "cafe-blu-2", last: true },
    ]);
  });

  test("an invitation is for its address, once; the role it gives is the role one has", async () => {
    const owner = await signedUp("Hal", "hal@example.com");
    const { slug } = await owner.api().workspaces.create({ name: "Halcyon" });
    const stranger = await signedUp("Ike", "ike@example.com");
    const { id } = await owner.api(slug).members.invite({ email: "joy@example.com", role: "marketer" });
    const { link, subject } = await lastMail("joy@example.com");
    expect([link.pathname, subject]).toEqual([`/join/${id}`, "Hal invites you to Halcyon on Heed"]);
    expect(await browser().api().invitations.get({ id })).toMatchObject({ workspaceName: "Halcyon", state: "pending" });
    expect(await stranger.api().invitations.accept({ id })).toEqual({
      ok: false,
      reason: "other-address",
      email: "joy@example.com",
    });
    await expect(stranger.api(slug).members.list()).rejects.toMatchObject({ code: "FORBIDDEN" });

    const joy = await signedUp("Joy", "joy@example.com");
    expect([await stranger.api().invitations.open(), await joy.api().invitations.open()]).toEqual([null, { id }]);
    expect(await joy.api().invitations.accept({ id })).toEqual({ ok: true, slug });
    expect(await joy.api().invitations.open()).toBeNull();
    expect(await joy.api().invitations.accept({ id })).toEqual({ ok: false, reason: "gone" });
    expect((await joy.api(slug).workspace.get()).me).toMatchObject({ role: "marketer" });
    await expect(joy.api(slug).members.invite({ email: "kit@example.com", role: "viewer" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(owner.api(slug).members.invite({ email: "joy@example.com", role: "viewer" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("the last owner stays; an admin makes no owners", async () => {
    const owner = await signedUp("Lou", "lou@example.com");
    const { slug } = await owner.api().workspaces.create({ name: "Lounge" });
    const { me } = await owner.api(slug).workspace.get();
    const admin = await signedUp("Mia", "mia@example.com");
    const { id } = await owner.api(slug).members.invite({ email: "mia@example.com", role: "admin" });
    await admin.api().invitations.accept({ id });
    await expect(owner.api(slug).members.changeRole({ memberId: me.id, role: "admin" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(owner.api(slug).members.remove({ memberId: me.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(admin.api(slug).members.changeRole({ memberId: me.id, role: "viewer" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(admin.api(slug).members.invite({ email: "ned@example.com", role: "owner" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const mia = (await admin.api(slug).workspace.get()).me;
    await owner.api(slug).members.remove({ memberId: mia.id });
    await expect(admin.api(slug).workspace.get()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a cancelled invitation is gone; a second one replaces the first", async () => {
    const owner = await signedUp("Noa", "noa@example.com");
    const { slug } = await owner.api().workspaces.create({ name: "Noon" });
    const first = await owner.api(slug).members.invite({ email: "oz@example.com", role: "sales" });
    const second = await owner.api(slug).members.invite({ email: "oz@example.com", role: "support" });
    const { invitations } = await owner.api(slug).members.list();
    expect(invitations.map(({ id, role }) => ({ id, role }))).toEqual([{ id: second.id, role: "support" }]);
    expect(await browser().api().invitations.get({ id: first.id })).toMatchObject({ state: "cancelled" });
    await owner.api(slug).members.cancelInvitation({ id: second.id });
    await expect(owner.api(slug).members.cancelInvitation({ id: second.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
