import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { logger } from "@/server/log";
import { ServiceError, type ServiceErrorCode, TooManyError } from "@/server/services/errors";

const log = logger("rest");

/** RFC 9457. `errors` names every field that is wrong, by its dotted path from the body's root. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
  })
  .openapi("Problem");

type Problem = z.infer<typeof problemSchema>;

const kinds: Record<ServiceErrorCode, { status: ContentfulStatusCode; title: string }> = {
  UNAUTHENTICATED: { status: 401, title: "No valid API key" },
  FORBIDDEN: { status: 403, title: "Not allowed" },
  NOT_FOUND: { status: 404, title: "Not found" },
  CONFLICT: { status: 409, title: "Conflict" },
  INVALID: { status: 422, title: "Some fields are wrong" },
  TOO_MANY: { status: 429, title: "Too many calls" },
};

export function sendProblem(
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail: string,
  errors: Problem["errors"],
) {
  const problem: Problem = { type: "about:blank", title, status, detail, errors };
  return c.body(JSON.stringify(problem), status, { "content-type": "application/problem+json" });
}

/** The services' errors as REST answers; what is unknown is logged and says nothing. */
export async function toProblem(error: Error, c: Context) {
  if (error instanceof ServiceError) {
    const { status, title } = kinds[error.code];
    if (error instanceof TooManyError) c.header("retry-after", String(error.retryAfterSeconds));
    if (error.code === "UNAUTHENTICATED") c.header("www-authenticate", "Bearer");
    return sendProblem(c, status, title, error.message, await asSent(c, error.fields));
  }
  if (error instanceof SyntaxError || error.message === "Malformed JSON in request body") {
    return sendProblem(c, 400, "Malformed JSON", "The body is not JSON", []);
  }
  log.error({ err: error, path: c.req.path }, "a call failed");
  return sendProblem(c, 500, "Something went wrong on our side", "It has been noted. Sending it again is safe.", []);
}

/** One event without a list around it is read as a list of one: its fields are named as they were sent. */
export async function asSent(c: Context, errors: readonly Problem["errors"][number][]): Promise<Problem["errors"]> {
  const told = c.req.method === "POST" && /\/(?:events|purchases)$/.test(c.req.path);
  const inFirst = told && errors.some(({ path }) => /^0(?:\.|$)/.test(path)); // so the body could be read
  if (!inFirst || Array.isArray(await c.req.json())) return [...errors];
  return errors.map((one) => ({ ...one, path: one.path.replace(/^0\.?/, "") }));
}

/** Zod's issues with the path of each offending field, also of those that are unknown. */
export function toFieldErrors(error: z.core.$ZodError): Problem["errors"] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join(".");
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: path === "" ? key : `${path}.${key}`, message: issue.message }));
  });
}
