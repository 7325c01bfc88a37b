import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

// Every rule of .dependency-cruiser.cjs is broken once on purpose, in a tree of its own: a rule that stays silent checks nothing.
const planted: Record<string, string> = {
  "core/bad.ts": 'import "postgres"; import "node:fs"; import "@/db/bad"; import "@/nowhere"; export const bad = 1;',
  "core/fact.test.ts": "export {};",
  "db/bad.ts": 'import "@/server/bad"; export const bad = 1;',
  "server/bad.ts": `import { drizzle } from "drizzle-orm/postgres-js"; import { Inngest } from "inngest"; import { Resend } from "resend";
    import "server-only"; import "vitest"; import "@/components/bad"; import "@/core/fact.test"; import "@/app/page";
    export const bad = [drizzle, Inngest, Resend];`,
  "server/api/root.ts": "export const appRouter = 1;",
  "server/services/verb.ts": "export const verb = 1;",
  "server/engine/bad.ts": 'import "@/server/services/verb"; import "@/core/bad"; import "hono"; export const bad = 1;',
  "server/engine/bad.test.ts": 'import "@/server/services/verb"; export const bad = 1;',
  "components/bad.ts": `import "@/db/bad"; import "@/server/services/verb"; import { appRouter } from "@/server/api/root"; import "node:fs";
    export const bad = appRouter;`,
  "app/page.ts": 'import "@/db/bad"; export const page = 1;',
};

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "heed-imports-"));
  for (const name of ["tsconfig.json", "package.json", ".dependency-cruiser.cjs"])
    cpSync(resolve(name), join(tree, name));
  symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
  for (const [name, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), text);
  }
});
afterAll(() => rmSync(tree, { recursive: true }));

test("every import rule finds the violation planted for it", () => {
  const program = resolve("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [
    "--config",
    ".dependency-cruiser.cjs",
    "--output-type",
    "json",
    "app",
    "components",
    "core",
    "db",
    "server",
  ];
  const { stdout } = spawnSync(process.execPath, [program, ...args], {
    cwd: tree,
    encoding: "utf8",
    maxBuffer: 50_000_000,
  });
  const report = z.object({
    summary: z.object({ violations: z.array(z.object({ rule: z.object({ name: z.string() }) })) }),
  });
  const found = new Set(report.parse(JSON.parse(stdout)).summary.violations.map(({ rule }) => rule.name));
  const config = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
  const rules = config
    .parse(createRequire(import.meta.url)(resolve(".dependency-cruiser.cjs")))
    .forbidden.map(({ name }) => name);
  expect([...found].sort()).toEqual([...new Set(rules)].sort());
}, 30_000);
