import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { listPeople } from "@/server/services/sequences/people";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS } from "@/server/services/touches/request";
import { at, monday } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("the people of two sequences that want one person at once: the held one says why and until when, the other nothing", async () => {
  const { workspaceId, senderId, topicId } = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  const who = await createContact(workspaceId);
  const inside = async (subject: string, priority: number): Promise<string> => {
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config: { senderId, topicId, subject, body: subject }, next: { next: "end" } },
      end: { kind: "exit" },
    });
    const { sequenceId } = await createSequence(workspaceId, graph, { priority });
    const [entered] = await ownerSql().begin((tx) =>
      enterSequences(tx, [{ workspaceId, sequenceId, contactId: who.contactId, by: "hand" }]),
    );
    if (!entered?.ok) throw new Error(JSON.stringify(entered));
    await advanceEnrollments([{ workspaceId, id: entered.enrollmentId, epoch: null }]);
    return sequenceId;
  };
  const [welcome, offer] = await at(monday, async () => [
    await inside("The welcome", 60),
    await inside("The offer", 50),
  ]);
  await at(monday + GATHER_MS, () => decidePeople(workspaceId, [who.personId]));

  const ctx = systemContext({ workspaceId, name: "test" });
  const heldIn = async (id = "") => (await listPeople({ ctx, input: { id } })).items.map(({ held }) => held);
  expect(await heldIn(welcome)).toEqual([null]);
  expect((await heldIn(offer))[0]).toMatch(
    /^Held until Tue 5 May 10:00: one message in 24 hours is the limit; “The welcome” .*fills it/,
  );
});
