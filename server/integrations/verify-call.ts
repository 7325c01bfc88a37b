import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import Stripe from "stripe";
import { z } from "zod";
import { toStorable } from "@/core/storable-text";
import type { IntegrationKind } from "@/server/services/integrations/secrets";

/** What a call says, once its signature is proven. */
export interface ProvenCall {
  /** The sender's id of it: told again it is the same. */
  readonly sourceId: string;
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

export type Verified = { readonly ok: true; readonly call: ProvenCall } | { readonly ok: false; readonly why: string };

const stripeEvent = z.looseObject({ id: z.string(), type: z.string() });
const shopifyOrder = z.looseObject({ id: z.union([z.string(), z.number()]) });
const resendEvent = z.looseObject({ type: z.string() });

// A key is only needed to ask Stripe something; signatures are checked with the secret alone.
const { webhooks } = new Stripe("sk_signatures_only");

/** Checks the signature over the very bytes that came. Old calls (5 minutes) are refused: they may be somebody's recording. */
export function verifyCall(kind: IntegrationKind, body: string, headers: Headers, secret: string): Verified {
  if (secret === "") return { ok: false, why: "No signing secret has been entered yet" };
  return verifiers[kind](body, headers, secret);
}

const verifiers: Record<IntegrationKind, (body: string, headers: Headers, secret: string) => Verified> = {
  stripe(body, headers, secret) {
    try {
      webhooks.constructEvent(body, headers.get("stripe-signature") ?? "", secret);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
        return { ok: false, why: firstLine(error) };
      throw error;
    }
    return read(body, stripeEvent, ({ id, type, ...rest }) => ({ sourceId: id, type, payload: { id, type, ...rest } }));
  },
  // nothing signed says when it was sent: what keeps a recording from counting twice is the order's own id
  shopify(body, headers, secret) {
    const header = (name: string) => headers.get(`x-shopify-${name}`) ?? "";
    if (!isSigned(body, header("hmac-sha256"), secret))
      return { ok: false, why: "The signature does not fit the secret" };
    const [id, type, triggeredAt] = [header("webhook-id"), header("topic"), header("triggered-at") || null];
    if (id === "" || type === "") return { ok: false, why: "It does not say what it is" };
    return read(body, shopifyOrder, (order) => ({ sourceId: id.slice(0, 200), type, payload: { order, triggeredAt } }));
  },
  resend(body, headers, secret) {
    const id = headers.get("svix-id") ?? headers.get("webhook-id") ?? "";
    const webhook = toWebhook(secret);
    if (webhook === null) return { ok: false, why: "The signing secret is not one of Resend" };
    try {
      webhook.verify(body, {
        "webhook-id": id,
        "webhook-timestamp": headers.get("svix-timestamp") ?? headers.get("webhook-timestamp") ?? "",
        "webhook-signature": headers.get("svix-signature") ?? headers.get("webhook-signature") ?? "",
      });
    } catch (error) {
      // it reads the body too
      if (error instanceof WebhookVerificationError || error instanceof SyntaxError)
        return { ok: false, why: firstLine(error) };
      throw error;
    }
    return read(body, resendEvent, ({ type, ...rest }) => ({ sourceId: id, type, payload: { type, ...rest } }));
  },
};

/** Null for a secret that is not in base64: the library says so with an error that is nobody's. */
function toWebhook(secret: string): Webhook | null {
  try {
    return new Webhook(secret);
  } catch {
    return null;
  }
}

/** HMAC-SHA256 of the very bytes that came, in base64. */
function isSigned(body: string, signature: string, secret: string): boolean {
  const [given, wanted] = [Buffer.from(signature, "base64"), createHmac("sha256", secret).update(body).digest()];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const firstLine = (error: Error): string => (error.message.split("\n")[0] ?? "").slice(0, 200);

function read<T extends z.ZodType>(body: string, schema: T, toCall: (event: z.output<T>) => ProvenCall): Verified {
  try {
    const event = schema.safeParse(toStorable(JSON.parse(body)));
    return event.success ? { ok: true, call: toCall(event.data) } : { ok: false, why: "It is not an event" };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, why: "It is not JSON" };
    throw error;
  }
}
