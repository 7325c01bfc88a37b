import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { createSequence } from "@/db/testing/factories";
import { enterSequences } from "@/server/services/enrollments/enter";

/** Lets a contact into a sequence that only waits. */
export async function standIn(of: { workspaceId: string; contactId: string }): Promise<string> {
  const { sequenceId } = await createSequence(
    of.workspaceId,
    drawGraph({ start: { kind: "trigger", next: { next: "end" } }, end: { kind: "exit" } }),
  );
  const [entered] = await ownerSql().begin((tx) => enterSequences(tx, [{ ...of, sequenceId, by: "hand" }]));
  if (!entered?.ok) throw new Error("not entered");
  return entered.enrollmentId;
}
