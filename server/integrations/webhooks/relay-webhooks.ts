import type { Sql } from "postgres";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { queryRows } from "@/db/query-rows";
import { type Posted, PrivateAddressError, postSafely } from "@/server/integrations/webhooks/post-safely";
import { oweWakes } from "@/server/services/enrollments/wake";

const SET = 20;
/** Seconds until the next try after so many; then it has failed. */
const RETRY_SECONDS = [5, 30, 120, 600, 1_800, 3_600];
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
  const body = JSON.stringify({ type: row.event, timestamp: at.toISOString(), data });
  const own = { "webhook-id": row.id, "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)) };
  const signature = row.secret === null ? {} : { "webhook-signature": new Webhook(row.secret).sign(row.id, at, body) };
  try {
    return judge(await postSafely(new URL(row.url), body, { ...headers, ...own, ...signature }, options), row.attempts);
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error);
    if (error instanceof PrivateAddressError || error instanceof TypeError)
      return { state: "failed", status: null, answer };
    return again(null, answer, row.attempts); // the network's own errors
  }
}

const payloadSchema = z.looseObject({ headers: z.record(z.string(), z.string()).default({}) });

/** 2xx is taken; "later" answers are tried again; any other will not get better. */
function judge({ status, body }: Posted, attempts: number): Outcome {
  if (status >= 200 && status < 300) return { state: "delivered", status, answer: body };
  if (status >= 500 || status === 408 || status === 425 || status === 429) return again(status, body, attempts);
  return { state: "failed", status, answer: body };
}

function again(status: number | null, answer: string, attempts: number): Outcome {
  const inSeconds = RETRY_SECONDS[attempts - 1];
  return inSeconds === undefined
    ? { state: "failed", status, answer }
    : { state: "waiting", status, answer, inSeconds };
}

async function write(sql: Sql, row: Owed, outcome: Outcome): Promise<void> {
  const inSeconds = outcome.state === "waiting" ? outcome.inSeconds : null;
  await sql.begin(async (tx) => {
    await queryRows(tx, WRITE, [row.id, outcome.state, outcome.status, outcome.answer, inSeconds]);
    if (outcome.state === "waiting" || row.enrollment_id === null) return;
    await oweWakes(tx, [
      { workspaceId: row.workspace_id, enrollmentId: row.enrollment_id, cause: "webhook", ref: row.id },
    ]);
  });
}

const CLAIM = `
update webhook_delivery d set attempts = d.attempts + 1, next_attempt_at = now() + $2::int * interval '1 second'
from (select d.id, e.secret from webhook_delivery d
      left join webhook_endpoint e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id
      where d.state = 'waiting' and d.next_attempt_at <= now()
      order by d.next_attempt_at limit $1::int for update of d skip locked) due
where d.id = due.id
returning d.id, d.workspace_id, d.enrollment_id, d.url, d.event, d.payload::text as payload, d.attempts, due.secret`;

const WRITE = `
update webhook_delivery set state = $2::text, status_code = $3::int, answer = left($4::text, 2000),
  next_attempt_at = now() + $5::int * interval '1 second', delivered_at = case when $2::text = 'delivered' then now() end
where id = $1::text`;
