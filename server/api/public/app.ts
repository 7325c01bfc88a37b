import "server-only";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isKeyScope } from "@/core/key-scopes";
import { idempotent, letIn, needJson, needScope, readKey } from "@/server/api/public/guard";
import { asSent, sendProblem, toFieldErrors, toProblem } from "@/server/api/public/problem";
import { referencePage } from "@/server/api/public/reference";
import { MOST_BYTES, type PublicEnv } from "@/server/api/public/route-parts";
import { addContactRoutes } from "@/server/api/public/routes/contacts";
import { addEnrollmentRoutes } from "@/server/api/public/routes/enrollments";
import { addEventRoutes } from "@/server/api/public/routes/events";
import { addMessageRoutes } from "@/server/api/public/routes/messages";
import { addProductFactRoutes } from "@/server/api/public/routes/product-facts";
import { addSupportRoutes } from "@/server/api/public/routes/support";

const BASE = "/api/v1";
const withoutBase = (path: string): string => (path.startsWith(BASE) ? path.slice(BASE.length) : path);

const refuse = (c: Context, errors: ReturnType<typeof toFieldErrors>) => {
  const detail = c.req.method === "GET" || c.req.method === "HEAD" ? "Nothing was looked up" : "Nothing was stored";
  return sendProblem(c, 422, "Some fields are wrong", detail, errors);
};

/** The public REST API, below /api/v1. */
export const publicApp = new OpenAPIHono<PublicEnv>({
  defaultHook: async (result, c) => {
    if (result.success) return undefined;
    return refuse(c, await asSent(c, toFieldErrors(result.error)));
  },
}).basePath(BASE);

publicApp.onError(toProblem);
publicApp.notFound((c) => {
  const methods = methodsAt(c.req.path);
  if (methods.length === 0) return sendProblem(c, 404, "Not found", `There is nothing at ${c.req.path}`, []);
  c.header("allow", methods.join(", "));
  return sendProblem(c, 405, "Method not allowed", `${c.req.path} is called with ${methods.join(" or ")}`, []);
});
publicApp.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });

const OPEN = new Set(["/api/v1/openapi.json", "/api/v1/reference"]);

publicApp.use(async (c, next) => {
  if (OPEN.has(c.req.path)) return next();
  await letIn(c, readKey(c.req.header("authorization")));
  return next();
});
publicApp.use(
  bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) => sendProblem(c, 413, "Too much", `At most ${MOST_BYTES.toLocaleString("en")} bytes a call`, []),
  }),
);
publicApp.use(needJson);
publicApp.use(idempotent);
publicApp.use(async (c, next) => {
  const scope = scopeOf(c.req.method, c.req.path);
  if (scope !== null) needScope(c, scope);
  return next();
});

addEventRoutes(publicApp);
addContactRoutes(publicApp);
addProductFactRoutes(publicApp);
addEnrollmentRoutes(publicApp);
addMessageRoutes(publicApp);
addSupportRoutes(publicApp);

const description = {
  openapi: "3.1.0" as const,
  info: { title: "Heed", version: "1", description: "Tell Heed what people did, and let them into sequences." },
};
publicApp.doc31("/openapi.json", description);
publicApp.get("/reference", (c) => c.html(referencePage(publicApp.getOpenAPI31Document(description))));

/** Which scope of a key the call needs, as its route says. */
function scopeOf(method: string, path: string) {
  const asked = method === "HEAD" ? "GET" : method; // answered by the same routes
  const route = routes().find((one) => one.method === asked && one.pattern.test(withoutBase(path)));
  return route?.scope ?? null;
}

const methodsAt = (path: string): string[] =>
  routes().flatMap((one) => (one.pattern.test(withoutBase(path)) ? [one.method] : []));

let known: { method: string; pattern: RegExp; scope: ReturnType<typeof readScope> }[] | undefined;

function routes() {
  known ??= publicApp.openAPIRegistry.definitions.flatMap((one) =>
    one.type === "route"
      ? [
          {
            method: one.route.method.toUpperCase(),
            pattern: new RegExp(`^${withoutBase(one.route.path).replace(/\{[^}]+\}/g, "[^/]+")}$`),
            scope: readScope(one.route.security),
          },
        ]
      : [],
  );
  return known;
}

function readScope(security: readonly Record<string, readonly string[]>[] | undefined) {
  const scope = security?.[0]?.key?.[0];
  return isKeyScope(scope) ? scope : null;
}
