// `npm run verify`: everything that can be said about the code without running it, in parallel, without a database.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";

const folders = ["app", "bench", "components", "core", "db", "e2e", "script", "server"].filter((name) =>
  existsSync(name),
);
const singles = readdirSync(".").filter((name) => /\.tsx?$/.test(name) && name !== "next-env.d.ts");

const bin = (path, ...args) => [`node_modules/${path}`, ...args];
const checks = {
  format: bin("@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "."),
  types: bin(
    "ts7/bin/tsc",
    "--project",
    "script/tsconfig.verify.json",
    "--noEmit",
    "--checkers",
    "1", // the other checks want the cores too, and several checkers each do much of the same work
    "--incremental",
    "--tsBuildInfoFile",
    "node_modules/.cache/verify.tsbuildinfo",
  ),
  imports: bin(
    "dependency-cruiser/bin/dependency-cruise.mjs",
    "--config",
    ".dependency-cruiser.cjs",
    ...folders,
    ...singles,
  ),
  unused: bin("knip/bin/knip.js", "--no-progress"),
  bans: ["script/check-bans.mjs"],
};
/** A check that looked at nothing is not green (TypeScript 7 blinds dependency-cruiser: it cruises 0 modules and is content). */
const blind = { imports: /\b0 modules/ };

const started = performance.now();
const results = await Promise.all(Object.entries(checks).map(([name, args]) => run(name, args)));
const failed = results.filter(({ ok }) => !ok);
for (const { name, output } of failed) console.error(`\n== ${name}\n${output.trim()}`);
for (const { name, ok, seconds } of results)
  console.log(`${ok ? "passed" : "FAILED"}  ${name.padEnd(8)} ${seconds.toFixed(1)} s`);
console.log(
  `verify: ${results.length - failed.length} passed, ${failed.length} failed in ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
const report = process.argv.find((word) => word.startsWith("--report="))?.slice("--report=".length);
if (report) writeFileSync(report, JSON.stringify({ passed: results.length - failed.length, failed: failed.length }));
process.exit(failed.length > 0 ? 1 : 0);

function run(name, args) {
  const from = performance.now();
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("error", (error) => resolve({ name, ok: false, output: String(error), seconds: 0 }));
    child.once("close", (code) => {
      const saw = !blind[name]?.test(output);
      if (!saw) output += "\nnothing was looked at";
      resolve({ name, ok: code === 0 && saw, output, seconds: (performance.now() - from) / 1000 });
    });
  });
}
