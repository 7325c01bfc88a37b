import { renderMerge, renderMergeLine } from "@/core/merge";
import { type BodyBlock, inlinesOf, isBodyBalanced, parseBody } from "@/core/merge-body";
import { checkMerge, type MergeProblem, type MergeVariable } from "@/core/merge-check";
import { assignLinkIds, type BodyLink, isTrackableUrl, linkLabel } from "@/core/merge-link";
import type { MergeData } from "@/core/merge-liquid";
import { escapeHtml, htmlWriter, isImageUrl, SAFE_URL, settleMarks, textWriter, writePart } from "@/core/merge-write";

/** What an author writes for an email step. `links` are those of the last save, so that ids outlive edits. */
export interface EmailText {
  readonly subject: string;
  /** The line mail programs show after the subject. */
  readonly preview?: string | undefined;
  readonly body: string;
  readonly links?: readonly BodyLink[] | undefined;
}

/**
 * An email text merged for one person and frozen. In `html` and `text` each tracked link stands as a placeholder
 * (`placeLinks` fills it in), so that the same content serves sending, preview and look-up.
 */
export interface MergedEmail {
  readonly subject: string;
  readonly preview: string;
  /** Body fragment: paragraphs and lists, no document around it. */
  readonly html: string;
  readonly text: string;
  /** The tracked links that are in the mail, with their true addresses. */
  readonly links: readonly BodyLink[];
  /** Values that came out empty; such a mail must not leave. */
  readonly missing: readonly string[];
  /** Links whose address is not a web, mail or telephone address after the merge; they are left as text. */
  readonly badLinks: readonly string[];
}

interface MergedLink {
  /** Null: not tracked. */
  readonly id: string | null;
  readonly url: string;
  readonly label: string;
  readonly safe: boolean;
  readonly missing: readonly string[];
}

/** A body taken apart, the same for everybody it is written to. */
interface Prepared {
  readonly blocks: readonly BodyBlock[];
  /** `known`: the link of the last save that it is; undefined for what is not tracked. */
  readonly links: readonly { url: string; bare: boolean; label: string; known: BodyLink | undefined }[];
}

// as often as there are people, the next mail has the same body
const CACHE_SIZE = 100;
const bodies = new Map<string, Prepared>();

function prepareBody({ body, links: saved }: EmailText): Prepared {
  const key = `${JSON.stringify(saved ?? [])}\n${body}`;
  const cached = bodies.get(key);
  if (cached) return cached;
  const blocks = parseBody(body);
  const queue = [...assignLinkIds(blocks, saved)];
  const links = blocks
    .flatMap((block) => [...inlinesOf(block)])
    .filter((inline) => inline.type === "link")
    .map(({ url, bare, children }) => {
      const known = isTrackableUrl(url) ? queue.shift() : undefined;
      return { url, bare, label: linkLabel(children), known };
    });
  if (bodies.size >= CACHE_SIZE) bodies.delete(bodies.keys().next().value ?? "");
  bodies.set(key, { blocks, links });
  return { blocks, links };
}

function mergeLinks(links: Prepared["links"], data: MergeData): MergedLink[] {
  return links.map(({ url: written, bare, label, known }) => {
    const { text: merged, missing } = renderMergeLine(written, data);
    const url = bare ? merged : merged.replace(/ /g, "%20");
    const safe = SAFE_URL.test(url);
    const id = known && safe && isTrackableUrl(url) ? known.id : null;
    return { id, url, label: renderMergeLine(label, data).text, safe, missing };
  });
}

/**
 * Merges an email text for one person.
 * @throws MergeError when a template is broken; `checkEmailText` finds that while writing
 */
export function renderEmailText(email: EmailText, data: MergeData): MergedEmail {
  const { blocks, links: written } = prepareBody(email);
  const links = mergeLinks(written, data);
  const parts = {
    subject: renderMergeLine(email.subject, data),
    preview: renderMergeLine(email.preview ?? "", data),
    html: renderMerge(writePart(blocks, htmlWriter, links), data, { html: true }),
    text: renderMerge(writePart(blocks, textWriter, links), data, { html: false }),
  };
  const html = settleMarks(parts.html.text, links, escapeHtml);
  const text = settleMarks(parts.text.text, links, (url) => url.replace(/^(?:mailto|tel):/i, ""));
  const present = links.filter((_, index) => html.present.has(index));
  const missing = [...Object.values(parts), ...present].flatMap((part) => part.missing);
  return {
    subject: parts.subject.text,
    preview: parts.preview.text,
    html: html.text,
    text: `${text.text.replace(/\n{3,}/g, "\n\n").trim()}\n`,
    links: present.flatMap(({ id, url, label }) => (id === null ? [] : [{ id, url, label }])),
    missing: [...new Set(missing)],
    badLinks: present.filter((link) => !link.safe).map((link) => link.url),
  };
}

/** Puts an address in the place of every link placeholder. `html` escapes it for the attribute. */
export function placeLinks(part: string, toUrl: (linkId: string) => string, options: { html: boolean }): string {
  return part.replace(/\uE000([a-z0-9]+)\uE001/g, (_, id: string) =>
    options.html ? escapeHtml(toUrl(id)) : toUrl(id),
  );
}

/** All problems of an email text, found while it is written: each part's own, conditions that straddle, bad links. */
export function checkEmailText(
  email: EmailText,
  known: readonly MergeVariable[],
): (MergeProblem & { readonly part: "subject" | "preview" | "body" })[] {
  const problems = [
    ...checkMerge(email.subject, known).map((problem) => ({ ...problem, part: "subject" as const })),
    ...checkMerge(email.preview ?? "", known).map((problem) => ({ ...problem, part: "preview" as const })),
    ...checkMerge(email.body, known).map((problem) => ({ ...problem, part: "body" as const })),
  ];
  const blocks = parseBody(email.body);
  if (!problems.some((problem) => problem.kind === "syntax") && !isBodyBalanced(blocks)) {
    const message =
      "An {% if %} must end in the paragraph, list item or emphasis it starts in, or stand on its own line.";
    problems.push({ kind: "unbalanced", message, part: "body" });
  }
  return [...problems, ...checkLinks(blocks).map((problem) => ({ ...problem, part: "body" as const }))];
}

function checkLinks(blocks: readonly BodyBlock[]): MergeProblem[] {
  const links = blocks.flatMap((block) => [...inlinesOf(block)]).filter((inline) => inline.type === "link");
  const images = blocks.filter((block) => block.type === "image" && !isImageUrl(block.url));
  const unseen = images.map(
    (): MergeProblem => ({
      kind: "bad_link",
      message: "An image needs an https address, without values of the person",
    }),
  );
  return [
    ...unseen,
    ...links.flatMap((link): MergeProblem[] => {
      const fixed = link.url.replace(/\{\{[\s\S]*?\}\}/g, "x.example");
      if (SAFE_URL.test(fixed) || (link.url.startsWith("{{") && /^x\.example/.test(fixed))) return [];
      return [{ kind: "bad_link", message: `${link.url} is not a web, mail or telephone address.` }];
    }),
  ];
}

/** Text by which two mails are the same to a reader: the merged plain part without spacing, case and links. */
export function toRepeatText(email: Pick<MergedEmail, "text">): string {
  return email.text
    .replace(/\uE000[a-z0-9]+\uE001/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
