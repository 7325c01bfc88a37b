import { type BodyBlock, inlinesOf } from "@/core/merge-body";
import type { BodyInline } from "@/core/merge-inline";

/** A link of an email step. The id outlives edits of address and label: waits and reports refer to it. */
export interface BodyLink {
  readonly id: string;
  /** Address as written, Liquid included. */
  readonly url: string;
  readonly label: string;
}

/** Label as plain text, Liquid as written. */
export function linkLabel(inlines: readonly BodyInline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === "text") return inline.template;
      return inline.type === "break" ? " " : linkLabel(inline.children);
    })
    .join("");
}

/** FNV-1a, 32 bit: short ids without randomness, equal on every side. */
function hashText(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash.toString(36).padStart(7, "0").slice(-6);
}

function newId(link: { url: string }, taken: ReadonlySet<string>): string {
  for (let n = 0; ; n += 1) {
    const id = `l${hashText(n === 0 ? link.url : `${link.url}\n${n}`)}`;
    if (!taken.has(id)) return id;
  }
}

/** Web links are tracked; mail and telephone links are not (a redirect would break them). */
export function isTrackableUrl(url: string): boolean {
  return /^(?:https?:\/\/|\{\{)/i.test(url.trim());
}

/**
 * The tracked links of a body, in reading order. Those of `previous` keep their id: first by address and label, then by
 * address, then by label. New ones get an id from their address, so that two drafts with the same text have the same
 * ids.
 */
export function assignLinkIds(blocks: readonly BodyBlock[], previous: readonly BodyLink[] = []): BodyLink[] {
  const found = blocks
    .flatMap((block) => [...inlinesOf(block)])
    .filter((inline) => inline.type === "link")
    .filter((inline) => isTrackableUrl(inline.url))
    .map((inline) => ({ url: inline.url, label: linkLabel(inline.children) }));
  const ids = found.map((): string | undefined => undefined);
  const left = [...previous];
  const rules: ((a: { url: string; label: string }, b: BodyLink) => boolean)[] = [
    (a, b) => a.url === b.url && a.label === b.label,
    (a, b) => a.url === b.url,
    (a, b) => a.label === b.label,
  ];
  for (const rule of rules) {
    found.forEach((link, index) => {
      if (ids[index] !== undefined) return;
      const hit = left.findIndex((old) => rule(link, old));
      if (hit < 0) return;
      ids[index] = left[hit]?.id;
      left.splice(hit, 1);
    });
  }
  const taken = new Set([...previous.map((link) => link.id), ...ids.filter((id) => id !== undefined)]);
  return found.map((link, index) => {
    const id = ids[index] ?? newId(link, taken);
    taken.add(id);
    return { id, ...link };
  });
}
