import type { Sql } from "postgres";
import { toStorableText } from "@/core/storable-text";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { OwedDelivery } from "@/server/integrations/webhooks/claim-deliveries";
import type { DeliveryOutcome } from "@/server/integrations/webhooks/deliver";
import { oweWakes } from "@/server/services/enrollments/wake";

/** An endpoint that took nothing for so long is switched off; a member sees why and switches it on again. */
const GIVE_UP = "5 days";
const KEPT_CHARS = 2_000;

/** Writes what came of a try; a webhook step's enrollment is woken in the same transaction. */
export async function writeOutcome(sql: Sql, row: OwedDelivery, outcome: DeliveryOutcome): Promise<void> {
  const inSeconds = outcome.state === "waiting" ? outcome.inSeconds : null;
  const answer = toStorableText(outcome.answer.slice(0, KEPT_CHARS));
  await sql.begin(async (tx) => {
    await queryRows(tx, WRITE, [row.id, outcome.state, outcome.status, answer, inSeconds]);
    if (row.endpoint_id !== null) await noteHealth(tx, row.endpoint_id, outcome);
    if (outcome.state === "waiting" || row.enrollment_id === null) return;
    await oweWakes(tx, [
      { workspaceId: row.workspace_id, enrollmentId: row.enrollment_id, cause: "webhook", ref: row.id },
    ]);
  });
}

/** One success clears it; failing makes it wait, failing for days, or being gone, switches it off. */
async function noteHealth(tx: AnyTx, endpointId: string, outcome: DeliveryOutcome): Promise<void> {
  if (outcome.state === "delivered") await queryRows(tx, HEALTHY, [endpointId]);
  else await queryRows(tx, FAILING, [endpointId, outcome.status === 410]);
}

const HEALTHY = `
update webhook_endpoint set failing_since = null, quiet_until = null
where id = $1 and (failing_since is not null or quiet_until is not null)`;

// left alone for half as long again as it has been failing: 5 seconds at first, an hour at most
const FAILING = `
update webhook_endpoint set failing_since = coalesce(failing_since, now()),
  quiet_until = now() + least(interval '1 hour', greatest(interval '5 seconds', (now() - coalesce(failing_since, now())) / 2)),
  enabled = enabled and not $2::bool and (failing_since is null or failing_since > now() - interval '${GIVE_UP}'),
  disabled_reason = case when not enabled then disabled_reason when $2::bool then 'It answered that it is gone (410)'
    when failing_since <= now() - interval '${GIVE_UP}' then 'It took nothing for ${GIVE_UP}' end
where id = $1`;

const WRITE = `
update webhook_delivery set state = $2::text, status_code = $3::int, answer = $4::text,
  next_attempt_at = now() + $5::int * interval '1 second', delivered_at = case when $2::text = 'delivered' then now() end
where id = $1::text`;
