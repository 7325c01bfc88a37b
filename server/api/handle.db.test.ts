import { beforeAll, describe, expect, test, vi } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { handleTrpc } from "@/server/api/handle";
import { buildWorld, createMember, signInAs, type World } from "@/server/api/testing/world";
import * as listModule from "@/server/services/teams/list";

testDatabase();

let world: World;
let cookie: string;
beforeAll(async () => {
  world = await buildWorld();
  cookie = await signInAs(world.ownerId);
});

async function post(path: string, input: unknown, headers: Record<string, string> = {}) {
  const answer = await handleTrpc(
    new Request(`http://heed.example/api/trpc/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        host: "heed.example",
        "x-heed-workspace": world.slug,
        cookie,
        ...headers,
      },
      body: JSON.stringify({ json: input }),
    }),
  );
  return { status: answer.status, cookies: answer.headers.getSetCookie(), text: await answer.text() };
}

const errorOf = (text: string) => JSON.parse(text).error.json;

describe("tRPC over HTTP", () => {
  test("a page of another site may not call, our own may", async () => {
    const input = { title: "Call" };
    expect((await post("tasks.create", input, { origin: "https://evil.example" })).status).toBe(403);
    expect((await post("tasks.create", input, { origin: "null" })).status).toBe(403);
    expect((await post("tasks.create", input, { origin: "http://heed.example" })).status).toBe(200);
    expect((await post("tasks.create", input)).status).toBe(200);
  });

  test("a call that says more than any of ours is refused, counted by its sender or here", async () => {
    expect((await post("tasks.create", { title: "Call" }, { "content-length": "64000001" })).status).toBe(413);
    const pieces = new ReadableStream({
      pull: (out) => out.enqueue(new Uint8Array(1_000_000)), // for ever
    });
    const uncounted = new Request("http://heed.example/api/trpc/account.signIn", {
      method: "POST",
      headers: { host: "heed.example", "content-type": "application/json" },
      body: pieces,
      ...{ duplex: "half" },
    });
    expect((await handleTrpc(uncounted)).status).toBe(413);
  });

  test("queries travel as POST, and as GET nothing is changed", async () => {
    expect((await post("workspace.get", null)).status).toBe(200);
    const url = `http://heed.example/api/trpc/tasks.create?input=${encodeURIComponent('{"json":{"title":"x"}}')}`;
    const answer = await handleTrpc(
      new Request(url, { headers: { host: "heed.example", "x-heed-workspace": world.slug, cookie } }),
    );
    expect(answer.status).toBe(405);
  });

  test("errors name their fields and the workspace's door is watched", async () => {
    const wrong = await post("contacts.create", { email: "no-address" });
    expect(wrong.status).toBe(400);
    expect(errorOf(wrong.text)).toMatchObject({
      message: "Some fields need attention",
      data: { code: "BAD_REQUEST", fields: [{ path: "email", message: "This is not an e-mail address" }] },
    });
    const taken = await post("contacts.create", { email: "ana@acme.example" });
    expect(errorOf(taken.text)).toMatchObject({ data: { code: "CONFLICT", fields: [{ path: "email" }] } });
    const { id } = await createMember();
    expect((await post("contacts.list", {}, { cookie: await signInAs(id) })).status).toBe(403);
    expect((await post("contacts.list", {}, { "x-heed-workspace": "nowhere" })).status).toBe(403);
    expect((await post("contacts.list", {}, { cookie: "" })).status).toBe(401);
  });

  test("what went wrong inside stays inside", async () => {
    const broken = vi
      .spyOn(listModule, "listTeams")
      .mockRejectedValue(new Error('relation "secret_table" does not exist'));
    const answer = await post("teams.list", null);
    broken.mockRestore();
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret_table");
    expect(answer.text).not.toContain("stack");
    expect(errorOf(answer.text).message).toBe("Something went wrong on our side. It has been noted.");
  });

  test("signing out clears the session's cookie", async () => {
    const mine = await signInAs(world.ownerId);
    expect((await post("workspace.get", null, { cookie: mine })).status).toBe(200);
    const out = await post("account.signOut", null, { cookie: mine });
    expect(out.cookies.join()).toMatch(/heed\.session_token=;.*Max-Age=0/i);
    expect((await post("workspace.get", null, { cookie: mine })).status).toBe(401);
  });
});
