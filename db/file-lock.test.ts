import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holderLine, isAlive, readHolder, withFileLock } from "@/db/file-lock";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "heed-lock-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const lock = () => join(folder, "a.lock");
const impossiblePid = 4_194_305; // above Linux's highest

test("one works at a time, everybody has a turn, and nothing is left behind", async () => {
  let inside = 0;
  const turns: number[] = [];
  const work = (n: number) =>
    withFileLock(lock(), async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      turns.push(n);
      inside -= 1;
    });
  await Promise.all([1, 2, 3, 4, 5].map(work));
  expect(turns.sort()).toEqual([1, 2, 3, 4, 5]);
  expect(readdirSync(folder)).toEqual([]);
});

test("what fails inside gives the lock back and is not swallowed", async () => {
  await expect(withFileLock(lock(), () => Promise.reject(new Error("inside")))).rejects.toThrow("inside");
  expect(existsSync(lock())).toBe(false);
});

test("a dead holder's lock is taken; so is one whose process id was given away", async () => {
  for (const dead of [`${impossiblePid} 1\n`, `${process.pid} 1\n`]) {
    writeFileSync(lock(), dead);
    expect(await withFileLock(lock(), async () => "got it", 2000)).toBe("got it");
  }
});

test("a living holder is waited for, and named when it takes too long", async () => {
  writeFileSync(lock(), holderLine(process.pid));
  await expect(withFileLock(lock(), async () => "never", 50)).rejects.toThrow(`held by process ${process.pid}`);
  expect(readHolder(lock())).toMatchObject({ pid: process.pid });
  expect(isAlive({ pid: process.pid, startedAt: "" })).toBe(true);
  rmSync(lock());
});
