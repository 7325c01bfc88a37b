// What tests need beside npm packages: a browser, and an IMAP server to be a mailbox's peer.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";

export const CHROMIUM = "/usr/bin/chromium-headless-shell";
export const DOVECOT = "/usr/sbin/dovecot";

/** Why the tests against a real mail server cannot run; null when they can. No IMAP server of npm stands in for it (decision 0041). */
export function withoutDovecot() {
  if (!existsSync(DOVECOT)) return "Dovecot is not installed (apt-get install dovecot-imapd)";
  return userInfo().uid === 0 ? null : "Dovecot in tests wants root";
}

/** Playwright's own browser where Debian's is not. */
export function installBrowser() {
  if (existsSync(CHROMIUM) || existsSync("/usr/bin/chromium")) return;
  console.log("No Chromium of Debian here: the browser tests use Playwright's own.");
  const { status } = spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "inherit",
  });
  if (status !== 0) console.log("Playwright could not fetch its browser: the browser tests will fail.");
}
