import { type ClassValue, clsx } from "clsx";
import { covers, groupOf } from "./class-groups";

const known = new Map<string, string>();

/** Joins class names; of two that fight, the later wins. */
export function cn(...classes: ClassValue[]): string {
  const joined = clsx(classes);
  const before = known.get(joined);
  if (before !== undefined) return before;
  const made = settle(joined);
  known.set(joined, made);
  return made;
}

/** From the last to the first: what sets something that is set already goes. */
function settle(joined: string): string {
  const kept: string[] = [];
  const taken = new Set<string>();
  for (const word of joined.split(/\s+/).reverse()) {
    const { when, utility } = partsOf(word);
    const group = groupOf(utility);
    if (group !== null) {
      if (taken.has(when + group)) continue;
      for (const one of [group, ...(covers[group] ?? [])]) taken.add(when + one);
    }
    kept.push(word);
  }
  return kept.reverse().join(" ");
}

/** `max-md:hover:bg-pine!` holds when `max-md:hover:!`, and is `bg-pine`. */
function partsOf(word: string): { readonly when: string; readonly utility: string } {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word[at];
    if (letter === "[" || letter === "(") depth += 1;
    else if (letter === "]" || letter === ")") depth -= 1;
    else if (letter === ":" && depth === 0) start = at + 1;
  }
  const utility = word.slice(start);
  const important = utility.startsWith("!") || utility.endsWith("!");
  const when = word.slice(0, start).split(":").sort().join(":");
  return { when: `${when}${important ? "!" : ""} `, utility: utility.replace(/^!|!$/, "") };
}
