import { splitMergeTokens } from "@/core/merge-tokens";

/** A value of the person named in a text: `{{ first_name | default: "there" }}`. */
export interface MergeChip {
  /** Place among the tokens of the text. */
  readonly index: number;
  readonly path: string;
  /** Null: none is given. */
  readonly fallback: string | null;
}

const SIMPLE = /^\s*([A-Za-z_][\w.]*)\s*(?:\|\s*default:\s*"([^"]*)"\s*)?$/;

/** The values a text names, in reading order; expressions with more to them than a fallback are left to the text. */
export function chipsOf(text: string): MergeChip[] {
  return splitMergeTokens(text).flatMap((token, index) => {
    const hit = token.type === "output" ? SIMPLE.exec(token.expression) : null;
    return hit?.[1] ? [{ index, path: hit[1], fallback: hit[2] ?? null }] : [];
  });
}

/** The text with another fallback for one of its values; quotes, which would end it, become typographic ones. */
export function withFallback(text: string, chip: MergeChip, fallback: string): string {
  return splitMergeTokens(text)
    .map((token, index) => (index === chip.index && token.type === "output" ? written(chip.path, fallback) : token.raw))
    .join("");
}

/** A value as it is written into a text. An empty fallback is none. */
export const written = (path: string, fallback: string): string =>
  fallback === "" ? `{{ ${path} }}` : `{{ ${path} | default: "${fallback.replaceAll('"', "”")}" }}`;

/** "first name", "company · name". */
export const chipWords = (path: string): string =>
  path
    .replace(/^attributes\./, "")
    .replaceAll("_", " ")
    .replaceAll(".", " · ");
