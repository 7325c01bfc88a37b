import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folders of one running Heed. Everything it writes is below `root`, PostgreSQL's data perhaps excepted. */
export interface Home {
  root: string;
  run: string;
  logs: string;
  keys: string;
}

/** `.data` in the checkout, or HEED_DATA_DIR. */
export function openHome(given: string | undefined): Home {
  const root = resolve(given || ".data");
  const home = { root, run: join(root, "run"), logs: join(root, "logs"), keys: join(root, "keys") };
  for (const folder of [home.run, home.logs]) mkdirSync(folder, { recursive: true });
  return home;
}
