import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openConditions } from "./harness/conditions";

/** A benchmark is a file of this folder that exports `run`: arguments in, the fields of its row in BENCHMARKS.md out. */
type Benchmark = { run: (options: { args: readonly string[] }) => Promise<Record<string, unknown>> };

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "run.ts")
  .map((file) => file.slice(0, -".ts".length));

if (name === undefined || !names.includes(name) || !existsSync(join(import.meta.dirname, `${name}.ts`))) {
  process.stderr.write(`npm run bench -- NAME [options], where NAME is one of: ${names.join(", ")}\n`);
  process.exit(2);
}

const benchmark: Benchmark = await import(`./${name}.ts`);
const conditions = openConditions();
const fields = await benchmark.run({ args });
process.stdout.write(`${JSON.stringify({ benchmark: name, ...fields, conditions: conditions.close() })}\n`, () =>
  process.exit(0),
);
