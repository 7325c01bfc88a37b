import { afterEach, beforeEach, expect, test, vi } from "vitest";

const variables = { DATABASE_URL: "postgres://a:b@127.0.0.1:5432/x", APP_ENCRYPTION_KEYS: `k1:${"A".repeat(43)}=` };

vi.setConfig({ testTimeout: 60_000 }); // the modules are loaded anew for each environment

beforeEach(() => {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules(); // the environment is read once; the files after this one have their own
});

async function call(method: "GET" | "POST" | "PUT"): Promise<Response> {
  const [{ NextRequest }, route] = await Promise.all([import("next/server"), import("./route")]);
  const url = "http://127.0.0.1:3000/api/inngest?fnId=heed-run-enrollment&stepId=step";
  return route[method](new NextRequest(url, { method, ...(method === "GET" ? {} : { body: "{}" }) }), undefined);
}

test("with the embedded engine nobody outside may list or run functions", async () => {
  for (const method of ["GET", "POST", "PUT"] as const) expect((await call(method)).status).toBe(404);
});

test("with an Inngest server named, unsigned calls are refused", async () => {
  vi.stubEnv("INNGEST_SIGNING_KEY", `signkey-prod-${"ab".repeat(32)}`);
  vi.stubEnv("INNGEST_EVENT_KEY", "key");
  expect((await call("GET")).status).toBe(401);
  expect((await call("POST")).status).toBe(401);
});

test("a dev server finds every function", async () => {
  vi.stubEnv("INNGEST_DEV", "http://127.0.0.1:8288");
  const answer = await call("GET");
  expect(answer.status).toBe(200);
  const { heedFunctions } = await import("@/server/inngest/functions");
  const { serverClient } = await import("@/server/inngest/client");
  const { env } = await import("@/server/env");
  const body = await answer.json();
  // failure handlers count as functions of their own
  expect(body.function_count).toBeGreaterThanOrEqual(heedFunctions(serverClient(env())).length);
  expect(body.mode).toBe("dev");
});
