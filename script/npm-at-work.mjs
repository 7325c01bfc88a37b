import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The process id of an npm that installs in this folder; undefined where none does, or nobody can say (no /proc). */
export function npmAtWork(folder) {
  if (!existsSync("/proc/self/cwd")) return undefined;
  return readdirSync("/proc").find((name) => /^\d+$/.test(name) && installsIn(name, folder));
}

function installsIn(pid, folder) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && INSTALLS.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES", "EPERM"].includes(error.code)) return false; // ended meanwhile, or another user's
    throw error;
  }
}

/** npm names its process after its command. */
const INSTALLS = /^npm (install|i|in|ins|add|ci|clean-install|uninstall|rm|remove|update|up|dedupe|prune|rebuild)\b/;

/** Waits until no npm installs here. Synchronous: nothing else is to be done meanwhile. */
export function waitForNpm(folder) {
  if (npmAtWork(folder) === undefined) return;
  console.log("An npm is at work in this folder: waiting for it");
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (npmAtWork(folder) !== undefined) Atomics.wait(clock, 0, 0, 200);
}
