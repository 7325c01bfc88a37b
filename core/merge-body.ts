import { isBalanced, type MergeToken, splitMergeTokens } from "@/core/merge-tokens";

/**
 * The body of an email step: paragraphs between blank lines, `**bold**`, `*italic*`, `- ` and `1. ` lists,
 * `[label](address)` and bare https addresses, Liquid anywhere. A line of Liquid tags alone steers whole paragraphs.
 */
export type BodyInline =
  | { readonly type: "text"; readonly template: string }
  | { readonly type: "break" }
  | { readonly type: "strong" | "em"; readonly children: readonly BodyInline[] }
  | { readonly type: "link"; readonly url: string; readonly children: readonly BodyInline[]; readonly bare: boolean };

export type BodyBlock =
  | { readonly type: "paragraph"; readonly children: readonly BodyInline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly BodyInline[])[] }
  | { readonly type: "logic"; readonly template: string };

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;
const BARE_URL = /^https?:\/\/[^\s<>"'\uE002]+(?:\uE002\d+\uE003[^\s<>"']*)*/i;
const TRAILING = /[.,;:!?)\]]+$/;

/** Liquid is opaque to the text format: each token travels as U+E002 number U+E003. */
class OpaqueLiquid {
  readonly #tokens: MergeToken[] = [];

  hide(body: string): string {
    return splitMergeTokens(body.replace(/[\uE000-\uE003]/g, ""))
      .map((token) => {
        if (token.type === "text") return token.raw;
        this.#tokens.push(token);
        return `\uE002${this.#tokens.length - 1}\uE003`;
      })
      .join("");
  }

  show(text: string): string {
    return text.replace(/\uE002(\d+)\uE003/g, (_, index: string) => this.#tokens[Number(index)]?.raw ?? "");
  }

  isLogic(line: string): boolean {
    const rest = line.replace(/\uE002(\d+)\uE003/g, (whole, index: string) =>
      this.#tokens[Number(index)]?.type === "tag" ? "" : whole,
    );
    return rest.trim() === "" && line.trim() !== "";
  }
}

interface Found {
  readonly inline: BodyInline;
  readonly length: number;
}

function readLink(source: string, show: (text: string) => string): Found | null {
  const hit = /^\[((?:[^\][]|\\.)+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/.exec(source);
  if (!hit?.[1] || !hit[2]) return null;
  const children = readInlines(hit[1], show, false);
  return { inline: { type: "link", url: show(hit[2]), children, bare: false }, length: hit[0].length };
}

function readBareLink(source: string, show: (text: string) => string): Found | null {
  const hit = BARE_URL.exec(source)?.[0].replace(TRAILING, "");
  if (!hit) return null;
  const children: BodyInline[] = [{ type: "text", template: show(hit) }];
  return { inline: { type: "link", url: show(hit), children, bare: true }, length: hit.length };
}

function readEmphasis(source: string, before: string, show: (text: string) => string, links: boolean): Found | null {
  const strong = /^(\*\*|__)(?=\S)([\s\S]*?\S)\1/.exec(source);
  if (strong?.[2]) {
    return { inline: { type: "strong", children: readInlines(strong[2], show, links) }, length: strong[0].length };
  }
  const em = /^(?:\*(?=[^\s*])([\s\S]*?[^\s*])\*(?!\*)|_(?=[^\s_])([\s\S]*?[^\s_])_(?![\p{L}\p{N}_]))/u.exec(source);
  const inner = em?.[1] ?? em?.[2];
  if (!em || !inner || /[\p{L}\p{N}]$/u.test(before)) return null;
  return { inline: { type: "em", children: readInlines(inner, show, links) }, length: em[0].length };
}

function readInlines(source: string, show: (text: string) => string, links: boolean): BodyInline[] {
  const out: BodyInline[] = [];
  let text = "";
  const flush = () => {
    if (text) out.push({ type: "text", template: show(text) });
    text = "";
  };
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i);
    const c = source.charAt(i);
    if (c === "\\" && /[\\*_[\]()-]/.test(source.charAt(i + 1))) {
      text += source.charAt(i + 1);
      i += 2;
      continue;
    }
    let found: Found | null = null;
    if (c === "\n") found = { inline: { type: "break" }, length: 1 };
    else if (c === "[" && links) found = readLink(rest, show);
    else if ((c === "h" || c === "H") && links && !/[\p{L}\p{N}]$/u.test(text)) found = readBareLink(rest, show);
    else if (c === "*" || c === "_") found = readEmphasis(rest, source.slice(0, i), show, links);
    if (found) {
      flush();
      out.push(found.inline);
      i += found.length;
    } else {
      text += c;
      i += 1;
    }
  }
  flush();
  return out;
}

type LineKind = "blank" | "logic" | "bullet" | "number" | "text";

function kindOf(line: string, liquid: OpaqueLiquid): LineKind {
  if (line.trim() === "") return "blank";
  if (liquid.isLogic(line)) return "logic";
  const item = ITEM.exec(line);
  if (!item) return "text";
  return item[1] === undefined ? "bullet" : "number";
}

const CACHE_SIZE = 200;
const parsed = new Map<string, readonly BodyBlock[]>();

/** Parses the text format. Never fails: what is not markup is text. The same body gives the same blocks. */
export function parseBody(body: string): readonly BodyBlock[] {
  const known = parsed.get(body);
  if (known) return known;
  const blocks = readBlocks(body);
  if (parsed.size >= CACHE_SIZE) parsed.delete(parsed.keys().next().value ?? "");
  parsed.set(body, blocks);
  return blocks;
}

function readBlocks(body: string): BodyBlock[] {
  const liquid = new OpaqueLiquid();
  const show = (text: string) => liquid.show(text);
  const blocks: BodyBlock[] = [];
  let lines: string[] = [];
  let current: LineKind = "blank";
  const flush = () => {
    if (current === "text") {
      const source = lines.map((line) => line.trim()).join("\n");
      blocks.push({ type: "paragraph", children: readInlines(source, show, true) });
    } else if (current === "bullet" || current === "number") {
      const items = lines.map((line) => readInlines(ITEM.exec(line)?.[2] ?? line.trim(), show, true));
      blocks.push({ type: "list", ordered: current === "number", items });
    } else if (current === "logic") {
      for (const line of lines) blocks.push({ type: "logic", template: show(line.trim()) });
    }
    lines = [];
  };
  for (const line of liquid.hide(body.replace(/\r\n?/g, "\n")).split("\n")) {
    const kind = kindOf(line, liquid);
    const joins = kind === current || (kind === "text" && (current === "bullet" || current === "number"));
    if (!joins) flush();
    if (joins && kind === "text" && current !== "text") lines.push(`${lines.pop() ?? ""} ${line.trim()}`);
    else lines.push(line);
    if (!joins) current = kind;
  }
  flush();
  return blocks;
}

function* walkInlines(inlines: readonly BodyInline[]): Generator<BodyInline> {
  for (const inline of inlines) {
    yield inline;
    if (inline.type === "strong" || inline.type === "em" || inline.type === "link") yield* walkInlines(inline.children);
  }
}

/** All inlines of a block, its own and nested ones. */
export function* inlinesOf(block: BodyBlock): Generator<BodyInline> {
  if (block.type === "paragraph") yield* walkInlines(block.children);
  if (block.type === "list") for (const item of block.items) yield* walkInlines(item);
}

function isWhole(inlines: readonly BodyInline[]): boolean {
  const own = inlines.map((inline) => (inline.type === "text" ? inline.template : "")).join("");
  if (!isBalanced(splitMergeTokens(own))) return false;
  return inlines.every((inline) => !("children" in inline) || isWhole(inline.children));
}

/** Liquid conditions must open and close in the same paragraph, item, emphasis or label, or stand on lines of their own. */
export function isBodyBalanced(blocks: readonly BodyBlock[]): boolean {
  const logic = blocks.map((block) => (block.type === "logic" ? block.template : "")).join("");
  return (
    isBalanced(splitMergeTokens(logic)) &&
    blocks.every((block) => {
      if (block.type === "paragraph") return isWhole(block.children);
      return block.type === "list" ? block.items.every(isWhole) : true;
    })
  );
}
