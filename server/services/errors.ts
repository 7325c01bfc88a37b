import "@/core/zod-words";
import type { z } from "zod";
import { toStorable } from "@/core/storable-text";

export type ServiceErrorCode = "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "INVALID" | "TOO_MANY";

/** A form field and what is wrong with it. `path` is dotted from the input's root (`settings.legalName`). */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * What a verb throws when the caller is at fault. Messages are for people and may be shown. The edge (tRPC, REST) maps
 * each code once; anything else that is thrown is a fault and never reaches a user.
 */
export abstract class ServiceError extends Error {
  abstract readonly code: ServiceErrorCode;
  readonly fields: readonly FieldProblem[];

  constructor(message: string, fields: readonly FieldProblem[] = [], options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.fields = fields;
  }
}

export class UnauthenticatedError extends ServiceError {
  readonly code = "UNAUTHENTICATED";
}

export class ForbiddenError extends ServiceError {
  readonly code = "FORBIDDEN";
}

/** Not there, or in another workspace: the caller cannot tell which. */
export class NotFoundError extends ServiceError {
  readonly code = "NOT_FOUND";
  constructor(what: string) {
    super(`This ${what} does not exist, or not in this workspace`);
  }
}

/** The state of things does not allow it: taken, changed meanwhile, already done. */
export class ConflictError extends ServiceError {
  readonly code = "CONFLICT";
}

export class InvalidError extends ServiceError {
  readonly code = "INVALID";
  /** One field. `path` as in FieldProblem. */
  static at(path: string, message: string): InvalidError {
    return new InvalidError(message, [{ path, message }]);
  }
}

export class TooManyError extends ServiceError {
  readonly code = "TOO_MANY";
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** Zod's issues as field problems, first one per path. */
export function toFieldProblems(error: z.ZodError): FieldProblem[] {
  const seen = new Map<string, FieldProblem>();
  for (const issue of error.issues) {
    const path = issue.path.map(String).join(".");
    if (!seen.has(path)) seen.set(path, { path, message: issue.message });
  }
  return [...seen.values()];
}

/** Parses what a caller gave, its texts as they can be stored. @throws InvalidError naming each field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(toStorable(input));
  if (result.success) return result.data;
  throw new InvalidError("Some fields need attention", toFieldProblems(result.error), { cause: result.error });
}
