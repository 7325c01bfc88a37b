import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "@/db/file-lock";
import { logTail } from "./child";
import type { Variables } from "./environment";
import type { Home } from "./home";
import { runToEnd } from "./run";

const STAMP = ".next/heed-sources";
const SOURCES = ["app", "components", "core", "db", "server", "public"];
const SINGLE_FILES = [
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
];

/** Builds the web application unless the last build was made of exactly these sources. Two starts at once build once. */
export async function buildIfChanged(home: Home, variables: Variables): Promise<void> {
  await withFileLock(
    join(process.cwd(), ".data", "build.lock"),
    async () => {
      const sources = hashSources();
      if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return;
      console.log("Building (about half a minute)");
      const log = openSync(join(home.logs, "build.log"), "w");
      const code = await runToEnd(["node_modules/next/dist/bin/next", "build"], variables, log);
      closeSync(log);
      if (code !== 0) throw new Error(`the build failed:\n${logTail(home, "build")}`);
      writeFileSync(STAMP, sources);
    },
    600_000,
  );
}

function hashSources(): string {
  const hash = createHash("sha256");
  const files = SINGLE_FILES.filter((file) => existsSync(file));
  for (const folder of SOURCES.filter((name) => existsSync(name))) {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
    files.push(...names.filter((name) => !/\.test\.tsx?$/.test(name) && statSync(name).isFile()));
  }
  for (const file of files.sort()) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
