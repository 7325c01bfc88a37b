import { expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact } from "@/db/testing/factories";
import { memberContext, systemContext } from "@/server/services/context";
import { undoActs } from "@/server/services/enrollments/acts";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import {
  jumpEnrollment,
  pauseEnrollments,
  resumeEnrollments,
  skipWait,
  stopEnrollments,
} from "@/server/services/enrollments/stop";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { removeCheck } from "@/server/services/trials/checks";

testDatabase();

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "pause" } },
  pause: { kind: "delay", config: { mode: "for", duration: { amount: 3, unit: "days" } }, next: { next: "end" } },
  end: { kind: "exit" },
});

test("a marketer of another team may hold people and look, but moves nobody and changes no check", async () => {
  const of = await liveSequence(graph);
  const { workspaceId, sequenceId } = of;
  const { enrollmentId: id } = await enterPerson(of);
  await advanceEnrollments([{ workspaceId, id, epoch: null }]);
  await ownerSql()`insert into team (id, workspace_id, name) values ('tea_a', ${workspaceId}, 'A'), ('tea_b', ${workspaceId}, 'B')`;
  await ownerSql()`update sequence set team_id = 'tea_a' where id = ${sequenceId}`;
  await ownerSql()`
    insert into sequence_check (id, workspace_id, sequence_id, name, tried, expected)
    values ('chk_1', ${workspaceId}, ${sequenceId}, 'Kept', '{}', '{}')`;
  const marketer = (team: string) =>
    memberContext({ workspaceId, memberId: `mem_${team}`, role: "marketer", teamIds: [team], offsetMs: 0 });
  const theirs = marketer("tea_b");
  const forbidden = { code: "FORBIDDEN" };
  const at = { nodeId: "pause", visit: 1 };
  const who = await createContact(workspaceId);
  const enroll = { sequenceId, contactIds: [who.contactId] };
  await expect(enrollContacts({ ctx: theirs, input: enroll })).rejects.toMatchObject(forbidden);
  await expect(stopEnrollments({ ctx: theirs, input: { ids: [id], reason: "x" } })).rejects.toMatchObject(forbidden);
  await expect(skipWait({ ctx: theirs, input: { id, at, reason: "x" } })).rejects.toMatchObject(forbidden);
  await expect(jumpEnrollment({ ctx: theirs, input: { id, at, to: "end", reason: "x" } })).rejects.toMatchObject(
    forbidden,
  );
  await expect(removeCheck({ ctx: theirs, input: { checkId: "chk_1" } })).rejects.toMatchObject(forbidden);
  const [row] = await ownerSql()`select status, node_id from enrollment where id = ${id}`;
  expect(row).toEqual({ status: "active", node_id: "pause" });

  expect(await pauseEnrollments({ ctx: theirs, input: { ids: [id], reason: "On holiday" } })).toMatchObject({
    count: 1,
  });
  await resumeEnrollments({ ctx: theirs, input: { ids: [id] } });

  const ours = marketer("tea_a");
  const { acts } = await stopEnrollments({ ctx: ours, input: { ids: [id], reason: "Enough" } });
  await expect(undoActs({ ctx: theirs, input: { ids: [...acts] } })).rejects.toMatchObject(forbidden);
  expect(await undoActs({ ctx: ours, input: { ids: [...acts] } })).toMatchObject({ undone: 1 });
  await removeCheck({ ctx: ours, input: { checkId: "chk_1" } });
  expect(await enrollContacts({ ctx: systemContext({ workspaceId, name: "test" }), input: enroll })).toMatchObject({
    entered: 1,
  });
});
