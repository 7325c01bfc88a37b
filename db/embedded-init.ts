import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Binaries } from "@/db/embedded-binaries";
import type { ServerUser } from "@/db/embedded-place";

/** Files that belong to a data directory and lie beside it, out of PostgreSQL's own folder. */
export function besides(dataDir: string) {
  return { secret: `${dataDir}.secret`, port: `${dataDir}.port`, log: `${dataDir}.log`, lock: `${dataDir}.lock` };
}

/** The password of every role on this server, made once and readable by its owner alone. */
export function ensureSecret(dataDir: string): string {
  const { secret } = besides(dataDir);
  if (existsSync(secret)) return readFileSync(secret, "utf8").trim();
  if (existsSync(join(dataDir, "PG_VERSION"))) {
    throw new Error(`${secret} is missing: without it the data in ${dataDir} cannot be opened`);
  }
  mkdirSync(dirname(secret), { recursive: true });
  writeFileSync(secret, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  return ensureSecret(dataDir);
}

/**
 * Makes the data directory if there is none. An interrupted attempt leaves nothing that looks like a database: the
 * work is done next to the final place and moved there when complete.
 */
export function ensureCluster(dataDir: string, binaries: Binaries, user: ServerUser, password: string): void {
  if (existsSync(join(dataDir, "PG_VERSION"))) return;
  const half = `${dataDir}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(tmpdir(), "heed-init-"));
  const passwordFile = join(scratch, "password");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [half, scratch, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const { status, stdout, stderr, error } = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${half}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8", // ILIKE and lower() are right for é without the machine's locales
        "--locale=C",
        "--data-checksums",
        "--no-sync", // nothing to lose yet; the first checkpoint syncs
      ],
      { ...user, cwd: "/", encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`PostgreSQL could not make ${dataDir}: ${error?.message ?? stdout + stderr}`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(half, dataDir);
}
