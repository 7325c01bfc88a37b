import type { Graph } from "@/core/graph";
import { toJsonObject } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { enterSequences } from "@/server/services/enrollments/enter";

/** A live sequence with this graph; its emails get the workspace's sender and topic. */
export async function liveSequence(draw: Graph) {
  const workspace = await createWorkspace();
  const { senderId, topicId } = workspace;
  const nodes = Object.fromEntries(
    Object.entries(draw.nodes).map(([id, node]) => [
      id,
      node.kind === "email" ? { ...node, config: toJsonObject({ ...node.config, senderId, topicId }) } : node,
    ]),
  );
  const sequence = await createSequence(workspace.workspaceId, { ...draw, nodes });
  return { ...workspace, ...sequence };
}

/** `count` new people, entered by hand. */
export async function enterPeople(of: { workspaceId: string; sequenceId: string }, count: number) {
  const people: Awaited<ReturnType<typeof createContact>>[] = [];
  for (let n = 0; n < count; n += 1) people.push(await createContact(of.workspaceId));
  const outcomes = await ownerSql().begin((tx) =>
    enterSequences(
      tx,
      people.map(({ contactId }) => ({ ...of, contactId, by: "hand" as const })),
    ),
  );
  return outcomes.map((outcome, index) => {
    const person = people[index];
    if (!outcome.ok || !person) throw new Error(`not entered: ${outcome.ok ? "" : outcome.reason}`);
    return { ...person, enrollmentId: outcome.enrollmentId };
  });
}

/** One new person, entered by hand. */
export async function enterPerson(of: { workspaceId: string; sequenceId: string }) {
  const [person] = await enterPeople(of, 1);
  if (!person) throw new Error("nobody entered");
  return person;
}
