import { existsSync } from "node:fs";

/** Debian's; the first that is there. The one without windows takes a quarter less CPU. */
const debian = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

/** How Chromium is started by tests, benchmarks and screenshots: without its own sandbox (root), and no page reaches another host. */
export const browserLaunch = {
  ...(debian === undefined ? {} : { executablePath: debian }),
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
