import { headerValue, type InboundMail } from "@/core/reply-mail";
import { readAction, TRAP_LINK } from "@/server/mail/tracking-token";

/** A tracked link of a mail in the local inbox. */
export interface MailLink {
  readonly linkId: string;
  readonly label: string;
  /** Path of the real redirect. */
  readonly path: string;
}

/** What the recipient's program can reach from a mail: paths on our own server, taken from the mail itself. */
export interface MailDoors {
  readonly links: readonly MailLink[];
  /** The link no person sees. */
  readonly trap: string | null;
  readonly pixel: string | null;
  /** RFC 8058, from the header. */
  readonly unsubscribe: string | null;
  readonly preferences: string | null;
}

/** Only signed paths of ours are taken; any other address in the mail is none of ours to visit. */
export function readDoors(mail: InboundMail & { readonly html: string | null }): MailDoors {
  const html = mail.html ?? "";
  const links: MailLink[] = [];
  let trap: string | null = null;
  for (const [, href = "", inner = ""] of html.matchAll(/<a\b[^>]*\bhref="([^"]+)"[^>]*>([\s\S]*?)<\/a>/gi)) {
    const path = pathOf(href);
    const action = path?.startsWith("/c/") ? readAction(path.slice(3)) : null;
    if (path === null || action?.do !== "click") continue;
    if (action.linkId === TRAP_LINK) trap = path;
    else links.push({ linkId: action.linkId, label: plain(inner), path });
  }
  const find = (start: string) => {
    for (const [, address = ""] of html.matchAll(/\b(?:href|src)="([^"]+)"/gi)) {
      const path = pathOf(address);
      if (path?.startsWith(start) && readAction(path.slice(start.length)) !== null) return path;
    }
    return null;
  };
  const listed = /<(https?:[^>]+)>/.exec(headerValue(mail, "list-unsubscribe"))?.[1];
  return { links, trap, pixel: find("/o/"), unsubscribe: pathOf(listed ?? ""), preferences: find("/preferences/") };
}

function pathOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { pathname } = new URL(address);
  return /^\/(?:o|c|unsubscribe|preferences)\/[^/]+$/.test(pathname) ? pathname : null;
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, " ")
    .trim();

/**
 * The mail as it is shown: our pixel is left out, so that looking is not opening; links stay the real ones and open beside;
 * nothing but the mail's own styles and inline pictures is loaded.
 */
export function toShownHtml(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>html{background:#fff;color-scheme:light}</style>`;
  const shown = html.replace(/<img\b[^>]*\bsrc="[^"]*\/o\/[^"]+"[^>]*>/gi, "");
  return /<head[^>]*>/i.test(shown) ? shown.replace(/<head[^>]*>/i, (tag) => tag + head) : head + shown;
}
