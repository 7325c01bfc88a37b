import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a build is made of: one hash of these files and folders. Tests decide nothing about a program and are passed over. */
export function hashSources(root: string, folders: readonly string[], files: readonly string[]): string {
  const at = (name: string) => join(root, name);
  const all = files.filter((file) => existsSync(at(file)));
  for (const folder of folders.filter((name) => existsSync(at(name)))) {
    const names = readdirSync(at(folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
    all.push(...names.filter((name) => !/\.test\.tsx?$/.test(name) && statSync(at(name)).isFile()));
  }
  const hash = createHash("sha256");
  for (const file of all.sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(at(file)))
      .update("\0");
  return hash.digest("hex");
}
