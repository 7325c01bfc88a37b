import { addsConsent, knownConsent, type RecordedConsent, withdrawnTopics } from "@/core/consent";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { consent } from "@/db/schema/consent";
import type { importJob } from "@/db/schema/import-job";
import type { ServiceContext } from "@/server/services/context";
import { groupBy } from "@/server/services/touches/gather/group-by";

type Job = typeof importJob.$inferSelect;

/**
 * Records a file's basis for those of whom none is known, or a weaker one; what a person said to us before, also
 * that they take it back, is not taken away by a list: also not the withdrawal from one topic by a list for every topic.
 * Gives how many kept what was known.
 */
export async function recordConsents(
  tx: Tx,
  ctx: ServiceContext,
  job: Pick<Job, "id" | "fileName" | "consent">,
  personIds: readonly string[],
): Promise<{ kept: number }> {
  const { workspaceId } = ctx;
  const { basis, source, wording, topicId } = job.consent;
  const rows = await queryRows<RecordedConsent & { person_id: string }>(tx, RECORDED, [workspaceId, personIds]);
  const recordedOf = groupBy(rows, ({ topicId: of, basis: said }): RecordedConsent => ({ topicId: of, basis: said }));
  const told = personIds.filter((id) => addsConsent(knownConsent(recordedOf.get(id) ?? [], topicId), basis));
  if (told.length > 0) {
    const proof = `${job.fileName} (${job.id})`;
    const one = { workspaceId, proof, recordedAt: ctx.now() };
    await tx
      .insert(consent)
      .values(told.map((personId) => ({ ...one, id: newId("consent"), personId, topicId, basis, source, wording })));
    // the word recorded last holds: theirs is said again after the list's
    const said = told.flatMap((personId) =>
      topicId === null
        ? withdrawnTopics(recordedOf.get(personId) ?? []).map((withdrawn) => ({ personId, topicId: withdrawn }))
        : [],
    );
    if (said.length > 0) {
      await tx
        .insert(consent)
        .values(said.map((of) => ({ ...one, ...of, id: newId("consent"), basis: "none", source: STILL_WITHDRAWN })));
    }
  }
  return { kept: personIds.length - told.length };
}

const STILL_WITHDRAWN = "Withdrawn before; a list for every topic does not give it back";

const RECORDED = `
select person_id, topic_id as "topicId", basis from consent
where workspace_id = $1::text and person_id = any($2::text[]) order by person_id, ordinal`;
