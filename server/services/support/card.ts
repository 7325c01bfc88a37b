import { z } from "zod";
import { toEmailKey } from "@/core/address";
import type { Right } from "@/core/rights";
import { withWorkspace } from "@/db/client";
import { now, realNow } from "@/server/clock";
import { vault } from "@/server/crypto";
import { env } from "@/server/env";
import { type Actor, need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { type LookUp, lookUp } from "@/server/services/support/look-up";
import { readSettings } from "@/server/services/workspaces/settings";

const VALID_MS = 12 * 3_600_000;

export const cardLinkInput = z.object({ email: z.string().max(254) });

const cardShape = z.tuple([z.string(), z.string(), z.string(), z.string(), z.number()]);

/**
 * A link that shows the card of one address for twelve hours: workspace, address, who made it and its end, signed. Whoever
 * holds it may look at this one address and nothing else.
 */
export function cardLink(args: VerbArgs<typeof cardLinkInput>): { url: string; expiresAt: Date } {
  const { ctx } = args;
  need(ctx, "support.lookup");
  const { email } = parseInput(cardLinkInput, args.input);
  const expiresAt = new Date(realNow().getTime() + VALID_MS);
  const by = ctx.actor.kind === "member" ? ["member", ctx.actor.memberId] : ["api-key", keyOf(ctx.actor)];
  const payload = JSON.stringify([ctx.workspaceId, toEmailKey(email) ?? email.trim(), ...by, expiresAt.getTime()]);
  const token = vault().sign("support-card", Buffer.from(payload).toString("base64url"));
  return { url: `${env().APP_URL}/card/${token}`, expiresAt };
}

const keyOf = (actor: Actor): string => (actor.kind === "api-key" ? actor.apiKeyId : "");

/** What is behind a card's link, and who may frame it. The look is audited as that of whoever made the link. @throws NotFoundError when it is forged or over */
export async function openCard(token: string): Promise<{ email: string; found: LookUp; origins: readonly string[] }> {
  const { workspaceId, email, actor } = readCard(token);
  const settings = await withWorkspace({ workspaceId }, (tx) => readSettings(tx, workspaceId));
  const ctx: ServiceContext = {
    workspaceId,
    actor,
    rights: new Set<Right>(["support.lookup"]),
    now: () => now(settings),
  };
  return { email, found: await lookUp({ ctx, input: { q: email, by: "card" } }), origins: settings.cardOrigins };
}

function readCard(token: string): { workspaceId: string; email: string; actor: Actor } {
  const payload = vault().verify("support-card", token);
  if (payload === undefined) throw new NotFoundError("card");
  // signed by us: it is what cardLink wrote
  const [workspaceId, email, kind, id, expires] = cardShape.parse(
    JSON.parse(Buffer.from(payload, "base64url").toString()),
  );
  if (expires < realNow().getTime()) throw new NotFoundError("card");
  const actor: Actor =
    kind === "member" ? { kind, memberId: id, role: "support", teamIds: [] } : { kind: "api-key", apiKeyId: id };
  return { workspaceId, email, actor };
}
