import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { listArchivedSenders } from "@/server/services/senders/list";

testDatabase();

test("of a mailbox that was connected several times only the last sender is said to come back", async () => {
  const { workspaceId } = await createWorkspace();
  const memberId = newId("member");
  const add = async (address: string, archivedAt: string | null, of = memberId, transport = "mailbox") => {
    const id = newId("sender");
    await ownerSql()`insert into sender (id, workspace_id, name, address, transport, member_id, archived_at)
      values (${id}, ${workspaceId}, 'Ana', ${address}, ${transport}, ${of}, ${archivedAt})`;
    return id;
  };
  const first = await add("Ana@ours.example", "2026-01-01");
  const last = await add("ana@ours.example", "2026-02-01");
  const colleagues = await add("ana@ours.example", "2026-03-01", newId("member"));
  const before = await add("bo@ours.example", "2026-01-02");
  await add("bo@ours.example", null);
  const server = await add("ana@ours.example", "2025-01-01", memberId, "smtp");
  const rows = await listArchivedSenders({ ctx: systemContext({ workspaceId, name: "test" }) });
  expect(Object.fromEntries(rows.map(({ id, isReplaced }) => [id, isReplaced]))).toEqual({
    [first]: true,
    [before]: true,
    [last]: false,
    [colleagues]: false,
    [server]: false,
  });
});
