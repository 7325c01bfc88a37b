import type { BodyBlock } from "@/core/merge-body";
import type { BodyInline } from "@/core/merge-inline";
import { splitMergeTokens } from "@/core/merge-tokens";

// The body's blocks as one Liquid template per part. Links are marks (U+E000 number U+E001): no address stands in the
// template, so nothing that is merged can become one.

/** Web, mail and telephone addresses: all a link of a mail may be. */
export const SAFE_URL = /^(?:https?:\/\/[^\s/?#]+\.?[^\s]*|mailto:[^\s]+@[^\s]+|tel:\+?[\d\s().-]+)$/i;

/** Escapes literal text for HTML and leaves Liquid alone (its outputs are escaped when merged). */
function escapeAround(template: string): string {
  return splitMergeTokens(template)
    .map((token) => (token.type === "text" ? escapeHtml(token.raw) : token.raw))
    .join("");
}

/** Escapes text for HTML content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** An image is a fixed https address: one made of a person's data would tell its host who reads. */
export const isImageUrl = (url: string): boolean => /^https:\/\/[^\s"'<>{}]+$/i.test(url);

/** What an image shows, said in words: fixed text, like the image. */
const altOf = (alt: string): string => alt.replace(/\{[{%][\s\S]*?[%}]\}/g, "").replace(/[{}]/g, "");

function imageHtml({ url, alt }: { url: string; alt: string }): string {
  const words = escapeHtml(altOf(alt));
  return isImageUrl(url) ? `<p><img src="${escapeHtml(url)}" alt="${words}"></p>\n` : `<p>${words}</p>\n`;
}

interface LinkPlace {
  /** Stands for the address while Liquid runs, and tells afterwards whether the link is in the mail at all. */
  readonly mark: string;
  readonly safe: boolean;
}

interface Writer {
  inline(inline: BodyInline, inner: string, place: LinkPlace | null): string;
  block(block: BodyBlock, parts: readonly string[]): string;
}

export const htmlWriter: Writer = {
  inline(inline, inner, place) {
    if (inline.type === "text") return escapeAround(inline.template);
    if (inline.type === "break") return "<br>\n";
    if (place) return place.safe ? `<a href="${place.mark}">${inner}</a>` : place.mark + inner;
    return `<${inline.type}>${inner}</${inline.type}>`;
  },
  block(block, parts) {
    const inner = parts.join("");
    if (block.type === "logic") return block.template;
    if (block.type === "divider") return "<hr>\n";
    if (block.type === "heading") return `<h2>${inner}</h2>\n`;
    if (block.type === "button") return `<p${inner.startsWith("<a ") ? ' class="button"' : ""}>${inner}</p>\n`;
    if (block.type === "image") return imageHtml(block);
    if (block.type !== "list") return `<p>${inner}</p>\n`;
    const tag = block.ordered ? "ol" : "ul";
    return `<${tag}>\n${parts.map((part) => `<li>${part}</li>\n`).join("")}</${tag}>\n`;
  },
};

export const textWriter: Writer = {
  inline(inline, inner, place) {
    if (inline.type === "text") return inline.template;
    if (inline.type === "break") return "\n";
    if (!place || inline.type !== "link") return inner;
    if (!place.safe) return place.mark + inner;
    return inline.bare ? place.mark : `${inner} (${place.mark})`;
  },
  block(block, parts) {
    if (block.type === "logic") return block.template;
    if (block.type === "divider") return "---\n\n";
    if (block.type === "image") return altOf(block.alt) === "" ? "" : `[${altOf(block.alt)}]\n\n`;
    if (block.type !== "list") return `${parts.join("")}\n\n`;
    const lead = (index: number) => (block.ordered ? `${index + 1}.` : "-");
    return `${parts.map((part, index) => `${lead(index)} ${part}\n`).join("")}\n`;
  },
};

/** Builds the Liquid template of one part. `links` are all links of the body in reading order. */
export function writePart(
  blocks: readonly BodyBlock[],
  writer: Writer,
  links: readonly { readonly safe: boolean }[],
): string {
  let next = 0;
  const place = (): LinkPlace => {
    const index = next++;
    return { mark: `\uE000${index}\uE001`, safe: links[index]?.safe ?? false };
  };
  const write = (inlines: readonly BodyInline[]): string =>
    inlines
      .map((inline) => {
        if (inline.type === "text" || inline.type === "break") return writer.inline(inline, "", null);
        const own = inline.type === "link" ? place() : null;
        return writer.inline(inline, write(inline.children), own);
      })
      .join("");
  return blocks
    .map((block) => {
      if (block.type === "list") return writer.block(block, block.items.map(write));
      if (block.type === "button") return writer.block(block, [write([block.link])]);
      return writer.block(block, block.type === "paragraph" || block.type === "heading" ? [write(block.children)] : []);
    })
    .join("");
}

/** Turns the marks of a merged part into link placeholders, plain addresses, or nothing. */
export function settleMarks(
  part: string,
  links: readonly { readonly id: string | null; readonly url: string; readonly safe: boolean }[],
  toPlain: (url: string) => string,
) {
  const present = new Set<number>();
  const text = part.replace(/\uE000(\d+)\uE001/g, (_, index: string) => {
    const link = links[Number(index)];
    present.add(Number(index));
    if (!link?.safe) return "";
    return link.id === null ? toPlain(link.url) : `\uE000${link.id}\uE001`;
  });
  return { text, present };
}
