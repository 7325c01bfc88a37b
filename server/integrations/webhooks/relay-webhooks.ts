import type { Sql } from "postgres";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type Posted, PrivateAddressError, postSafely } from "@/server/integrations/webhooks/post-safely";
import { oweWakes } from "@/server/services/enrollments/wake";
import { openEndpointSecret } from "@/server/services/webhooks/secret";

const SET = 20;
/** Seconds until the next try after so many; then it has failed. Somebody waits for a step, nobody for a subscription. */
const STEP_RETRIES = [5, 30, 120, 600, 1_800, 3_600];
const ENDPOINT_RETRIES = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** An endpoint that took nothing for so long is switched off; a member sees why and switches it on again. */
const GIVE_UP = "5 days";
/** How long a delivery that was taken is left alone: its poster may have died. */
const LEASE_SECONDS = 60;
const IDLE_MS = 2_000;

interface Owed {
  id: string;
  workspace_id: string;
  enrollment_id: string | null;
  url: string;
  event: string;
  payload: string;
  attempts: number;
  created: string;
  endpoint_id: string | null;
  secret: string | null;
}

type Outcome =
  | { readonly state: "delivered" | "failed"; readonly status: number | null; readonly answer: string }
  | { readonly state: "waiting"; readonly status: number | null; readonly answer: string; readonly inSeconds: number };

/**
 * Posts deliveries that are due and writes what came of it; a webhook step's enrollment is woken in the same transaction.
 * Signed by the Standard Webhooks specification where the endpoint has a secret; the delivery's id stays over tries, so that
 * the other side can drop repeats. Answers ms until the next look.
 */
export async function relayWebhooks(sql: Sql, options: { allowPrivate?: boolean } = {}): Promise<number> {
  const rows = await queryRows<Owed>(sql, CLAIM, [SET, LEASE_SECONDS]);
  await Promise.all(rows.map(async (row) => write(sql, row, await deliver(row, options))));
  return rows.length === SET ? 0 : IDLE_MS;
}

async function deliver(row: Owed, options: { allowPrivate?: boolean }): Promise<Outcome> {
  const { headers, ...data } = payloadSchema.parse(JSON.parse(row.payload));
  const at = new Date();
  // the same bytes at every try: when it happened, not when it was told
  const body = JSON.stringify({ type: row.event, timestamp: row.created, data });
  const own = { "webhook-id": row.id, "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)) };
  const secret = openEndpointSecret(row.endpoint_id, row.secret);
  const signature = secret === null ? {} : { "webhook-signature": new Webhook(secret).sign(row.id, at, body) };
  try {
    return judge(await postSafely(new URL(row.url), body, { ...headers, ...own, ...signature }, options), row);
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error);
    if (error instanceof PrivateAddressError || error instanceof TypeError)
      return { state: "failed", status: null, answer };
    return again(null, answer, row); // the network's own errors
  }
}

const payloadSchema = z.looseObject({ headers: z.record(z.string(), z.string()).default({}) });

/** 2xx is taken; "later" answers are tried again; any other will not get better. */
function judge({ status, body }: Posted, row: Owed): Outcome {
  if (status >= 200 && status < 300) return { state: "delivered", status, answer: body };
  // an endpoint that answers "no" today may be mended tomorrow; one that is gone said so
  if (row.endpoint_id !== null && status !== 410) return again(status, body, row);
  if (status >= 500 || status === 408 || status === 425 || status === 429) return again(status, body, row);
  return { state: "failed", status, answer: body };
}

function again(status: number | null, answer: string, { attempts, endpoint_id }: Owed): Outcome {
  const inSeconds = (endpoint_id === null ? STEP_RETRIES : ENDPOINT_RETRIES)[attempts - 1];
  return inSeconds === undefined
    ? { state: "failed", status, answer }
    : { state: "waiting", status, answer, inSeconds };
}

async function write(sql: Sql, row: Owed, outcome: Outcome): Promise<void> {
  const inSeconds = outcome.state === "waiting" ? outcome.inSeconds : null;
  await sql.begin(async (tx) => {
    await queryRows(tx, WRITE, [row.id, outcome.state, outcome.status, outcome.answer, inSeconds]);
    if (row.endpoint_id !== null) await noteHealth(tx, row.endpoint_id, outcome);
    if (outcome.state === "waiting" || row.enrollment_id === null) return;
    await oweWakes(tx, [
      { workspaceId: row.workspace_id, enrollmentId: row.enrollment_id, cause: "webhook", ref: row.id },
    ]);
  });
}

/** One success clears it; failing for days, or being gone, switches it off. */
async function noteHealth(tx: AnyTx, endpointId: string, outcome: Outcome): Promise<void> {
  if (outcome.state === "delivered") await queryRows(tx, HEALTHY, [endpointId]);
  else await queryRows(tx, FAILING, [endpointId, outcome.status === 410]);
}

const HEALTHY = "update webhook_endpoint set failing_since = null where id = $1 and failing_since is not null";

const FAILING = `
update webhook_endpoint set failing_since = coalesce(failing_since, now()),
  enabled = enabled and not $2::bool and (failing_since is null or failing_since > now() - interval '${GIVE_UP}'),
  disabled_reason = case when not enabled then disabled_reason when $2::bool then 'It answered that it is gone (410)'
    when failing_since <= now() - interval '${GIVE_UP}' then 'It took nothing for ${GIVE_UP}' end
where id = $1`;

const CLAIM = `
update webhook_delivery d set attempts = d.attempts + 1, last_attempt_at = now(), next_attempt_at = now() + $2::int * interval '1 second'
from (select d.id, e.secret from webhook_delivery d
      left join webhook_endpoint e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id
      where d.state = 'waiting' and d.next_attempt_at <= now() and (d.endpoint_id is null or e.enabled)
      order by d.next_attempt_at limit $1::int for update of d skip locked) due
where d.id = due.id
returning d.id, d.workspace_id, d.enrollment_id, d.url, d.event, d.payload::text as payload, d.attempts,
  to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created, d.endpoint_id, due.secret`;

const WRITE = `
update webhook_delivery set state = $2::text, status_code = $3::int, answer = left($4::text, 2000),
  next_attempt_at = now() + $5::int * interval '1 second', delivered_at = case when $2::text = 'delivered' then now() end
where id = $1::text`;
