import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { KeyScope } from "@/core/key-scopes";
import { problemSchema } from "@/server/api/public/problem";
import type { ServiceContext } from "@/server/services/context";

export type PublicEnv = { Variables: { service: ServiceContext; apiKeyId: string; scopes: readonly KeyScope[] } };
export type PublicApp = OpenAPIHono<PublicEnv>;

/** Of a call's body. A thousand contacts with all that can be said of them are a tenth of it. */
export const MOST_BYTES = 10_000_000;

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

/** What any call may answer besides what it is for. */
export const problems = {
  400: problem("The body is not JSON"),
  401: problem("No valid API key"),
  403: problem("The key may not do this"),
  404: problem("Not there, or in another workspace"),
  409: problem("Taken, or the first call with this Idempotency-Key is under way"),
  413: problem(`More than ${MOST_BYTES.toLocaleString("en")} bytes`),
  415: problem("The body does not say that it is JSON"),
  422: problem("Some fields are wrong; `errors` names each"),
  429: problem("Too many calls; `retry-after` says when to go on"),
  500: problem("Our fault; sending again is safe"),
};

/** Routes say which scope of a key they need; the description carries it and `app.ts` checks it. */
export const scoped = (scope: KeyScope) => ({ security: [{ key: [scope] }] });

/** Query of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: "Rows of a page" }),
  cursor: z.string().max(400).optional().openapi({ description: "`nextCursor` of the page before" }),
};

/** Query of lists of what was sent and done: of whom, from when to when. */
export const historyQuery = {
  ...pageQuery,
  contactId: z.string().min(1).max(64).optional(),
  email: z.string().min(1).max(254).optional().openapi({ description: "Of the contact with this very address" }),
  since: z.iso.datetime({ offset: true }).optional().openapi({ description: "From this instant on" }),
  until: z.iso.datetime({ offset: true }).optional().openapi({ description: "Before this instant" }),
};

/** What a view holds, with instants as text. */
export const told = (at: Date | null): string | null => at?.toISOString() ?? null;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().openapi({ description: "null on the last page" }),
  });

export const idParam = z.object({ id: z.string().min(1).max(64) });

// The body was parsed from JSON: nothing else can be in it. (z.json() has no end in the description.)
export const fromBody = (data: Record<string, unknown>) => data as Record<string, z.core.util.JSONType>;
