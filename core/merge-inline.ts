/** What stands inside a paragraph, heading or list item. Templates hold Liquid as written. */
export type BodyInline =
  | { readonly type: "text"; readonly template: string }
  | { readonly type: "break" }
  | { readonly type: "strong" | "em"; readonly children: readonly BodyInline[] }
  | { readonly type: "link"; readonly url: string; readonly children: readonly BodyInline[]; readonly bare: boolean };

const BARE_URL = /^https?:\/\/[^\s<>"'\uE002\uE004]+(?:\uE002\d+\uE003[^\s<>"'\uE002\uE004]*)*/i;
const TRAILING = /[.,;:!?)\]]+$/;

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

/**
 * Reads marks, links and breaks of one run of text. `show` puts hidden Liquid back; `links` is false inside a label.
 */
export function readInlines(source: string, show: (text: string) => string, links: boolean): BodyInline[] {
  const out: BodyInline[] = [];
  let text = "";
  const flush = () => {
    if (text) out.push({ type: "text", template: show(text) });
    text = "";
  };
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i);
    const c = source.charAt(i);
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

/** Inlines and those nested in them, in reading order. */
export function* walkInlines(inlines: readonly BodyInline[]): Generator<BodyInline> {
  for (const inline of inlines) {
    yield inline;
    if (inline.type === "strong" || inline.type === "em" || inline.type === "link") yield* walkInlines(inline.children);
  }
}
