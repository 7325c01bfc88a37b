import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { prefixes } from "@/db/ids";
import { audit } from "@/db/schema/audit";
import { realNow } from "@/server/clock";
import { memberIdOf, type ServiceContext } from "@/server/services/context";

const HOUR_MS = 3_600_000;

/**
 * Writes down that a member looked at somebody's data (SEMANTICS §8): one row for a member, a person and an hour, whatever is
 * opened in it. Last in the transaction that read: two pages opened at once wait for each other no longer than a commit.
 */
export async function noteLook(tx: Tx, ctx: ServiceContext, personId: string | null): Promise<void> {
  const memberId = memberIdOf(ctx);
  if (memberId === null || personId === null) return;
  const { workspaceId } = ctx;
  const hour = Math.floor(realNow().getTime() / HOUR_MS);
  // the id says whose look of which hour it is, so that the second one finds the first
  const hash = createHash("sha256").update(`${workspaceId} ${memberId} ${personId} ${hour}`).digest("hex");
  await tx
    .insert(audit)
    .values({
      id: `${prefixes.audit}_${hash.slice(0, 32)}`,
      workspaceId,
      memberId,
      action: "person.viewed",
      subjectRef: personId,
      personId,
    })
    .onConflictDoNothing();
}
