import { addsConsent } from "@/core/consent";
import type { ConsentBasis } from "@/core/facts";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { consent } from "@/db/schema/consent";
import type { importJob } from "@/db/schema/import-job";
import { HOLDS_FIRST } from "@/server/services/consents/holding";
import type { ServiceContext } from "@/server/services/context";

type Job = typeof importJob.$inferSelect;

/**
 * Records a file's basis for those of whom none is known, or a weaker one; what a person said to us before is not taken
 * away by a list. Gives how many kept what was known.
 */
export async function recordConsents(
  tx: Tx,
  ctx: ServiceContext,
  job: Pick<Job, "id" | "fileName" | "consent">,
  personIds: readonly string[],
): Promise<{ kept: number }> {
  const { workspaceId } = ctx;
  const { basis, source, wording, topicId } = job.consent;
  const known = await queryRows<{ person_id: string; basis: ConsentBasis }>(tx, HOLDING, [
    workspaceId,
    personIds,
    topicId,
  ]);
  const basisOf = new Map(known.map((row) => [row.person_id, row.basis]));
  const told = personIds.filter((id) => addsConsent(basisOf.get(id) ?? null, basis));
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
select distinct on (c.person_id) c.person_id, c.basis from consent c
where c.workspace_id = $1::text and c.person_id = any($2::text[]) and (c.topic_id is null or c.topic_id = $3::text)
order by c.person_id, ${HOLDS_FIRST}`;
