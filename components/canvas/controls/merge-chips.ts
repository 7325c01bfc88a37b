import { splitMergeTokens } from "@/core/merge-tokens";
import { type MergeValueText, readMergeValue, writeMergeValue } from "@/core/merge-value";

/** A value of the person named in a text: `{{ first_name | default: "there" }}`. */
export interface MergeChip extends MergeValueText {
  /** Place among the tokens of the text. */
  readonly index: number;
}

/** The values a text names, in reading order; expressions with more to them than a fallback are left to the text. */
export function chipsOf(text: string): MergeChip[] {
  return splitMergeTokens(text).flatMap((token, index) => {
    const value = token.type === "output" ? readMergeValue(token.raw) : null;
    return value ? [{ index, ...value }] : [];
  });
}

/** The text with another fallback for one of its values. */
export function withFallback(text: string, chip: MergeChip, fallback: string): string {
  return splitMergeTokens(text)
    .map((token, index) =>
      index === chip.index && token.type === "output" ? writeMergeValue({ path: chip.path, fallback }) : token.raw,
    )
    .join("");
}
