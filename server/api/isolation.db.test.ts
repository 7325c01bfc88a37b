import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { inputs } from "@/server/api/testing/inputs";
import { callerOf, callOf, codeOf, fingerprint, inputOf, isQuery, paths } from "@/server/api/testing/walk";
import { buildWorld, createMember, signInAs, type World } from "@/server/api/testing/world";
import { createWorkspace } from "@/server/services/workspaces/create";

testDatabase();

/** Procedures that are about an account, not about a workspace: account.db.test.ts runs them. */
const OF_ACCOUNTS = new Set(["account", "invitations", "workspaces"]);

describe("every procedure", () => {
  let outsider: string;
  let elsewhere: string;
  let shared: World;
  beforeAll(async () => {
    shared = await buildWorld();
    const { id } = await createMember();
    outsider = await signInAs(id);
    elsewhere = (await createWorkspace({ ctx: { memberId: id }, input: { name: "Elsewhere" } })).slug;
  });

  test("has an input in the record, and the record names no other", () => {
    const named = Object.entries(inputs).flatMap(([router, of]) => Object.keys(of).map((name) => `${router}.${name}`));
    expect(named.sort()).toEqual([...paths].sort());
  });

  const ofWorkspaces = paths.filter((path) => !OF_ACCOUNTS.has(path.split(".")[0] ?? ""));

  test.each(ofWorkspaces)("%s is refused to an outsider by either door, and changes nothing", async (path) => {
    const call = callOf(path, shared);
    const before = await fingerprint(shared.workspaceId);
    // through the door of a workspace that is not theirs
    expect(await codeOf(call(callerOf(outsider, shared.slug)))).toBe("FORBIDDEN");
    // through their own door, with ids from next door
    const own = await codeOf(call(callerOf(outsider, elsewhere)));
    const namesRow = JSON.stringify(inputOf(path, shared) ?? {}).match(/"[a-z]{3}_[0-9a-z]{20,}"/) !== null;
    if (namesRow) expect(own).toMatch(/^(NOT_FOUND|FORBIDDEN)$/);
    // by nobody
    expect(await codeOf(call(callerOf("", shared.slug)))).toBe("UNAUTHORIZED");
    expect(await fingerprint(shared.workspaceId)).toEqual(before);
  });

  /** The world of those before; what one of them has used up is there again in a new one. */
  let used: World | undefined;
  test.each(ofWorkspaces)("%s succeeds for the owner with the same input", async (path) => {
    const succeedsIn = async (world: World) => callOf(path, world)(callerOf(await signInAs(world.ownerId), world.slug));
    if (isQuery(path)) return expect(await succeedsIn(shared)).toBeDefined();
    const before = used && (await succeedsIn(used).catch(() => undefined));
    if (before !== undefined) return;
    used = await buildWorld();
    expect(await succeedsIn(used)).toBeDefined();
  });

  test.each(["workspaces.switch", "invitations.accept"])("%s opens nothing to an outsider", async (path) => {
    const world = await buildWorld();
    const before = await fingerprint(world.workspaceId);
    const answer = await callOf(path, world)(callerOf(outsider, elsewhere)).catch((error: unknown) => error);
    expect(answer).toMatchObject(
      path === "workspaces.switch" ? { code: "FORBIDDEN" } : { ok: false, reason: "other-address" },
    );
    expect(await fingerprint(world.workspaceId)).toEqual(before);
  });
});
