import { randomBytes } from "node:crypto";
import { and, desc, eq, lt, or } from "drizzle-orm";
import { z } from "zod";
import { type Tx, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { integration, providerEvent } from "@/db/schema/integration";
import { realNow } from "@/server/clock";
import { env } from "@/server/env";
import { RELAY_CHANNEL } from "@/server/outbox/channels";
import { writeAudit } from "@/server/services/audit-log";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import {
  type IntegrationKind,
  integrationKinds,
  openSecrets,
  sealSecrets,
} from "@/server/services/integrations/secrets";
import { cursorInstant, fromCursor, pageInput, toPage } from "@/server/services/page";

const kind = z.enum(integrationKinds);
/** Base64 after the prefix, as Stripe and Resend write theirs. */
const whsec = { pattern: /^whsec_[A-Za-z0-9+/_=-]{16,200}$/, says: "A signing secret starts with whsec_" };
const signingSecrets: Record<IntegrationKind, { pattern: RegExp; says: string }> = {
  stripe: whsec,
  resend: whsec,
  shopify: {
    pattern: /^[A-Za-z0-9_-]{16,200}$/,
    says: "Paste the app's client secret, or the one shown below the shop's webhooks",
  },
};

export const integrationKindInput = z.object({ kind });
export const updateIntegrationInput = z
  .object({
    kind,
    signingSecret: z.string().trim().optional(),
    /** null takes it away. */
    apiKey: z
      .string()
      .trim()
      .regex(/^(?:re_|sk_|rk_)\w+$/, "A key starts with re_ (Resend), sk_ or rk_ (Stripe)")
      .nullable()
      .optional(),
    enabled: z.boolean().optional(),
  })
  .superRefine(({ kind: of, signingSecret }, problems) => {
    const { pattern, says } = signingSecrets[of];
    if (signingSecret !== undefined && !pattern.test(signingSecret))
      problems.addIssue({ code: "custom", path: ["signingSecret"], message: says });
  });
export const listIntegrationEventsInput = pageInput.extend({ kind });
export const integrationEventIdInput = z.object({ id: z.string().min(1) });

/** Services that tell us things: where they must call, whether a secret is set (never which), and how it goes. */
export async function listIntegrations({ ctx }: { ctx: ServiceContext }) {
  need(ctx, "settings.write");
  const rows = await withWorkspace(ctx, (tx) =>
    tx.select().from(integration).where(eq(integration.workspaceId, ctx.workspaceId)),
  );
  return rows.map((row) => {
    const secrets = openSecrets(row.id, row.secrets);
    return {
      kind: integrationKinds.find((one) => one === row.kind) ?? "stripe",
      url: `${env().APP_URL}/api/webhooks/${row.kind}/${row.token}`,
      hasSecret: secrets.signingSecret !== "",
      hasApiKey: secrets.apiKey !== null,
      enabled: row.enabled,
      lastEventAt: row.lastEventAt,
      refusedAt: row.refusedAt,
      refusal: row.refusal,
    };
  });
}

/** Makes the address the service is to call; the signing secret they show for it is entered afterwards. */
export async function connectIntegration(args: VerbArgs<typeof integrationKindInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { kind: wanted } = parseInput(integrationKindInput, args.input);
  const id = newId("integration");
  await withWorkspace(ctx, async (tx) => {
    const made = await tx
      .insert(integration)
      .values({
        id,
        workspaceId: ctx.workspaceId,
        kind: wanted,
        token: randomBytes(24).toString("base64url"),
        secrets: sealSecrets(id, { signingSecret: "", apiKey: null }),
      })
      .onConflictDoNothing()
      .returning({ id: integration.id });
    if (made.length === 0) return; // it was connected before: nothing was done
    await writeAudit(tx, ctx, { action: "integration.connected", subjectRef: id, data: { kind: wanted } });
  });
  return { ok: true };
}

/** What is given changes. @throws NotFoundError */
export async function updateIntegration(args: VerbArgs<typeof updateIntegrationInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const input = parseInput(updateIntegrationInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const row = await findIntegration(tx, ctx.workspaceId, input.kind);
    const before = openSecrets(row.id, row.secrets);
    const secrets = {
      signingSecret: input.signingSecret ?? before.signingSecret,
      apiKey: input.apiKey === undefined ? before.apiKey : input.apiKey,
    };
    await tx
      .update(integration)
      .set({
        secrets: sealSecrets(row.id, secrets),
        enabled: input.enabled ?? row.enabled,
        ...(input.signingSecret === undefined ? {} : { refusedAt: null, refusal: null }),
        updatedAt: realNow(),
      })
      .where(and(eq(integration.workspaceId, ctx.workspaceId), eq(integration.id, row.id)));
    const fields = Object.entries(input).flatMap(([name, value]) =>
      value === undefined || name === "kind" ? [] : [name],
    );
    await writeAudit(tx, ctx, {
      action: "integration.updated",
      subjectRef: row.id,
      data: { kind: input.kind, fields },
    });
  });
  return { ok: true };
}

/** Its address answers nobody any more; what it told stays. @throws NotFoundError */
export async function removeIntegration(args: VerbArgs<typeof integrationKindInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { kind: wanted } = parseInput(integrationKindInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const { id } = await findIntegration(tx, ctx.workspaceId, wanted);
    await tx.delete(integration).where(and(eq(integration.workspaceId, ctx.workspaceId), eq(integration.id, id)));
    await writeAudit(tx, ctx, { action: "integration.removed", subjectRef: id, data: { kind: wanted } });
  });
  return { ok: true };
}

/** What a service told, newest first, and what came of it. */
export async function listIntegrationEvents(args: VerbArgs<typeof listIntegrationEventsInput>) {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { kind: wanted, limit, cursor } = parseInput(listIntegrationEventsInput, args.input);
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const before = cursorInstant(at);
  return withWorkspace(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: providerEvent.id,
        sourceId: providerEvent.sourceId,
        type: providerEvent.type,
        state: providerEvent.state,
        attempts: providerEvent.attempts,
        outcome: providerEvent.outcome,
        receivedAt: providerEvent.receivedAt,
      })
      .from(providerEvent)
      .innerJoin(
        integration,
        and(eq(integration.workspaceId, providerEvent.workspaceId), eq(integration.id, providerEvent.integrationId)),
      )
      .where(
        and(
          eq(providerEvent.workspaceId, ctx.workspaceId),
          eq(integration.kind, wanted),
          at === undefined
            ? undefined
            : or(
                lt(providerEvent.receivedAt, before),
                and(eq(providerEvent.receivedAt, before), lt(providerEvent.id, String(id))),
              ),
        ),
      )
      .orderBy(desc(providerEvent.receivedAt), desc(providerEvent.id))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.receivedAt.getTime(), row.id],
      (row) => row,
    );
  });
}

/** Tries one that failed again: a key was missing, the service was away. @throws NotFoundError */
export async function retryIntegrationEvent(args: VerbArgs<typeof integrationEventIdInput>): Promise<{ ok: true }> {
  const { ctx } = args;
  need(ctx, "settings.write");
  const { id } = parseInput(integrationEventIdInput, args.input);
  await withWorkspace(ctx, async (tx) => {
    const again = await queryRows(tx, RETRY, [ctx.workspaceId, id]);
    if (again.length === 0) throw new NotFoundError("event");
    await queryRows(tx, `select pg_notify('${RELAY_CHANNEL}', '')`);
  });
  return { ok: true };
}

async function findIntegration(tx: Tx, workspaceId: string, wanted: string) {
  const [row] = await tx
    .select()
    .from(integration)
    .where(and(eq(integration.workspaceId, workspaceId), eq(integration.kind, wanted)));
  if (!row) throw new NotFoundError("integration");
  return row;
}

const RETRY = `
update provider_event set state = 'owed', attempts = 0, next_attempt_at = now()
where workspace_id = $1 and id = $2 and state in ('failed', 'owed') returning id`;
