import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "@/db/file-lock";
import { hashSources } from "@/script/programs/sources";
import { logTail } from "./child";
import { compressScripts } from "./compress";
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
  "script/lean-react-flow.cjs",
  "script/supervise/compress.ts",
];

/** Builds the web application unless the last build was made of exactly these sources. Two starts at once build once. */
export async function buildIfChanged(home: Home, variables: Variables): Promise<void> {
  await withFileLock(
    join(process.cwd(), ".data", "build.lock"),
    async () => {
      const sources = hashSources(".", SOURCES, SINGLE_FILES);
      if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return;
      console.log("Building (about half a minute)");
      const log = openSync(join(home.logs, "build.log"), "w");
      const code = await runToEnd(["node_modules/next/dist/bin/next", "build"], variables, log).finally(() =>
        closeSync(log),
      );
      if (code !== 0) throw new Error(`the build failed:\n${logTail(home, "build")}`);
      await compressScripts();
      writeFileSync(STAMP, sources);
    },
    600_000,
  );
}
