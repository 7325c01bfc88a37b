import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installBrowser, withoutDovecot } from "./peers.mjs";
import { tellPages } from "./tell-pages.mjs";

const REPORTS = resolve(".data/reports");

const vitest = (report, ...projects) => [
  "node_modules/vitest/vitest.mjs",
  "run",
  ...projects.map((name) => `--project=${name}`),
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
];

installBrowser();
const missing = withoutDovecot();
const mailbox = missing === null ? ["mailbox"] : [];

const suites = [
  { name: "static checks", args: (report) => ["script/verify.mjs", `--report=${report}`], count: (r) => r },
  { name: "unit and component tests", args: (report) => vitest(report, "unit", "component"), count: countVitest },
  {
    name: "database, engine and mailbox tests",
    args: (report) => vitest(report, "db", "engine", ...mailbox),
    count: countVitest,
  },
  { name: "start and stop", args: (report) => vitest(report, "server"), count: countVitest },
  {
    name: "browser tests",
    args: () => ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"],
    count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped }),
    explain: tellPages,
  },
];

/** A skipped test is one that does not say whether the program is sound: it counts as failed. */
function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests };
}

mkdirSync(REPORTS, { recursive: true });
/** The Heed that "start and stop" makes from nothing, with its demo, is the one the browser tests use. */
const home = mkdtempSync(join(tmpdir(), "heed-test-"));
chmodSync(home, 0o755); // PostgreSQL is another user where we are root
const total = { passed: 0, failed: 0 };
for (const { name, args, count, explain } of suites) {
  console.log(`\n== ${name}`);
  const report = join(REPORTS, `${name.replaceAll(/\W+/g, "-")}.json`);
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, args(report), {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, HEED_TEST_HOME: home },
  });
  const results = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null;
  const { passed, failed } = results === null ? { passed: 0, failed: 0 } : count(results);
  if (results !== null) explain?.(results);
  total.passed += passed;
  // A program that ends badly without a failed test (a file that does not load, an unhandled error) is one failure.
  total.failed += status !== 0 && failed === 0 ? 1 : failed;
}
rmSync(home, { recursive: true, force: true });
if (missing !== null) console.log(`\nNOT RUN: every test of a connected mailbox. ${missing}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
