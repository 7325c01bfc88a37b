import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { groupOf } from "./class-groups";
import { cn } from "./cn";

const merge = extendTailwindMerge({
  cacheSize: 0,
  extend: {
    theme: {
      text: ["micro", "caption", "title", "heading", "figure"],
      radius: ["card", "pill"],
      shadow: ["float"],
    },
  },
});

/** Every word of a string in the sources that may be a class. */
function wordsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|class-groups/.test(name))
    .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/"([^"\n]*)"|`([^`]*)`/g)])
    .flatMap((literal) => (literal[1] ?? literal[2] ?? "").split(/\s+/));
}

/** Without what stands before it, as in `hover:bg-pine`. */
const bare = (word: string): string => word.replace(/^(?:[^[(:]|\[[^\]]*\]|\([^)]*\))*:/, "");

test("of two classes the same stay as with tailwind-merge: each beside one of every group, before it and after it", () => {
  const words = [...new Set(["app", "components"].flatMap(wordsOf).map(bare))].filter(
    (word) => /^[-!a-z[][^\s]*$/.test(word) && merge(`${word} ${word}`) === word, // it knows the class
  );
  expect(words.length).toBeGreaterThan(500);
  const ofEach = [...new Map(words.map((word) => [groupOf(word), word])).values()];
  const pairs = words.flatMap((word) => ofEach.flatMap((other) => [`${word} ${other}`, `${other} ${word}`]));
  expect(pairs.filter((both) => cn(both) !== merge(both))).toEqual([]);
}, 60_000);

test("what holds at other times, or is important, is left alone", () => {
  expect(cn("p-2 hover:p-1 md:hover:px-3", "p-3!", "hover:md:p-4")).toBe("p-2 hover:p-1 p-3! hover:md:p-4");
});
