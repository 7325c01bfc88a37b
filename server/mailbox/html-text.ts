import { compile, type Formatter } from "html-to-text";

/** Where mail programs put the mail they answer to (EMAIL.md §3). Everything from the first of them on is quote. */
const QUOTE_SELECTORS = [
  ".gmail_quote",
  ".gmail_quote_container",
  "blockquote[type=cite]",
  "#divRplyFwdMsg",
  "#appendonsend",
  ".moz-cite-prefix",
  ".yahoo_quoted",
  ".yahoo-quoted",
  ".protonmail_quote",
  ".tutanota_quote",
  ".zmail_extra",
  ".zoho_mail_extra",
  "#OLK_SRC_BODY_SECTION",
  "hr#stopSpelling",
  "#mail-editor-reference-message-container",
  "#reply-intro",
  '[style*="border-top:solid #E1E1E1"]',
  '[style*="border-top:solid #B5C4DF"]',
  '[style*="border-top: solid #E1E1E1"]',
  '[style*="border-top: solid #B5C4DF"]',
];

const MARK = "\uE010";

const walkChildren: Formatter = (node, walk, builder) => walk(node.children ?? [], builder);
const markQuote: Formatter = (node, walk, builder) => {
  builder.addLiteral(`\n${MARK}`);
  walk(node.children ?? [], builder);
};

const toText = compile({
  wordwrap: false,
  limits: { maxInputLength: 2_000_000, maxDepth: 200 },
  formatters: { walkChildren, markQuote },
  selectors: [
    { selector: "img", format: "skip" },
    { selector: "head", format: "skip" },
    { selector: "a", options: { ignoreHref: true } },
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "h3", options: { uppercase: false } },
    { selector: "table", format: "block" },
    { selector: "tr", format: "block" },
    { selector: "td", format: "block" },
    { selector: "th", format: "block" },
    ...QUOTE_SELECTORS.map((selector) => ({ selector, format: "markQuote" })),
  ],
});

/** An HTML mail as text: `full`, and `fresh` without what stands behind the first quote mark. */
export function htmlToTexts(html: string): { full: string; fresh: string } {
  const marked = toText(html.replaceAll(MARK, "")).replace(/\u00a0/g, " ");
  const tidy = (text: string) =>
    text
      .replaceAll(MARK, "")
      .replace(/[ \t]+\n/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  return { full: tidy(marked), fresh: tidy(marked.split(MARK)[0] ?? "") };
}
