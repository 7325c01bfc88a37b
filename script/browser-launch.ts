import { existsSync } from "node:fs";

const debian = "/usr/bin/chromium";

/** How Chromium is started by tests, benchmarks and screenshots: without its own sandbox (root), and no page reaches another host. */
export const browserLaunch = {
  ...(existsSync(debian) ? { executablePath: debian } : {}),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
  ],
};
