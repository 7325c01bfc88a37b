// Brings node_modules to package-lock.json. Plain JavaScript without packages: it runs before there are any.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mendDriver } from "./mend-driver.mjs";
import { waitForNpm } from "./npm-at-work.mjs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Heed needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
waitForNpm(process.cwd()); // two at once empty node_modules
if (!isInstalled()) install();
mendDriver();

/** Whether every package of the lock that must be here is here in its version, as npm itself noted. */
function isInstalled() {
  const noted = "node_modules/.package-lock.json";
  if (!existsSync(noted)) return false;
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf(noted);
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

function packagesOf(lock) {
  return JSON.parse(readFileSync(lock, "utf8")).packages;
}

function install() {
  console.log("Installing packages (a minute or two the first time)");
  const common = ["--include=dev", "--no-audit", "--no-fund"];
  const exact = npm(["ci", ...common], "pipe");
  if (exact.status === 0) return;
  const said = `${exact.stdout}${exact.stderr}`;
  // A registry that is a partial copy leaves out builds for other platforms; npm then finds the lock incomplete.
  if (!/EUSAGE|Missing: .* from lock file/.test(said)) {
    console.error(said);
    process.exit(1);
  }
  const loose = npm(["install", "--no-save", "--prefer-offline", ...common], "inherit");
  if (loose.status !== 0) process.exit(loose.status ?? 1);
}

function npm(args, stdio) {
  return spawnSync("npm", args, { stdio: ["ignore", stdio, stdio], encoding: "utf8" });
}
