// Debian's own Chromium and Dovecot, where we may install them and they are missing. Runs beside `npm ci`: needs no package.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { CHROMIUM, DOVECOT } from "./peers.mjs";

const missing = [
  [CHROMIUM, "chromium-headless-shell"],
  [DOVECOT, "dovecot-imapd"],
].flatMap(([path, name]) => (existsSync(path) ? [] : [name]));
if (missing.length > 0 && existsSync("/etc/debian_version") && userInfo().uid === 0) {
  console.log(`Installing ${missing.join(" and ")} with apt`);
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", ...missing);
}

/** What is not there afterwards is said where it is missed. */
function apt(...args) {
  const { status, stderr } = spawnSync("apt-get", args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) console.log(`apt-get ${args[0]} failed: ${stderr.trim().split("\n").at(-1)}`);
}
