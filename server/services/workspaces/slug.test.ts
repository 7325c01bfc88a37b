import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { toSlug } from "@/server/services/workspaces/slug";

const OURS = ["app", "app/(auth)", "app/(public)"].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
    .map(({ name }) => name),
);

test.each(OURS)("a workspace named like our own address /%s has another", (name) => {
  expect(toSlug(name, null)).toBe(`${name}-1`);
});
