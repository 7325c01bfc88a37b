/** A piece of a Liquid template: literal text, `{{ output }}`, `{% tag %}`, or one that was opened and never closed. */
export type MergeToken =
  | { readonly type: "text"; readonly raw: string; readonly at: number }
  | { readonly type: "output"; readonly raw: string; readonly at: number; readonly expression: string }
  | { readonly type: "tag"; readonly raw: string; readonly at: number; readonly name: string; readonly args: string }
  | { readonly type: "broken"; readonly raw: string; readonly at: number };

const OPENING = /\{\{|\{%/g;

/** Index just behind the closing delimiter, or -1. A delimiter inside quotes does not close. */
function findEnd(source: string, from: number, closing: string): number {
  let quote = "";
  for (let i = from; i < source.length; i += 1) {
    const c = source.charAt(i);
    if (quote) {
      if (c === quote) quote = "";
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (source.startsWith(closing, i)) {
      return i + closing.length;
    }
  }
  return -1;
}

function toToken(raw: string, at: number): MergeToken {
  const inner = raw.slice(2, -2).replace(/^-/, "").replace(/-$/, "").trim();
  if (raw.startsWith("{{")) return { type: "output", raw, at, expression: inner };
  const name = /^[a-z_#]*/i.exec(inner)?.[0] ?? "";
  return { type: "tag", raw, at, name, args: inner.slice(name.length).trim() };
}

/** Splits a template into its pieces; the raws joined give the template again. */
export function splitMergeTokens(template: string): MergeToken[] {
  const tokens: MergeToken[] = [];
  let done = 0;
  OPENING.lastIndex = 0;
  for (let hit = OPENING.exec(template); hit; hit = OPENING.exec(template)) {
    const end = findEnd(template, hit.index + 2, hit[0] === "{{" ? "}}" : "%}");
    if (hit.index > done) tokens.push({ type: "text", raw: template.slice(done, hit.index), at: done });
    if (end < 0) {
      tokens.push({ type: "broken", raw: template.slice(hit.index), at: hit.index });
      return tokens;
    }
    tokens.push(toToken(template.slice(hit.index, end), hit.index));
    done = end;
    OPENING.lastIndex = end;
  }
  if (done < template.length) tokens.push({ type: "text", raw: template.slice(done), at: done });
  return tokens;
}

/** How many blocks a run of tokens leaves open; below zero at any point means one was closed too often. */
export function isBalanced(tokens: readonly MergeToken[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.type !== "tag") continue;
    if (BLOCK_TAGS.has(token.name)) depth += 1;
    else if (token.name.startsWith("end")) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Tags that open a block which `end…` closes. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(["if", "unless", "case", "for"]);
