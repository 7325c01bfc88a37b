import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// script/install.mjs in a folder with one package, beside an npm of ours that notes what it is asked for.
let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "heed-install-")));
  writeLock("package-lock.json");
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/npm"), '#!/bin/sh\necho "$@" >> asked\n', { mode: 0o755 });
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function writeLock(path: string): void {
  writeFileSync(join(folder, path), JSON.stringify({ packages: { "": {}, "node_modules/one": { version: "1.0.0" } } }));
}

async function begin(args: string[]): Promise<ChildProcess> {
  const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  if (child.stdout) await once(child.stdout, "data");
  return child;
}

const asked = () => readFileSync(join(folder, "asked"), "utf8");
const install = () => begin([resolve("script/install.mjs")]);
/** Named as npm names itself, here. */
const npm = () => begin(["-e", 'process.title = "npm install"; console.log("at work"); setInterval(() => {}, 1_000);']);

test("what is missing is installed as the lock says", async () => {
  const [code] = await once(await install(), "exit");
  expect(code).toBe(0);
  expect(asked()).toMatch(/^ci /);
});

test("an npm that is at work in the folder is waited for, and what it installed is not installed again", async () => {
  const other = await npm();
  const ours = await install(); // says that it waits
  mkdirSync(join(folder, "node_modules"));
  writeLock("node_modules/.package-lock.json");
  const ended = once(ours, "exit");
  other.kill("SIGKILL");
  expect(await ended).toEqual([0, null]);
  expect(asked).toThrow(/ENOENT/);
});
