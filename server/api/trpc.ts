import "server-only";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { Right } from "@/core/rights";
import type { ApiContext } from "@/server/api/context";
import { fieldsOf, messageOf, toTrpcError } from "@/server/api/error";
import { need } from "@/server/services/context";
import { ServiceError, UnauthenticatedError } from "@/server/services/errors";

const t = initTRPC.context<ApiContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: messageOf(error),
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, fields: fieldsOf(error) },
  }),
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anybody, signed in or not. */
export const publicProcedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof ServiceError) throw toTrpcError(result.error.cause);
  return result;
});

/** Somebody who is signed in. */
export const memberProcedure = publicProcedure.use(async ({ ctx, next }) => {
  const member = await ctx.session();
  if (!member) throw new UnauthenticatedError("Sign in first");
  return next({ ctx: { member } });
});

/** A member inside a workspace; `ctx.service` is what verbs take. Every verb still checks its own right. */
export const workspaceProcedure = memberProcedure.use(async ({ ctx, next }) => {
  const workspace = await ctx.open(ctx.member.memberId);
  return next({ ctx: { workspace, service: workspace.ctx } });
});

/** The same, refused before its input is read when the role lacks the right. */
export const right = (wanted: Right) =>
  workspaceProcedure.use(({ ctx, next }) => {
    need(ctx.service, wanted);
    return next();
  });
