import { randomBytes } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { createVault, useVault, vault } from "@/server/crypto";
import { resealCredentials } from "@/server/services/credentials/reseal";
import { openSecret, readMailboxRow } from "@/server/services/mailboxes/load-account";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";

testDatabase();
const key = (id: string) => ({ id, secret: randomBytes(32) });
const [older, newest, lost] = [key("k1"), key("k2"), key("k0")];
const rotated = createVault([newest, older]);
afterAll(() => useVault(undefined));

test("what stands under an older key gets the newest; what no key opens stays and is counted; nothing is done twice", async () => {
  useVault(createVault([older]));
  const { workspaceId, senderId } = await createWorkspace();
  const connected = { workspaceId, imapPort: 1, secret: { kind: "password", password: "old secret" } } as const;
  const { mailboxId } = await connectMailbox({ ...connected, address: "ana@ours.example" });
  const place = { table: "sender", column: "credentials", rowId: senderId };
  await ownerSql()`
    update sender set transport = 'smtp', credentials = ${vault().seal("sender", place, "of a sender")} where id = ${senderId}`;
  useVault(createVault([lost]));
  const { mailboxId: other } = await connectMailbox({ ...connected, address: "jo@ours.example" });

  useVault(rotated);
  expect(await resealCredentials()).toEqual({ sealed: 2, broken: 1 });
  const row = await readMailboxRow(mailboxId);
  expect(row?.credentials?.split(".")[1]).toBe("k2");
  expect(openSecret(mailboxId, "password", row?.credentials ?? "")).toEqual({
    kind: "password",
    password: "old secret",
  });
  const [sender] = await ownerSql()`select credentials from sender where id = ${senderId}`;
  expect(createVault([newest]).open("sender", place, String(sender?.credentials))).toBe("of a sender");
  expect((await readMailboxRow(other))?.credentials?.split(".")[1]).toBe("k0");
  expect(await resealCredentials()).toEqual({ sealed: 0, broken: 1 });
});
