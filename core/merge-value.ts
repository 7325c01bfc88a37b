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

/** The Liquid of a value. Quotes and braces of a fallback become plain ones that cannot end it. */
export function writeMergeValue({ path, fallback }: MergeValueText): string {
  if (fallback === null) return `{{ ${path} }}`;
  return `{{ ${path} | default: "${fallback.replace(/["\\]/g, "'").replace(/[{}]/g, "").replace(/\s+/g, " ")}" }}`;
}

/** `company.name` as one says it: "company · name". */
export const sayMergePath = (path: string): string => path.replaceAll("_", " ").replaceAll(".", " · ");
