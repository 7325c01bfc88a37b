import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundlePrograms } from "./bundle";

// In a checkout of a few lines.
const PROGRAM = "server/program.ts";
let checkout: string;
beforeEach(() => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), "heed-bundle-")));
  for (const folder of ["core", "server"]) mkdirSync(join(checkout, folder));
  symlinkSync(resolve("node_modules"), join(checkout, "node_modules"));
  write("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
  write("core/word.ts", 'export const word: string = "first";');
  write(PROGRAM, 'import { z } from "zod";\nimport { word } from "@/core/word";\nconsole.log(z.string().parse(word));');
});
afterEach(() => rmSync(checkout, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(checkout, path), text);
const bundle = async () => (await bundlePrograms("test", [PROGRAM], checkout))(PROGRAM);
const builds = () => readdirSync(join(checkout, ".data/programs/test"));
function run(args: string[]): { said: string; complained: string } {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { said: stdout.trim(), complained: stderr };
}

test("a program runs as its sources are now, with packages from where they are", async () => {
  const first = await bundle();
  expect(run(first).said).toBe("first");
  expect(await bundle()).toEqual(first);
  write("core/word.ts", 'export const word: string = "second";');
  expect(run(await bundle()).said).toBe("second");
  expect(run(first).said).toBe("first"); // whoever runs it still finds it
});

test("those who ask at once get one whole build, and nothing half is left", async () => {
  const all = await Promise.all([bundle(), bundle(), bundle()]);
  expect(new Set(all.flat()).size).toBe(2);
  expect(builds()).toHaveLength(1);
  expect(run(all[0]).said).toBe("first");
});

test("only the last few builds are kept", async () => {
  for (let n = 0; n < 7; n += 1) {
    write("core/word.ts", `export const word = "${n}";`);
    await bundle();
  }
  expect(builds()).toHaveLength(5);
});

test("an error names the line of its source", async () => {
  write("core/word.ts", 'export const word: string = "first";\ninterface Unused {}\nthrow new Error("here");');
  expect(run(await bundle()).complained).toContain(`${join(checkout, "core/word.ts")}:3:`);
});

test("a source that asks where it lies is refused, and leaves no build", async () => {
  write("core/word.ts", "export const word = import.meta.url;");
  await expect(bundle()).rejects.toThrow(/asks where its source lies/);
  expect(builds()).toEqual([]);
});
