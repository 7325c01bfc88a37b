import { createTailwindMerge } from "tailwind-merge";

type Values = (string | ((value: string) => boolean))[];

const any: Values = [() => true];
const widths: Values = ["", (value) => /^\[?\d/.test(value)];

/** Groups of classes that begin with their own name and differ in a value: `gap-2`, `-mt-[3px]`. */
const named = (names: string) =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, [{ [name]: ["", ...any] }]]));

const group = (prefix: string, values: Values) => [{ [prefix]: values }];

/**
 * Which classes fight. tailwind-merge knows this of all of Tailwind, which is three times as much script; this is what is in
 * use here, and `cn.test.ts` holds it against the whole for every class in the sources.
 */
export const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...named(
      `gap gap-x gap-y size h w min-h max-h min-w max-w p px py pt pr pb pl m mx my ms mt mr mb ml scroll-mt space-x basis
       shrink grow order inset inset-x inset-y top right bottom left z grid-cols items self justify justify-items place-items
       align opacity tracking leading underline-offset border-spacing outline-offset rounded rounded-t rounded-b shadow filter
       fill accent animate transition duration translate-x translate-y rotate will-change cursor select resize touch
       pointer-events overflow overflow-x overflow-y overscroll whitespace line-clamp bg-size field-sizing`,
    ),
    display: [
      "block",
      "inline-block",
      "inline",
      "flex",
      "inline-flex",
      "grid",
      "inline-grid",
      "contents",
      "table",
      "hidden",
    ],
    visibility: ["visible", "invisible", "collapse"],
    position: ["static", "fixed", "absolute", "relative", "sticky"],
    sr: ["sr-only", "not-sr-only"],
    flex: group("flex", any),
    "flex-direction": group("flex", ["row", "col", "row-reverse", "col-reverse"]),
    "flex-wrap": group("flex", ["wrap", "nowrap"]),
    "col-start-end": [{ col: ["auto", { span: any }] }],
    "text-color": group("text", any),
    "font-size": group("text", ["micro", "xs", "caption", "sm", "base", "lg", "title", "heading", "figure"]),
    "text-alignment": group("text", ["left", "center", "right"]),
    "text-wrap": group("text", ["balance", "wrap", "nowrap"]),
    "text-overflow": ["truncate", { text: ["ellipsis"] }],
    "text-decoration": ["underline", "no-underline", "line-through"],
    "font-family": group("font", any),
    "font-weight": group("font", ["normal", "medium", "semibold", "bold"]),
    "font-style": ["italic", "not-italic"],
    "list-style-type": group("list", ["disc", "decimal", "none"]),
    break: group("break", ["normal", "words", "all"]),
    "table-layout": group("table", ["auto", "fixed"]),
    "border-collapse": group("border", ["collapse", "separate"]),
    "border-w": group("border", widths),
    "border-w-x": group("border-x", widths),
    "border-w-t": group("border-t", widths),
    "border-w-r": group("border-r", widths),
    "border-w-b": group("border-b", widths),
    "border-w-l": group("border-l", widths),
    "border-style": group("border", ["solid", "dashed", "dotted"]),
    "border-color": group("border", any),
    "divide-y": group("divide-y", widths),
    "divide-color": group("divide", any),
    "outline-w": group("outline", widths),
    "outline-style": group("outline", ["none", "dashed"]),
    "outline-color": group("outline", any),
    "ring-w": group("ring", widths),
    "bg-image": group("bg", [(value) => value.startsWith("[radial-gradient")]),
    "bg-color": group("bg", any),
  },
  conflictingClassGroups: {
    gap: ["gap-x", "gap-y"],
    size: ["w", "h"],
    p: ["px", "py", "pt", "pr", "pb", "pl"],
    px: ["pr", "pl"],
    py: ["pt", "pb"],
    m: ["mx", "my", "ms", "mt", "mr", "mb", "ml"],
    mx: ["ms", "mr", "ml"],
    my: ["mt", "mb"],
    inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
    "inset-x": ["right", "left"],
    "inset-y": ["top", "bottom"],
    overflow: ["overflow-x", "overflow-y"],
    flex: ["basis", "grow", "shrink"],
    "font-size": ["leading"],
    "line-clamp": ["display", "overflow"],
    rounded: ["rounded-t", "rounded-b"],
    "border-w": ["border-w-x", "border-w-t", "border-w-r", "border-w-b", "border-w-l"],
    "border-w-x": ["border-w-r", "border-w-l"],
  },
  conflictingClassGroupModifiers: { "font-size": ["leading"] },
  postfixLookupClassGroups: [],
  orderSensitiveModifiers: [
    "*",
    "**",
    "after",
    "before",
    "first-letter",
    "first-line",
    "marker",
    "placeholder",
    "selection",
  ],
}));
