// What tests need beside npm packages: a browser, and an IMAP server to be a mailbox's peer.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";

const CHROMIUM = "/usr/bin/chromium-headless-shell";
const DOVECOT = "/usr/sbin/dovecot";

/** Why the tests against a real mail server cannot run; null when they can. No IMAP server of npm stands in for it (decision 0041). */
export function withoutDovecot() {
  if (!existsSync(DOVECOT)) return "Dovecot is not installed (apt-get install dovecot-imapd)";
  return userInfo().uid === 0 ? null : "Dovecot in tests wants root";
}

/** Debian's own Chromium and Dovecot where we may install them, else Playwright's browser; says what it did. */
export function installPeers() {
  const missing = [
    [CHROMIUM, "chromium-headless-shell"],
    [DOVECOT, "dovecot-imapd"],
  ].filter(([path]) => !existsSync(path));
  if (missing.length > 0 && existsSync("/etc/debian_version") && userInfo().uid === 0)
    apt(missing.map(([, name]) => name));
  if (!existsSync(CHROMIUM) && !existsSync("/usr/bin/chromium")) playwright();
}

function apt(packages) {
  console.log(`Installing ${packages.join(" and ")} with apt`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...packages],
  ]) {
    const { status, stderr } = spawnSync("apt-get", args, {
      env,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0) console.log(`apt-get ${args[0]} failed: ${stderr.trim().split("\n").at(-1)}`);
  }
}

function playwright() {
  console.log("No Chromium of Debian here: the browser tests use Playwright's own.");
  const { status } = spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "inherit",
  });
  if (status !== 0) console.log("Playwright could not fetch its browser: the browser tests will fail.");
}
