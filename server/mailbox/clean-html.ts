import sanitize from "sanitize-html";

export interface CleanHtml {
  /** A whole document for a sandboxed frame. */
  readonly html: string;
  /** Pictures of other hosts in the mail. */
  readonly remoteImages: number;
}

const SIZES = [/^\d+(?:\.\d+)?(?:px|em|rem|pt|%)?$/];
const COLOURS = [/^(?:#[0-9a-f]{3,8}|rgba?\([\d\s,.%]+\)|[a-z]+)$/i];
const WORDS = [/^[a-z0-9 ,."'%-]+$/i];

const isRemote = (src: string): boolean => /^(?:https?:)?\/\//i.test(src.trim());

/**
 * Somebody else's HTML made harmless: no script, form, frame or style sheet, links that open elsewhere without telling
 * where they were pressed, and no picture from another host unless asked for. The frame it is shown in runs nothing
 * either, and its own policy (in the document) loads nothing: two fences, either would do.
 */
export function cleanMailHtml(html: string, images: boolean): CleanHtml {
  let remoteImages = 0;
  const body = sanitize(html.slice(0, 2_000_000), {
    allowedTags: [...sanitize.defaults.allowedTags, "img", "center", "font", "del", "ins"],
    allowedAttributes: {
      "*": ["style", "align", "valign", "dir", "lang", "bgcolor", "width", "height", "title"],
      a: ["href", "target", "rel"],
      img: ["src", "alt", "width", "height"],
      font: ["color", "size", "face"],
      table: ["cellpadding", "cellspacing", "border"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
      ol: ["start"],
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: images ? ["http", "https", "data"] : ["data"] },
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: ["style", "script", "textarea", "option", "noscript", "title", "head"],
    // Nothing that loads (url), moves out of its place (position) or hides the words of the mail.
    allowedStyles: {
      "*": {
        color: COLOURS,
        "background-color": COLOURS,
        "font-size": SIZES,
        "font-weight": WORDS,
        "font-style": WORDS,
        "font-family": WORDS,
        "text-align": WORDS,
        "text-decoration": WORDS,
        "line-height": SIZES,
        "margin-left": SIZES,
        "padding-left": SIZES,
        "white-space": WORDS,
      },
    },
    transformTags: {
      a: sanitize.simpleTransform("a", { target: "_blank", rel: "noopener noreferrer nofollow" }),
      img: (tagName, attribs) => {
        const src = attribs.src ?? "";
        if (isRemote(src)) remoteImages += 1;
        const keep = src.startsWith("data:image/") || (images && /^https?:\/\//i.test(src));
        const { src: _, ...rest } = attribs;
        return { tagName, attribs: keep ? attribs : rest };
      },
    },
    exclusiveFilter: (frame) => frame.tag === "img" && frame.attribs.src === undefined && !frame.attribs.alt,
  });
  return { html: toDocument(body, images), remoteImages };
}

function toDocument(body: string, images: boolean): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${images ? " http: https:" : ""}`;
  return `<!doctype html>
<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light"><base target="_blank">
<style>body{margin:16px;font:15px/1.55 system-ui,sans-serif;color:#1c2621;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}blockquote{margin:8px 0 8px 4px;padding-left:12px;border-left:2px solid #d8d3c6;color:#555}pre{white-space:pre-wrap}table{max-width:100%}</style>
</head><body>${body}</body></html>`;
}
