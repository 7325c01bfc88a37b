import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig, type TestUserConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests lie beside what they test; the end of the name says what they need. */
const kinds = {
  db: "**/*.db.test.ts",
  engine: "**/*.engine.test.ts",
  mailbox: "**/*.mailbox.test.ts",
  server: "**/*.server.test.ts", // script/server as people type it: builds, runs alone
  component: "**/*.test.tsx",
};
const exclude = [...configDefaults.exclude, ".next/**", ".data/**", "e2e/**"];
const quiet = { exclude, setupFiles: [here("./db/testing/loud-console.ts")] };
/** A PostgreSQL shared by all runs. */
const database = here("./db/testing/global-setup.ts");
const withDatabase = { exclude, globalSetup: database, hookTimeout: 60_000 };
/** Besides, processes to be killed. */
const withPrograms = { ...withDatabase, globalSetup: [database, here("./script/programs/global-setup.ts")] };
/** Tests that wait for processes and mail servers more than they work: a third at a time costs nobody anything. */
const waiting = { maxWorkers: 3, sequence: { groupOrder: 1 } };

const project = (test: TestUserConfig) => ({ extends: true as const, test });

export default defineConfig({
  resolve: { tsconfigPaths: true, alias: { "server-only": here("./db/testing/empty.ts") } },
  test: {
    env: {
      TZ: "Pacific/Kiritimati", // far from UTC: code that asks the machine's zone is found out
      NODE_ENV: "test",
      // what server/env.ts wants; testDatabase() gives each file its database
      DATABASE_URL: "postgres://nobody@localhost:1/unused",
      HEED_SANDBOX: "on",
      HEED_ALLOW_PRIVATE: "on", // peers of tests are on loopback
      APP_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
    },
    maxWorkers: 2,
    projects: [
      project({
        ...quiet,
        name: "unit",
        testTimeout: 20_000, // properties on a machine that does something else too
        include: ["**/*.test.ts"],
        exclude: [...exclude, kinds.db, kinds.engine, kinds.mailbox, kinds.server],
        isolate: false, // as db below
      }),
      project({ ...quiet, name: "component", include: [kinds.component], environment: "jsdom", testTimeout: 20_000 }),
      // Files share the modules of a worker: importing the server anew for each took a third of the time. What a file makes
      // the one of the process (database, vault) it gives back.
      project({ ...withDatabase, name: "db", include: [kinds.db], testTimeout: 30_000, isolate: false }),
      project({
        ...withPrograms,
        ...waiting,
        name: "engine",
        include: [kinds.engine],
        testTimeout: 120_000,
        // The contract tests run on the embedded engine, or on the Inngest server named here.
        provide: { contractInngestUrl: process.env.CONTRACT_INNGEST_URL ?? "" },
      }),
      project({ ...withPrograms, ...waiting, name: "mailbox", include: [kinds.mailbox], testTimeout: 120_000 }),
      project({ name: "server", include: [kinds.server], exclude, testTimeout: 600_000, hookTimeout: 60_000 }),
    ],
  },
});
