import { simpleParser } from "mailparser";

export interface MimeExpectation {
  /** Transactional mail carries no unsubscribe; `own`: Heed's mail to those who work with it, no touch. */
  readonly class: "marketing" | "sales" | "transactional" | "own";
  /** Where our tracking, leaving and verify pages live, e.g. `https://heed.example`. */
  readonly origin: string;
  /** Addresses the author linked to: none may stand in the mail as it is when clicks are tracked. */
  readonly authorUrls?: readonly string[];
}

/** Gmail cuts what is longer and hides the unsubscribe link with it. */
const MAX_HTML_BYTES = 102 * 1024;
const MAX_HEADER_LINE = 998; // RFC 5322 §2.1.1
const VOID_TAGS = new Set(["br", "img", "meta", "hr", "link", "input"]);
const ESSENTIAL = ["from", "to", "subject", "date", "message-id", "mime-version"];
const OF_TOUCHES = ["x-heed-id", "references"];

/** Tags that are opened and not closed, or closed out of order. */
function findUnbalanced(html: string): string | null {
  const open: string[] = [];
  for (const [, slash, name = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    const tag = name.toLowerCase();
    if (VOID_TAGS.has(tag)) continue;
    if (!slash) open.push(tag);
    else if (open.pop() !== tag) return tag;
  }
  return open.at(-1) ?? null;
}

function checkBytes(raw: Buffer, essential: readonly string[]): string[] {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const problems: string[] = [];
  if (/(?:^|[^\r])\n|\r(?!\n)/.test(text)) problems.push("a line does not end with CRLF");
  if (end < 0) return [...problems, "there is no body"];
  const lines = text.slice(0, end).split("\r\n");
  if (lines.some((line) => line.length > MAX_HEADER_LINE)) problems.push("a header line is longer than 998 characters");
  if (lines.some((line) => /[^\t\x20-\x7e]/.test(line))) problems.push("a header is not ASCII");
  const names = lines
    .filter((line) => /^[^\s:]+:/.test(line))
    .map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
  for (const name of essential) {
    const count = names.filter((other) => other === name).length;
    if (count !== 1) problems.push(`${name} stands ${count} times`);
  }
  return problems;
}

function checkHeaders(header: (name: string) => string, expected: MimeExpectation): string[] {
  const problems: string[] = [];
  const unsubscribe = header("list-unsubscribe");
  const post = header("list-unsubscribe-post");
  if (expected.class === "transactional" || expected.class === "own") {
    if (unsubscribe || post) problems.push("a mail that is no advertising offers to unsubscribe");
  } else {
    if (!/<https?:\/\/[^>]+>/.test(unsubscribe)) problems.push("List-Unsubscribe has no web address");
    if (post !== "List-Unsubscribe=One-Click") problems.push("List-Unsubscribe-Post is missing (RFC 8058)");
  }
  const id = header("message-id");
  if (!/^<[^<>@\s]+@[^<>@\s]+>$/.test(id)) problems.push(`Message-ID is malformed: ${id}`);
  if (expected.class !== "own" && !header("references").includes(id))
    problems.push("References does not end with our own id");
  return problems;
}

function checkText(part: string, name: string): string[] {
  const problems: string[] = [];
  if (part.trim() === "") problems.push(`the ${name} part is empty`);
  const left = /\{\{|\}\}|\{%|%\}|[\uE000-\uE003]/.exec(part)?.[0];
  if (left) problems.push(`the ${name} part holds a template's sign: ${JSON.stringify(left)}`);
  const blank = /\b(?:undefined|null|NaN)\b|\[object \w+\]/.exec(part)?.[0];
  if (blank) problems.push(`the ${name} part says ${blank}`);
  if (/\b(?:Hi|Hello|Dear|Hallo|Bonjour|Hola) *,/.test(part)) problems.push(`the ${name} part greets nobody`);
  return problems;
}

function checkLinks(html: string, text: string, { origin, authorUrls = [] }: MimeExpectation): string[] {
  const problems: string[] = [];
  const links = [...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, url = ""]) =>
    url.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/&amp;/g, "&"),
  );
  for (const url of links) {
    if (!/^(?:https?:|mailto:|tel:)/i.test(url)) problems.push(`a link goes nowhere: ${url.slice(0, 80)}`);
    if (url.split(origin).length > 2) problems.push(`a link was rewritten twice: ${url.slice(0, 120)}`);
  }
  for (const url of authorUrls) {
    if (links.includes(url) || text.includes(url)) problems.push(`a link was not rewritten: ${url}`);
  }
  return problems;
}

/**
 * What is wrong with a rendered mail, on its very bytes: both parts, headers, no blank, links rewritten once, size, HTML
 * (issue 7). Empty: nothing.
 */
export async function checkMime(raw: Buffer, expected: MimeExpectation): Promise<string[]> {
  const parsed = await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true });
  const html = typeof parsed.html === "string" ? parsed.html : "";
  const text = parsed.text ?? "";
  const header = (name: string): string => {
    const line = parsed.headerLines.find(({ key }) => key === name)?.line ?? "";
    return line
      .slice(line.indexOf(":") + 1)
      .replace(/\r?\n[ \t]*/g, " ")
      .trim();
  };
  const type = header("content-type").split(";")[0];
  const unbalanced = findUnbalanced(html.replace(/<!doctype[^>]*>/i, ""));
  return [
    ...checkBytes(raw, expected.class === "own" ? ESSENTIAL : [...ESSENTIAL, ...OF_TOUCHES]),
    ...(type === "multipart/alternative" ? [] : [`it is ${type}, not multipart/alternative`]),
    ...checkHeaders(header, expected),
    ...checkText(text, "plain"),
    ...checkText(html, "HTML"),
    ...checkLinks(html, text, expected),
    ...(Buffer.byteLength(html) < MAX_HTML_BYTES ? [] : ["the HTML part is longer than 102 kB"]),
    ...(unbalanced ? [`the HTML does not close <${unbalanced}>`] : []),
    ...(/^<!doctype html>/i.test(html) ? [] : ["the HTML has no doctype"]),
    ...([...html.matchAll(/<img\b[^>]*>/g)].every(([tag]) => /\balt=/.test(tag))
      ? []
      : ["an image has no alternative text"]),
  ];
}
