import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { forgetHalfSeeded, noteSeedBegun, noteSeedDone } from "./half-seeded";

testDatabase();

const count = async () => (await ownerSql()<{ n: number }[]>`select count(*)::int as n from contact`)[0]?.n;

test("a seed that was stopped half way is forgotten whole, one that came to its end is kept", async () => {
  await noteSeedBegun(ownerSql());
  const { workspaceId } = await createWorkspace();
  await createContact(workspaceId);
  expect(await forgetHalfSeeded(ownerSql())).toBe(true);
  expect(await count()).toBe(0);

  await noteSeedBegun(ownerSql());
  await createContact((await createWorkspace()).workspaceId);
  await noteSeedDone(ownerSql());
  expect(await forgetHalfSeeded(ownerSql())).toBe(false);
  expect(await count()).toBe(1);
});
