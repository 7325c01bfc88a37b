import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";

/** Whom PostgreSQL runs as. It refuses root, so root lends it the user `postgres`; everybody else runs it themselves. */
export type ServerUser = { uid: number; gid: number } | undefined;

/** Where things lie that root has but `postgres` must reach. */
const SHARED_HOME = "/var/lib/heed";

/** The user PostgreSQL runs as; as root on a machine without a `postgres` user it is created. */
export function serverUser(): ServerUser {
  if (userInfo().uid !== 0) return undefined;
  const known = lookUp("postgres");
  if (known) return known;
  const made = spawnSync(
    "useradd",
    ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"],
    {
      encoding: "utf8",
    },
  );
  const created = lookUp("postgres");
  if (created) return created;
  throw new Error(
    `PostgreSQL does not run as root, and there is no user "postgres" to lend it to: useradd said ` +
      `"${(made.stderr ?? made.error?.message ?? "").trim()}". Create that user, start Heed as an ordinary user, or set DATABASE_URL.`,
  );
}

function lookUp(name: string): ServerUser {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * The directory for PostgreSQL's data below `home`: `<home>/postgres`, or, where root's folders are closed to
 * `postgres` (a checkout in /root), a folder of its own in /var/lib/heed named by a hash of `home`.
 */
export function choosePostgresDir(home: string, user: ServerUser): string {
  const wanted = resolve(home);
  mkdirSync(wanted, { recursive: true });
  if (canEnter(wanted, user)) return join(wanted, "postgres");
  return join(sharedFolder(createHash("sha256").update(wanted).digest("hex").slice(0, 16)), "postgres");
}

/** A folder in /var/lib/heed that every user may walk through. */
export function sharedFolder(name: string): string {
  const folder = join(SHARED_HOME, name);
  mkdirSync(folder, { recursive: true });
  chmodSync(SHARED_HOME, 0o755);
  chmodSync(folder, 0o755);
  return folder;
}

/** Whether the server's user can walk into `directory`: tried, not computed from modes, for access lists count too. */
export function canEnter(directory: string, user: ServerUser): boolean {
  if (!user) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', directory], { ...user, cwd: "/" }).status === 0;
}

/** Whether the server's user can run `program`. */
export function canRun(program: string, user: ServerUser): boolean {
  return spawnSync(program, ["--version"], { ...user, cwd: "/" }).status === 0;
}
