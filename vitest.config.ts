import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const kinds = {
  db: "**/*.db.test.ts",
  engine: "**/*.engine.test.ts",
  mailbox: "**/*.mailbox.test.ts",
  server: "**/*.server.test.ts", // script/server as people type it: needs a build, runs alone
  component: "**/*.test.tsx",
};
const exclude = [...configDefaults.exclude, ".next/**", ".data/**", "e2e/**"];
const loud = here("./db/testing/loud-console.ts");
const globalSetup = here("./db/testing/global-setup.ts");

export default defineConfig({
  resolve: { tsconfigPaths: true, alias: { "server-only": here("./db/testing/empty.ts") } },
  test: {
    env: { TZ: "Pacific/Kiritimati", NODE_ENV: "test" }, // far from UTC: code that asks the machine's zone is found out
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...exclude, kinds.db, kinds.engine, kinds.mailbox, kinds.server],
          setupFiles: [loud],
        },
      },
      {
        extends: true,
        test: { name: "component", include: [kinds.component], exclude, environment: "jsdom", setupFiles: [loud] },
      },
      {
        extends: true,
        test: { name: "db", include: [kinds.db], exclude, globalSetup, testTimeout: 30_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: [kinds.engine],
          exclude,
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "mailbox",
          include: [kinds.mailbox],
          exclude,
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
