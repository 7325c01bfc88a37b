import { describe, expect, test } from "vitest";
import { rightsOf, roles } from "@/core/rights";
import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import { member } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { rightOf } from "@/server/api/testing/rights";
import { callerOf, callOf, codeOf, fingerprint, isQuery, paths } from "@/server/api/testing/walk";
import { buildWorld, createMember, signInAs, type World } from "@/server/api/testing/world";

testDatabase();

const needed: Record<string, Record<string, string>> = rightOf;
const rightOfPath = (path: string): string => {
  const [router = "", procedure = ""] = path.split(".");
  return needed[router]?.[procedure] ?? "missing";
};
const ofWorkspaces = paths.filter((path) => rightOfPath(path) !== "account");

/** What belongs to one member, whatever the role: the world's is the owner's. */
const PERSONAL = new Set(["notifications.markRead", ...paths.filter((path) => path.startsWith("mailboxes."))]);

async function joined(role: string): Promise<{ world: World; caller: ReturnType<typeof callerOf> }> {
  const world = await buildWorld();
  const { id } = await createMember();
  const row = { id: newId("membership"), organizationId: world.workspaceId, userId: id, role };
  await withOwner((tx) => tx.insert(member).values(row));
  return { world, caller: callerOf(await signInAs(id), world.slug) };
}

describe.each(roles)("%s", (role) => {
  const rights: ReadonlySet<string> = rightsOf(role);
  const allowed = ofWorkspaces.filter((path) => rights.has(rightOfPath(path)));
  const refused = ofWorkspaces.filter((path) => !rights.has(rightOfPath(path)));

  test("is refused everything else, and nothing changes", async () => {
    const { world, caller } = await joined(role);
    const before = await fingerprint(world.workspaceId);
    const answers: string[] = [];
    for (const path of refused) answers.push(`${path} ${await codeOf(callOf(path, world)(caller))}`);
    expect(answers).toEqual(refused.map((path) => `${path} FORBIDDEN`));
    expect(await fingerprint(world.workspaceId)).toEqual(before);
  });

  // some two hundred verbs, and a world for each set of them that stand in one another's way
  test("may do what the table says", { timeout: 120_000 }, async () => {
    const reads = allowed.filter((path) => isQuery(path) && !PERSONAL.has(path));
    const { world, caller } = await joined(role);
    const answers: string[] = [];
    for (const path of reads) answers.push(`${path} ${await codeOf(callOf(path, world)(caller))}`);
    expect(answers).toEqual(reads.map((path) => `${path} OK`));

    // Writes share a world until one stands in another's way (archived before renamed): that one gets a new world.
    let left = allowed.filter((path) => !isQuery(path) && !PERSONAL.has(path));
    while (left.length > 0) {
      const at = await joined(role);
      const again: string[] = [];
      for (const [index, path] of left.entries()) {
        const code = await codeOf(callOf(path, at.world)(at.caller));
        if (code === "FORBIDDEN" || (code !== "OK" && index === 0)) expect(`${path} ${code}`).toBe(`${path} OK`);
        if (code !== "OK") again.push(path);
      }
      left = again;
    }
  });
});
