import { type BodyInline, readInlines, walkInlines } from "@/core/merge-inline";
import { isBalanced, type MergeToken, splitMergeTokens } from "@/core/merge-tokens";

/**
 * The body of a mail: paragraphs between blank lines, `**bold**`, `*italic*`, `- ` and `1. ` lists, `[label](address)`
 * and bare https addresses, Liquid anywhere; for brand mail also lines of their own: `## heading`, `---`,
 * `=> [label](address)` (a button) and `![what it shows](https address)`. A line of Liquid tags alone steers whole
 * paragraphs.
 */
export type BodyBlock =
  | { readonly type: "paragraph" | "heading"; readonly children: readonly BodyInline[] }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly (readonly BodyInline[])[] }
  | { readonly type: "divider" }
  | { readonly type: "button"; readonly link: BodyInline & { readonly type: "link" } }
  | { readonly type: "image"; readonly url: string; readonly alt: string }
  | { readonly type: "logic"; readonly template: string };

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;
const HEADING = /^\s*#{1,3}\s+(\S.*)$/;
const DIVIDER = /^\s*-{3,}\s*$/;
const BUTTON = /^\s*=>\s*(\[.*\)\s*)$/;
const IMAGE = /^\s*!\[([^\][]*)\]\(([^()\s]+)\)\s*$/;

const ESCAPED = /\\([\\*_[\]()\-#=•.])/g;

/** Liquid and escaped characters are opaque to the text format: they travel as U+E002 number U+E003, U+E004 number U+E005. */
class OpaqueLiquid {
  readonly #tokens: MergeToken[] = [];

  hide(body: string): string {
    return splitMergeTokens(body.replace(/[\uE000-\uE005]/g, ""))
      .map((token) => {
        if (token.type !== "text") return `\uE002${this.#put(token)}\uE003`;
        return token.raw.replace(
          ESCAPED,
          (_, raw: string, at: number) => `\uE004${this.#put({ type: "text", raw, at })}\uE005`,
        );
      })
      .join("");
  }

  #put(token: MergeToken): number {
    return this.#tokens.push(token) - 1;
  }

  show(text: string): string {
    return text.replace(
      /[\uE002\uE004](\d+)[\uE003\uE005]/g,
      (_, index: string) => this.#tokens[Number(index)]?.raw ?? "",
    );
  }

  isLogic(line: string): boolean {
    const rest = line.replace(/\uE002(\d+)\uE003/g, (whole, index: string) =>
      this.#tokens[Number(index)]?.type === "tag" ? "" : whole,
    );
    return rest.trim() === "" && line.trim() !== "";
  }
}

/** Kinds of lines; those of the second row are a block each. */
type LineKind = "blank" | "logic" | "bullet" | "number" | "text" | ("heading" | "divider" | "button" | "image");

function kindOf(line: string, liquid: OpaqueLiquid): LineKind {
  if (line.trim() === "") return "blank";
  if (liquid.isLogic(line)) return "logic";
  if (DIVIDER.test(line)) return "divider";
  if (HEADING.test(line)) return "heading";
  if (BUTTON.test(line)) return "button";
  if (IMAGE.test(line)) return "image";
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

/** A line that is a block by itself. */
function readLine(line: string, kind: LineKind, show: (text: string) => string): BodyBlock[] {
  if (kind === "logic") return [{ type: "logic", template: show(line.trim()) }];
  if (kind === "divider") return [{ type: "divider" }];
  if (kind === "heading")
    return [{ type: "heading", children: readInlines(HEADING.exec(line)?.[1] ?? "", show, true) }];
  if (kind === "image") {
    const [, alt = "", url = ""] = IMAGE.exec(line) ?? [];
    return [{ type: "image", alt: show(alt), url: show(url) }];
  }
  if (kind !== "button") return [];
  const [link, ...more] = readInlines(BUTTON.exec(line)?.[1]?.trim() ?? "", show, true);
  if (link?.type === "link" && more.length === 0) return [{ type: "button", link }];
  return [{ type: "paragraph", children: readInlines(line.trim(), show, true) }];
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
    } else {
      for (const line of lines) blocks.push(...readLine(line, current, show));
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

/** All inlines of a block, its own and nested ones. */
export function* inlinesOf(block: BodyBlock): Generator<BodyInline> {
  if (block.type === "paragraph" || block.type === "heading") yield* walkInlines(block.children);
  if (block.type === "button") yield* walkInlines([block.link]);
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
      if (block.type === "paragraph" || block.type === "heading") return isWhole(block.children);
      if (block.type === "button") return isWhole([block.link]);
      return block.type === "list" ? block.items.every(isWhole) : true;
    })
  );
}
