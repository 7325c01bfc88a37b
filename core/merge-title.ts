const OUTPUT = /\{\{-?\s*([\w.]+)[^{}]*\}\}/g;

/** A line with merge tags as a title one reads at a glance: "Call {{ contact.full_name | default: "them" }}" → "Call ‹full name›". */
export const mergeTitle = (line: string): string =>
  line.replaceAll(OUTPUT, (_, path: string) => `‹${(path.split(".").at(-1) ?? path).replaceAll("_", " ")}›`);
