import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { type FieldProblem, ServiceError, type ServiceErrorCode, toFieldProblems } from "@/server/services/errors";

// The one place where the services' errors become tRPC's.

const codes: Record<ServiceErrorCode, TRPCError["code"]> = {
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  INVALID: "BAD_REQUEST",
  TOO_MANY: "TOO_MANY_REQUESTS",
};

export const toTrpcError = (error: ServiceError): TRPCError =>
  new TRPCError({ code: codes[error.code], message: error.message, cause: error });

/** Which fields an error is about, for the form. Empty when it is about none. */
export function fieldsOf(error: TRPCError): readonly FieldProblem[] {
  if (error.cause instanceof ServiceError) return error.cause.fields;
  if (error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError) return toFieldProblems(error.cause);
  return [];
}

/** What a person may read. Unknown errors can hold SQL, paths or secrets: nothing of them leaves. */
export function messageOf(error: TRPCError): string {
  if (error.cause instanceof ServiceError) return error.message;
  if (error.cause instanceof z.ZodError) return "Some fields need attention";
  if (error.code === "INTERNAL_SERVER_ERROR") return "Something went wrong on our side. It has been noted.";
  return error.message;
}
