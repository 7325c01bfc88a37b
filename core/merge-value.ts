/** A value of the person in a text, as a writer thinks of it: which one, and what to write where it is empty. */
export interface MergeValueText {
  readonly path: string;
  /** Null: nothing is written instead. */
  readonly fallback: string | null;
}

const SIMPLE =
  /^\{\{-?\s*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\s*(?:\|\s*default\s*:\s*(?:"([^"{}]*)"|'([^'{}]*)')\s*)?-?\}\}$/;

/** Reads `{{ path }}` and `{{ path | default: "…" }}`; anything more (filters, conditions) is null: it is shown as written. */
export function readMergeValue(raw: string): MergeValueText | null {
  const hit = SIMPLE.exec(raw.trim());
  return hit?.[1] === undefined ? null : { path: hit[1], fallback: hit[2] ?? hit[3] ?? null };
}

const USUAL: Readonly<Record<string, string>> = {
  first_name: "there",
  full_name: "there",
  "company.name": "your company",
};

/** What reads well in its place for somebody of whom it is not known; null: nothing does, whoever writes must say. */
export const usualFallback = (path: string): string | null => USUAL[path] ?? null;

/** The Liquid of a value; an empty fallback is none. Quotes and braces that would end it become others or go. */
export function writeMergeValue({ path, fallback }: MergeValueText): string {
  if (fallback === null || fallback === "") return `{{ ${path} }}`;
  return `{{ ${path} | default: "${fallback.replaceAll('"', "”").replaceAll("\\", "/").replace(/[{}]/g, "").replace(/\s+/g, " ")}" }}`;
}

/** `company.name` as one says it: "company · name". Attributes go by their own name. */
export const sayMergePath = (path: string): string =>
  path
    .replace(/^attributes\./, "")
    .replaceAll("_", " ")
    .replaceAll(".", " · ");

/** What was typed of a value after the brace that opened the list, without further braces. */
const afterBraces = (typed: string): string => typed.replace(/^[\s{]+/, "");

/** Words to look for in the list while somebody types a value as Liquid: `{ first_na` looks for "first na". */
export const toSearchedValue = (typed: string): string => sayMergePath(afterBraces(typed).trim());

/** The Liquid of a value that somebody has typed out up to its closing braces; null while it is open. */
export function readTypedValue(typed: string): string | null {
  const inside = /^([^{}%]*[^{}%\s])\s*\}\}\s*$/.exec(afterBraces(typed))?.[1];
  return inside === undefined ? null : `{{ ${inside} }}`;
}
