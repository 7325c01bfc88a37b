import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { OwedDelivery } from "@/server/integrations/webhooks/claim-deliveries";
import { type Posted, PrivateAddressError, postSafely } from "@/server/integrations/webhooks/post-safely";
import { openEndpointSecret } from "@/server/services/webhooks/secret";

/** Seconds until the next try after so many; then it has failed. Somebody waits for a step, nobody for a subscription. */
const STEP_RETRIES = [5, 30, 120, 600, 1_800, 3_600];
const ENDPOINT_RETRIES = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** What came of a try. */
export type DeliveryOutcome =
  | { readonly state: "delivered" | "failed"; readonly status: number | null; readonly answer: string }
  | { readonly state: "waiting"; readonly status: number | null; readonly answer: string; readonly inSeconds: number };

/**
 * Posts one delivery. Signed by the Standard Webhooks specification where the endpoint has a secret; the delivery's id stays over
 * tries, so that the other side can drop repeats.
 */
export async function deliver(row: OwedDelivery, options: { allowPrivate?: boolean }): Promise<DeliveryOutcome> {
  try {
    // inside: what does not open or read is this delivery's trouble, and is given up like any other
    const { headers, ...data } = payloadSchema.parse(JSON.parse(row.payload));
    const at = new Date();
    // the same bytes at every try: when it happened, not when it was told
    const body = JSON.stringify({ type: row.event, timestamp: row.created, data });
    const own = { "webhook-id": row.id, "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)) };
    const secret = openEndpointSecret(row.endpoint_id, row.secret);
    const signature = secret === null ? {} : { "webhook-signature": new Webhook(secret).sign(row.id, at, body) };
    return judge(await postSafely(new URL(row.url), body, { ...headers, ...own, ...signature }, options), row);
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error);
    if (error instanceof PrivateAddressError || error instanceof TypeError)
      return { state: "failed", status: null, answer };
    return again(null, answer, row);
  }
}

const payloadSchema = z.looseObject({ headers: z.record(z.string(), z.string()).default({}) });

/** 2xx is taken; "later" answers are tried again; any other will not get better. */
function judge({ status, body }: Posted, row: OwedDelivery): DeliveryOutcome {
  if (status >= 200 && status < 300) return { state: "delivered", status, answer: body };
  // an endpoint that answers "no" today may be mended tomorrow; one that is gone said so
  if (row.endpoint_id !== null && status !== 410) return again(status, body, row);
  if (status >= 500 || status === 408 || status === 425 || status === 429) return again(status, body, row);
  return { state: "failed", status, answer: body };
}

function again(status: number | null, answer: string, { attempts, endpoint_id }: OwedDelivery): DeliveryOutcome {
  const inSeconds = (endpoint_id === null ? STEP_RETRIES : ENDPOINT_RETRIES)[attempts - 1];
  return inSeconds === undefined
    ? { state: "failed", status, answer }
    : { state: "waiting", status, answer, inSeconds };
}
