import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, it } from "vitest";
import { cn } from "./cn";

it("keeps a size and a colour of ours side by side, and lets the later of two sizes win", () => {
  expect(cn("text-caption text-ink2")).toBe("text-caption text-ink2");
  expect(cn("text-title text-ink", "text-sm")).toBe("text-ink text-sm");
  expect(cn("rounded-card p-2", false, "rounded-pill")).toBe("p-2 rounded-pill");
});

// tailwind-merge would take our text sizes for colours, and drop one of `text-caption text-ink2`.
const whole = extendTailwindMerge({
  extend: {
    theme: {
      text: ["micro", "caption", "title", "heading", "figure"],
      radius: ["card", "pill"],
      shadow: ["float"],
    },
  },
});

/** The classes of the sources, without their conditions (`hover:`); of those that differ in a number alone, one. */
function words(): string[] {
  const found = new Map<string, string>();
  for (const folder of ["app", "components"])
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!/(?<!\.test|class-groups)\.tsx?$/.test(name)) continue;
      for (const [, text = ""] of readFileSync(join(folder, name), "utf8").matchAll(/["'`]([^"'`\n]*)["'`]/g))
        for (const word of text.split(/\s+/)) {
          const plain = word.replace(/^(?:[\w-]+(?:\[[^\]]*\])?:)+/, "");
          found.set(plain.replace(/\d+(\.\d+)?/g, "1"), plain);
        }
    }
  return [...found.values()].filter((word) => whole(`${word} ${word}`) === word && word !== ""); // it fights with itself: a class
}

it("says of every two classes in use what tailwind-merge as a whole says", () => {
  const classes = words();
  expect(classes.length).toBeGreaterThan(250);
  const wrong: string[] = [];
  for (const first of classes)
    for (const second of classes) {
      const both = `${first} ${second}`;
      if (cn(both) !== whole(both)) wrong.push(`${both}: ${cn(both)} instead of ${whole(both)}`);
    }
  expect(wrong.slice(0, 20)).toEqual([]);
});
