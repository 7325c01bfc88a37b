import { expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { systemContext } from "@/server/services/context";
import { readFirstSteps } from "@/server/services/today/first-steps";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("the first steps are ticked off as they are done, and go away when the first mail has left", async () => {
  const world = await createWorkspace();
  const { workspaceId } = world;
  const ctx = systemContext({ workspaceId, name: "test" });
  const steps = () => withWorkspace(ctx, (tx) => readFirstSteps(tx, workspaceId));
  const none = { named: true, drawn: false, peopled: false, published: false };
  expect(await steps()).toEqual(none);
  const who = await createContact(workspaceId);
  expect(await steps()).toEqual({ ...none, peopled: true });
  await createSequence(
    workspaceId,
    drawGraph({ start: { kind: "trigger", next: { next: "end" } }, end: { kind: "exit" } }),
  );
  expect(await steps()).toEqual({ named: true, drawn: true, peopled: true, published: true });
  await requestTouches(ownerSql(), [touchOf(world, who, { key: "first" })]);
  const { claimed } = await at(monday + GATHER_MS, () => decidePeople(workspaceId, [who.personId]));
  await at(monday + GATHER_MS, () =>
    handOverTouches(workspaceId, claimed, async () => createSandboxTransport(async () => "kept")),
  );
  expect(await steps()).toBeNull();
});
