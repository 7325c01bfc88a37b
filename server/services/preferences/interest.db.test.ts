import { expect, test } from "vitest";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { getInterest } from "@/server/services/preferences/interest";
import { resetInterest } from "@/server/services/preferences/manage";
import { requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("interest names the messages it was read from, and a reset forgets them, audited", async () => {
  const world = await createWorkspace();
  const ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
  const who = await createContact(world.workspaceId);
  const input = { contactId: who.contactId };
  expect(await getInterest({ ctx, input })).toEqual([]);
  const keys = ["one", "two", "three", "four", "five"];
  for (const [n, key] of keys.entries()) {
    await requestTouches(ownerSql(), [touchOf(world, who, { key, subject: `Mail ${key}` })]);
    const when = new Date(toEpochMs(monday - (50 - n * 10) * DAY_MS));
    await ownerSql()`
      update touch set state = 'accepted', counted_at = ${when}, claimed_at = ${when}, accepted_at = ${when}, content_hash = 'x',
        subject = ${`Mail ${key}`}
      where workspace_id = ${world.workspaceId} and key = ${key}`;
  }
  const cold = await at(monday, () => getInterest({ ctx, input }));
  expect(cold).toMatchObject([{ topicId: world.topicId, name: "Product news", state: "cold", fadesAt: null }]);
  expect(cold[0]?.from).toHaveLength(5);
  expect(cold[0]?.from[0]).toContain("Mail five");

  await at(monday, () => resetInterest({ ctx, input: { ...input, topicId: world.topicId } }));
  expect(await at(monday, () => getInterest({ ctx, input }))).toMatchObject([{ state: "unknown", from: [] }]);
  const [row] = await ownerSql()`
    select person_id from audit where workspace_id = ${world.workspaceId} and action = 'interest.reset'`;
  expect(row).toEqual({ person_id: who.personId });
});
