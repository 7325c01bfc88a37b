import { type MergeData, readVariables, renderTemplate } from "@/core/merge-liquid";

export { checkMerge } from "@/core/merge-check";
export { type MergeData, MergeError } from "@/core/merge-liquid";

/**
 * The paths a template reads, sorted, each once: `["company.name", "first_name"]`.
 * @throws MergeError when the template is broken
 */
export function findVariables(template: string): string[] {
  return readVariables(template);
}

/**
 * Merges data into a Liquid template. With `html` every output is escaped; there is no way around that.
 * `missing` names each output that came out empty: such a mail must not leave.
 * @throws MergeError when the template is broken or runs into a limit
 */
export function renderMerge(
  template: string,
  data: MergeData,
  options: { readonly html: boolean },
): { text: string; missing: string[] } {
  return renderTemplate(template, data, options.html ? "html" : "text");
}

/** As renderMerge, for header lines: no line break survives (RFC 5322 §2.2 header injection). */
export function renderMergeLine(template: string, data: MergeData): { text: string; missing: string[] } {
  const { text, missing } = renderTemplate(template, data, "text");
  return { text: text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ").trim(), missing };
}
