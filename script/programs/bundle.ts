import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { isErrno } from "@/db/embedded-process";
import { hashSources } from "./sources";

const FOLDERS = ["bench", "core", "db", "script", "server"];
/** The lock says which esbuild it is; the packages themselves stay outside. */
const FILES = ["tsconfig.json", "package-lock.json"];
/** Builds that stay: a Heed that runs starts its worker again from the one it began with. */
const KEPT = 5;

/** Gives the arguments of `node` that run one of the programs. */
export type Programs = (source: string) => string[];

/**
 * Makes each of these TypeScript programs (paths from the checkout's folder) one that Node starts by itself, in a third of
 * the time: tsx compiles their six hundred files one by one.
 *
 * What is built lies in `.data/programs/<group>/<hash of the sources>`: a program is never older than its sources, and
 * several who ask at once build the same. Errors name the lines of the sources.
 */
export async function bundlePrograms(
  group: string,
  sources: readonly string[],
  root = process.cwd(),
): Promise<Programs> {
  const builds = join(root, ".data/programs", group);
  const made = createHash("sha256")
    .update(JSON.stringify([sources, hashSources(root, FOLDERS, FILES)]))
    .digest("hex");
  const folder = join(builds, made.slice(0, 16));
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date());
  else await buildInto(folder, sources, root);
  dropOld(builds);
  return (source) => ["--enable-source-maps", join(folder, source.replace(/\.ts$/, ".mjs"))];
}

async function buildInto(folder: string, sources: readonly string[], root: string): Promise<void> {
  const half = `${folder}.${process.pid}-${Math.trunc(performance.now() * 1000)}`;
  const { buildSync } = await import("esbuild"); // most starts build nothing
  try {
    // In one go: the other way leaves a process of esbuild's beside ours for as long as that runs.
    buildSync({
      absWorkingDir: root,
      entryPoints: [...sources],
      outbase: ".",
      outdir: half,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true, // what programs share is made once; what is imported late is loaded late
      packages: "external",
      platform: "node",
      target: "node20",
      format: "esm",
      keepNames: true,
      sourcemap: "linked",
      sourcesContent: false, // they lie here
      logLevel: "error",
    });
    refuseOwnPlace(half);
    takePlace(half, folder);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** In a bundle `import.meta` is the bundle's: what a source finds beside itself would be missing, and only when it is used. */
function refuseOwnPlace(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.mjs$/.test(file))) {
    if (readFileSync(join(folder, name), "utf8").includes("import.meta."))
      throw new Error(`${name} asks where its source lies (import.meta): name the path from the checkout's folder`);
  }
}

/** A build appears whole or not at all. */
function takePlace(half: string, folder: string): void {
  try {
    renameSync(half, folder);
  } catch (error) {
    if (!isErrno(error, "ENOTEMPTY", "EEXIST")) throw error; // somebody built the same meanwhile
  }
}

function dropOld(builds: string): void {
  const byAge = readdirSync(builds)
    .filter((name) => !name.includes("."))
    .map((name) => ({ path: join(builds, name), at: statSync(join(builds, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}
