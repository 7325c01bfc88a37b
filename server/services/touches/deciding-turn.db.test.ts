import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { inDecidingTurn } from "./deciding-turn";

testDatabase();

const HOLD = "select pg_advisory_lock(hashtext('deciding'), hashtext($1))";
const LET_GO = "select pg_advisory_unlock(hashtext('deciding'), hashtext($1))";

test("two processes decide about people of a workspace one after the other, those of two workspaces at once", async () => {
  const here = await createWorkspace();
  const there = await createWorkspace();
  let open = 0;
  const most: number[] = [];
  const decide = (workspaceId: string) =>
    inDecidingTurn(workspaceId, async (tx) => {
      open += 1;
      most.push(open);
      await tx.unsafe("select pg_sleep(0.1)");
      open -= 1;
    });
  await Promise.all([1, 2, 3].map(() => decide(here.workspaceId)));
  expect(most).toEqual([1, 1, 1]);
  most.length = 0;
  await Promise.all([decide(here.workspaceId), decide(there.workspaceId)]);
  expect(most).toEqual([1, 2]);
});

test("a set that fails is undone and gives the turn back", async () => {
  const { workspaceId } = await createWorkspace();
  const failed = inDecidingTurn(workspaceId, async (tx) => {
    await tx.unsafe("update workspace_setting set legal_name = 'changed' where workspace_id = $1", [workspaceId]);
    await tx.unsafe("select 1 / 0");
  });
  await expect(failed).rejects.toThrow("division by zero");
  const [row] = await inDecidingTurn(workspaceId, (tx) =>
    tx.unsafe<{ legal_name: string }[]>("select legal_name from workspace_setting where workspace_id = $1", [
      workspaceId,
    ]),
  );
  expect(row?.legal_name).not.toBe("changed");
  const [locks] = await ownerSql()<{ n: number }[]>`select count(*)::int as n from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  expect(locks?.n).toBe(0);
});

const KILL = "select pg_terminate_backend($1::int)";
const OWN = "select pg_backend_pid() as pid";

test("a connection that is lost in the middle of a set ends the set, not the deciding", async () => {
  const { workspaceId } = await createWorkspace();
  const lost = inDecidingTurn(workspaceId, async (tx) => {
    const [own] = await tx.unsafe<{ pid: number }[]>(OWN);
    await ownerSql().unsafe(KILL, [own?.pid ?? 0]);
    await tx.unsafe("select pg_sleep(5)");
    return "decided";
  });
  await expect(lost).rejects.toThrow(/terminat|CONNECTION_CLOSED/);
  expect(await inDecidingTurn(workspaceId, async () => "decided")).toBe("decided");
});

test("a turn whose connection is lost lets the next one in, and says so where nothing was decided yet", async () => {
  const { workspaceId } = await createWorkspace();
  const lost = inDecidingTurn(workspaceId, async (tx) => {
    await tx.unsafe(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    await tx.unsafe("select pg_sleep(0.2)");
    return "decided";
  });
  await expect(lost).rejects.toThrow(/terminat|CONNECTION_CLOSED/);
  expect(await inDecidingTurn(workspaceId, async () => "decided")).toBe("decided");
});

test("a process that was stopped in its turn keeps each other one waiting for two seconds, once", async () => {
  const { workspaceId } = await createWorkspace();
  const other = await ownerSql().reserve();
  try {
    await other.unsafe(HOLD, [workspaceId]);
    const began = performance.now();
    expect(await inDecidingTurn(workspaceId, async () => "decided")).toBe("decided");
    const first = performance.now() - began;
    expect(first).toBeGreaterThan(1_900);
    expect(await inDecidingTurn(workspaceId, async () => "decided")).toBe("decided");
    expect(performance.now() - began - first).toBeLessThan(1_000);
  } finally {
    await other.unsafe(LET_GO, [workspaceId]);
    other.release();
  }
});
