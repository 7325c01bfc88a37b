import type { z } from "zod";
import { type KeyScope, rightsOfScopes } from "@/core/key-scopes";
import { type Right, type Role, rightsOf, worksForTeam } from "@/core/rights";
import { now } from "@/server/clock";
import { ForbiddenError } from "@/server/services/errors";

/** Who acts. Written into audit rows and `createdBy` columns. */
export type Actor =
  | { readonly kind: "member"; readonly memberId: string; readonly role: Role; readonly teamIds: readonly string[] }
  | { readonly kind: "api-key"; readonly apiKeyId: string }
  | { readonly kind: "system"; readonly name: string };

/** What every verb is given beside its input. A value: no session, request or connection in it. */
export interface ServiceContext {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly rights: ReadonlySet<Right>;
  /** The workspace's clock (a sandbox may have moved it): dates of business facts. Leases and sessions use real time. */
  now(): Date;
}

/** Arguments of a verb: `verbEntity({ ctx, input })`. */
export interface VerbArgs<S extends z.ZodType> {
  readonly ctx: ServiceContext;
  readonly input: z.input<S>;
}

/** @throws ForbiddenError when the actor lacks the right. */
export function need(ctx: ServiceContext, right: Right): void {
  if (!ctx.rights.has(right)) throw new ForbiddenError(`Your role does not allow this (${right})`);
}

/** @throws ForbiddenError when what belongs to `teamId` is not the actor's business. */
export function needTeam(ctx: ServiceContext, teamId: string | null): void {
  const { actor } = ctx;
  if (actor.kind !== "member" || worksForTeam(actor.role, actor.teamIds, teamId)) return;
  throw new ForbiddenError("This belongs to another team");
}

/** The acting member's id; null for keys and the system. */
export const memberIdOf = (ctx: ServiceContext): string | null =>
  ctx.actor.kind === "member" ? ctx.actor.memberId : null;

/** A member's context. `offsetMs` is how far the workspace's clock was moved. */
export function memberContext(of: {
  workspaceId: string;
  memberId: string;
  role: Role;
  teamIds: readonly string[];
  offsetMs: number;
}): ServiceContext {
  return {
    workspaceId: of.workspaceId,
    actor: { kind: "member", memberId: of.memberId, role: of.role, teamIds: of.teamIds },
    rights: rightsOf(of.role),
    now: () => now({ clockOffsetMs: of.offsetMs }),
  };
}

/** An API key's context, as far as its scopes go: it brings facts and people in, and reads; it publishes and decides nothing. */
export function apiKeyContext(of: {
  workspaceId: string;
  apiKeyId: string;
  scopes: readonly KeyScope[];
  offsetMs: number;
}): ServiceContext {
  return {
    workspaceId: of.workspaceId,
    actor: { kind: "api-key", apiKeyId: of.apiKeyId },
    rights: rightsOfScopes(of.scopes),
    now: () => now({ clockOffsetMs: of.offsetMs }),
  };
}

/** The system's own context: seed, worker, functions. Has every right, so never build it from a request. */
export function systemContext(of: { workspaceId: string; name: string; offsetMs?: number }): ServiceContext {
  return {
    workspaceId: of.workspaceId,
    actor: { kind: "system", name: of.name },
    rights: rightsOf("owner"),
    now: () => now({ clockOffsetMs: of.offsetMs ?? 0 }),
  };
}
