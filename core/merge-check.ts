import { leadingPath, MergeError, parseTemplate, readVariables } from "@/core/merge-liquid";
import { type MergeToken, splitMergeTokens } from "@/core/merge-tokens";

/** What a writer may name. A path that ends in `.*` stands for everything below it (`event.*`). */
export interface MergeVariable {
  readonly path: string;
  readonly mayBeEmpty: boolean;
}

export interface MergeProblem {
  readonly kind: "syntax" | "unknown_variable" | "no_fallback" | "bad_link" | "unbalanced";
  readonly message: string;
  readonly variable?: string;
  /** Offset in the template, where known. */
  readonly at?: number;
}

const LITERAL_DEFAULT = /\|\s*default\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s|,]+))/g;

function findKnown(path: string, known: readonly MergeVariable[]): MergeVariable | undefined {
  return known.find((variable) => {
    if (variable.path === path) return true;
    const base = variable.path.endsWith(".*") ? variable.path.slice(0, -2) : variable.path;
    return path.startsWith(`${base}.`) || path.startsWith(`${base}[`) || (variable.path !== base && path === base);
  });
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function describeUnknown(path: string, known: readonly MergeVariable[]): string {
  const near = known
    .map((variable) => ({ path: variable.path, far: distance(path, variable.path) }))
    .sort((a, b) => a.far - b.far)[0];
  const hint = near && near.far <= 3 ? ` Did you mean ${near.path}?` : "";
  return `We know no value called ${path}.${hint}`;
}

/** Paths that a condition proves filled: `first_name`, `first_name != blank`, joined by `and`. */
function provenBy(condition: string): string[] {
  if (/\bor\b/.test(condition)) return [];
  return condition.split(/\band\b/).flatMap((part) => {
    const hit =
      /^\s*([A-Za-z_][\w.-]*)\s*(?:(?:!=\s*(?:blank|empty|nil|null|""|''))|(?:==\s*(?:"[^"]+"|'[^']+')))?\s*$/.exec(
        part,
      );
    return hit?.[1] ? [hit[1]] : [];
  });
}

function hasFallback(expression: string, known: readonly MergeVariable[]): boolean {
  return [...expression.matchAll(LITERAL_DEFAULT)].some(([, double, single, bare]) => {
    if (bare === undefined) return (double ?? single ?? "").trim() !== "";
    return /^\d/.test(bare) || findKnown(bare, known)?.mayBeEmpty === false;
  });
}

/** Outputs that may come out blank: not always filled, no `default`, not inside an `if` that proves them filled. */
function findBlanks(tokens: readonly MergeToken[], known: readonly MergeVariable[]): MergeProblem[] {
  const problems: MergeProblem[] = [];
  const guards: string[][] = [];
  for (const token of tokens) {
    if (token.type === "tag") {
      if (token.name === "if") guards.push(provenBy(token.args));
      else if (token.name === "for" || token.name === "unless" || token.name === "case") guards.push([]);
      else if (token.name === "else" || token.name === "when") guards.splice(-1, 1, []);
      else if (token.name === "elsif") guards.splice(-1, 1, provenBy(token.args));
      else if (token.name.startsWith("end")) guards.pop();
    }
    if (token.type !== "output") continue;
    const path = leadingPath(token.expression);
    if (!path || !findKnown(path, known)?.mayBeEmpty) continue;
    if (guards.some((guard) => guard.includes(path)) || hasFallback(token.expression, known)) continue;
    problems.push({
      kind: "no_fallback",
      variable: path,
      at: token.at,
      message: `${path} can be empty. Say what to write then: {{ ${path} | default: "…" }}.`,
    });
  }
  return problems;
}

/**
 * What is wrong with a template while it is being written: broken Liquid, a name nobody knows, or a value that may be
 * empty and has no `default`. An empty list means that a merge with the known variables leaves no blank.
 */
export function checkMerge(template: string, known: readonly MergeVariable[]): MergeProblem[] {
  try {
    parseTemplate(template, "text");
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    return [{ kind: "syntax", message: `This cannot be merged: ${error.message}.` }];
  }
  const tokens = splitMergeTokens(template);
  const unknown = readVariables(template)
    .filter((path) => !findKnown(path, known))
    .map((path): MergeProblem => {
      const at = tokens.find((token) => token.type !== "text" && token.raw.includes(path))?.at;
      const problem = { kind: "unknown_variable" as const, variable: path, message: describeUnknown(path, known) };
      return at === undefined ? problem : { ...problem, at };
    });
  return [...unknown, ...findBlanks(tokens, known)];
}
