import { addsConsent, type KnownConsent } from "@/core/consent";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { consent } from "@/db/schema/consent";
import type { importJob } from "@/db/schema/import-job";
import { HOLDS_FIRST } from "@/server/services/consents/holding";
import type { ServiceContext } from "@/server/services/context";

type Job = typeof importJob.$inferSelect;

/**
 * Records a file's basis for those of whom none is known, or a weaker one; what a person said to us before, also
 * that they take it back, is not taken away by a list. Gives how many kept what was known.
 */
export async function recordConsents(
  tx: Tx,
  ctx: ServiceContext,
  job: Pick<Job, "id" | "fileName" | "consent">,
  personIds: readonly string[],
): Promise<{ kept: number }> {
  const { workspaceId } = ctx;
  const { basis, source, wording, topicId } = job.consent;
  const known = await queryRows<KnownConsent & { person_id: string }>(tx, HOLDING, [workspaceId, personIds, topicId]);
  const knownOf = new Map(known.map((row) => [row.person_id, row]));
  const told = personIds.filter((id) => addsConsent(knownOf.get(id) ?? null, basis));
  if (told.length > 0) {
    await tx.insert(consent).values(
      told.map((personId) => ({
        id: newId("consent"),
        workspaceId,
        personId,
        topicId,
        basis,
        source,
        wording,
        proof: `${job.fileName} (${job.id})`,
        recordedAt: ctx.now(),
      })),
    );
  }
  return { kept: personIds.length - told.length };
}

const HOLDING = `
select distinct on (c.person_id) c.person_id, c.basis,
  c.basis = 'none' and bool_or(c.basis <> 'none') over (partition by c.person_id) as withdrew
from consent c
where c.workspace_id = $1::text and c.person_id = any($2::text[]) and (c.topic_id is null or c.topic_id = $3::text)
order by c.person_id, ${HOLDS_FIRST}`;
