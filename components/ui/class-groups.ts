/**
 * What a utility sets, so that of two that set the same the later wins. Only what Heed's own classes use: the test compares
 * them two by two with tailwind-merge, which knows all of Tailwind and weighs six times as much as this.
 */
export function groupOf(utility: string): string | null {
  const name = utility.startsWith("-") ? utility.slice(1) : utility;
  const exact = words[name];
  if (exact !== undefined) return exact;
  const prefix = prefixes.find((one) => name === one || name.startsWith(`${one}-`));
  if (prefix === undefined) return null;
  return special[prefix]?.(name.slice(prefix.length + 1)) ?? prefix;
}

/** Groups a utility of this group takes the place of, besides its own. */
export const covers: Readonly<Record<string, readonly string[]>> = {
  gap: ["gap-x", "gap-y"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  size: ["w", "h"],
  flex: ["basis", "grow", "shrink"],
  overflow: ["overflow-x", "overflow-y"],
  rounded: ["rounded-t", "rounded-b"],
  "border-width": ["border-t", "border-b", "border-l", "border-r", "border-x"],
  "border-x": ["border-l", "border-r"],
  "text-size": ["leading"],
  "line-clamp": ["display", "overflow"],
  translate: ["translate-x", "translate-y"],
};

const said = (group: string, names: string) => Object.fromEntries(names.split(" ").map((name) => [name, group]));

const words: Readonly<Record<string, string>> = {
  ...said("display", "block contents flex grid hidden inline inline-block inline-flex inline-grid table"),
  ...said("position", "absolute fixed relative sticky"),
  ...said("ellipsis", "truncate text-ellipsis"),
  ...said("decoration", "underline no-underline"),
  ...said("outline-style", "outline-none"),
  ...said("italic", "italic"),
  ...said("read", "sr-only"),
};

const isLength = (rest: string) => rest === "" || /^(\d|\[[\d.]+px\])/.test(rest);

/** Where the word after the prefix says what is meant. */
const special: Readonly<Record<string, (rest: string) => string>> = {
  text: (rest) =>
    ["left", "right", "center"].includes(rest)
      ? "text-align"
      : ["micro", "caption", "title", "heading", "figure", "xs", "sm", "base", "lg"].includes(rest)
        ? "text-size"
        : rest === "balance"
          ? "text-wrap"
          : "text-color",
  font: (rest) => (["mono", "serif", "sans"].includes(rest) ? "font-family" : "font-weight"),
  flex: (rest) =>
    rest.startsWith("col") || rest.startsWith("row") ? "flex-direction" : rest === "wrap" ? "wrap" : "flex",
  bg: (rest) => (rest.startsWith("size-") ? "bg-size" : rest.startsWith("[radial") ? "bg-image" : "bg-color"),
  border: (rest) =>
    rest === "separate"
      ? "border-collapse"
      : ["dashed", "dotted"].includes(rest)
        ? "border-style"
        : isLength(rest)
          ? "border-width"
          : "border-color",
  outline: (rest) => (isLength(rest) ? "outline-width" : "outline-color"),
  divide: (rest) => (rest === "y" ? "divide-y" : "divide-color"),
};

/** Longer ones first: `max-h-6` is no `max`. */
const prefixes: readonly string[] = [
  "max-h max-w min-h min-w gap-x gap-y inset-x inset-y space-x translate-x translate-y rounded-t",
  "rounded-b overflow-x overflow-y border-spacing border-t border-b border-l border-r border-x",
  "grid-cols col-span place-items justify-items underline-offset outline-offset will-change",
  "field-sizing pointer-events scroll-mt line-clamp text font flex bg border outline divide gap inset",
  "rounded overflow translate h w m mx my mt mr mb ml p px py pt pr pb pl size top right bottom left",
  "items self justify shrink grow basis break tracking leading table align opacity ring list filter",
  "whitespace cursor z content fill transition duration accent select overscroll shadow animate resize",
  "order rotate touch [scrollbar-width:none]",
].flatMap((line) => line.split(" "));
