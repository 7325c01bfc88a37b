import { defineConfig, devices } from "@playwright/test";
import { browserLaunch } from "./script/browser-launch";
import { withoutDovecot } from "./script/test-run/peers.mjs";

// E2E_URL tests a Heed that runs already; otherwise one is built and started on a port and data folder of its own.
const port = 3199;
const given = process.env.E2E_URL;
/** A folder with a seeded demo that script/test has at hand. */
const home = process.env.HEED_TEST_HOME;

export default defineConfig({
  testDir: "e2e",
  // Checks that have not run to their end on a quiet machine yet; E2E_CHECKS=1 runs them, and whoever sees one pass makes it a spec.
  testMatch: process.env.E2E_CHECKS ? /\.check\.ts$/ : /\.spec\.ts$/,
  ...(withoutDovecot() === null ? {} : { testIgnore: /mailbox\.\w+\.ts$/ }), // script/test says that it was not run
  outputDir: "test-results",
  fullyParallel: false,
  workers: process.env.E2E_WORKERS ? Number(process.env.E2E_WORKERS) : 2,
  retries: 1, // a test that passes the second time is a defect to look into, named by script/test; not a reason not to ship
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: given ?? `http://localhost:${port}`,
    locale: "en-GB",
    timezoneId: "Europe/Rome",
    contextOptions: { reducedMotion: "reduce" }, // frames nobody looks at
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off", // a trace costs a sixth of the time
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1440, height: 900 },
        launchOptions: browserLaunch,
      },
    },
  ],
  ...(given === undefined && {
    webServer: {
      command: home === undefined ? "script/server --fresh" : "script/server",
      url: `http://localhost:${port}`,
      env: { PORT: String(port), HEED_DATA_DIR: home ?? ".data/e2e", HEED_ALLOW_PRIVATE: "on" }, // a mailbox's peers are here
      timeout: 600_000, // builds first
      stdout: "pipe" as const,
      gracefulShutdown: { signal: "SIGTERM" as const, timeout: 30_000 },
    },
  }),
});
