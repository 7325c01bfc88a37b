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
  const known = await queryRows<KnownConsent & { person_id: string }>(tx, HOLDING, [workspaceId, personIds, topicId]);
  const knownOf = new Map(known.map((row) => [row.person_id, row]));
  const told = personIds.filter((id) => addsConsent(knownOf.get(id) ?? null, basis));
  if (told.length > 0) {
    const withdrawn = topicId === null ? await queryRows<Withdrawal>(tx, WITHDRAWN, [workspaceId, told]) : [];
    const proof = `${job.fileName} (${job.id})`;
    const one = { workspaceId, proof, recordedAt: ctx.now() };
    await tx
      .insert(consent)
      .values(told.map((personId) => ({ ...one, id: newId("consent"), personId, topicId, basis, source, wording })));
    // the word recorded last holds: theirs is said again after the list's
    const said = withdrawn.map(({ person_id: personId, topic_id }) => ({ personId, topicId: topic_id }));
    if (said.length > 0) {
      await tx
        .insert(consent)
        .values(said.map((of) => ({ ...one, ...of, id: newId("consent"), basis: "none", source: STILL_WITHDRAWN })));
    }
  }
  return { kept: personIds.length - told.length };
}

const HOLDING = `
select distinct on (c.person_id) c.person_id, c.basis,
  c.basis = 'none' and bool_or(c.basis <> 'none') over (partition by c.person_id) as withdrew
from consent c
where c.workspace_id = $1::text and c.person_id = any($2::text[]) and (c.topic_id is null or c.topic_id = $3::text)
order by c.person_id, ${HOLDS_FIRST}`;

const STILL_WITHDRAWN = "Withdrawn before; a list for every topic does not give it back";

interface Withdrawal {
  person_id: string;
  topic_id: string;
}

const WITHDRAWN = `
select c.person_id, c.topic_id
from (
  select distinct on (person_id, topic_id) workspace_id, person_id, topic_id, basis, ordinal from consent
  where workspace_id = $1::text and person_id = any($2::text[]) and topic_id is not null
  order by person_id, topic_id, ordinal desc) c
where c.basis = 'none'
  and exists (
    select 1 from consent b
    where b.workspace_id = c.workspace_id and b.person_id = c.person_id and b.basis <> 'none' and b.ordinal < c.ordinal
      and (b.topic_id is null or b.topic_id = c.topic_id))
  and not exists (
    select 1 from consent a
    where a.workspace_id = c.workspace_id and a.person_id = c.person_id and a.topic_id is null and a.ordinal > c.ordinal)`;
