import { type MailDocument, type MailMark, type MailNode, toMailDocument } from "@/core/mail-document";

/**
 * The body of a document, in the text format of core/merge-body: what `toMailDocument` takes apart. Characters that would
 * be read as markup are escaped. Emphasis the format has no sign for (inside a word) is left out rather than shown as
 * stars.
 */
export function toMailBody(document: MailDocument): string {
  const parts = document.content.map(toBlock).filter((part) => part !== "");
  return parts.join("\n\n");
}

function toBlock(node: MailNode): string {
  switch (node.type) {
    case "paragraph":
      return atLineStarts(toLine(node.content ?? []));
    case "heading": {
      const line = toLine((node.content ?? []).map((part) => (part.type === "hardBreak" ? space : part)));
      return line === "" ? "" : `## ${line}`;
    }
    case "bulletList":
    case "orderedList":
      return node.content
        .map((item, index) => `${node.type === "bulletList" ? "-" : `${index + 1}.`} ${itemLine(item)}`)
        .join("\n");
    case "horizontalRule":
      return "---";
    case "button":
      return `=> [${escapeMarks(oneLine(node.attrs.label)) || "Open"}](${toAddress(node.attrs.href)})`;
    case "image":
      return `![${oneLine(node.attrs.alt).replace(/[[\]]/g, "")}](${toAddress(node.attrs.src)})`;
    case "logic":
      return node.attrs.template.trim();
    case "text":
    case "value":
    case "hardBreak":
    case "listItem":
      return toLine([node]);
  }
}

const space: MailNode = { type: "text", text: " " };

/** An item is one line: paragraphs and breaks inside it become spaces. */
function itemLine(item: MailNode): string {
  const inner = "content" in item ? (item.content ?? []) : [];
  const runs = inner.flatMap((child) => [...("content" in child ? (child.content ?? []) : [child]), space]);
  return toLine(runs.map((run) => (run.type === "hardBreak" ? space : run))).trim();
}

type Run = { readonly text: string; readonly marks: readonly MailMark[] } | "break";

function toRun(node: MailNode): Run {
  if (node.type === "hardBreak") return "break";
  if (node.type === "text") return { text: escapeMarks(node.text.replace(/\s*\n\s*/g, " ")), marks: node.marks ?? [] };
  return node.type === "value" ? { text: node.attrs.raw, marks: node.marks ?? [] } : { text: "", marks: [] };
}

/** Marks outside in: what is bold is written around what is italic, that around links. */
const ORDER = ["bold", "italic", "link"] as const;
const SIGN = { bold: "**", italic: "*" } as const;

function toLine(nodes: readonly MailNode[]): string {
  const lines: Run[][] = [[]];
  for (const run of nodes.map(toRun)) {
    if (run === "break") lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines.map(writeLine).join("\n").trim();
}

/** The line with all emphasis, or with as much of it as is read back as it was meant. */
function writeLine(runs: readonly Run[]): string {
  const without = (kinds: readonly MailMark["type"][]) =>
    runs.map((run) =>
      run === "break" ? run : { ...run, marks: run.marks.filter(({ type }) => !kinds.includes(type)) },
    );
  const tries = [runs, without(["italic"]), without(["bold"]), without(["bold", "italic"])];
  const whole = tries.map((kept) => ({ kept, line: group(kept, 0) })).find(({ kept, line }) => readsAs(line, kept));
  return whole?.line ?? group(without(["bold", "italic", "link"]), 0);
}

function readsAs(line: string, runs: readonly Run[]): boolean {
  const [read] = toMailDocument(`a ${line}`).content; // a word before it: what looks like a list is looked at elsewhere
  const nodes = read?.type === "paragraph" ? (read.content ?? []) : [];
  return faceOf(nodes.map(toRun)).slice(1) === faceOf(runs);
}

/** Every character that shows, with its marks; spaces carry none. */
const faceOf = (runs: readonly Run[]): string =>
  runs
    .map((run) => {
      if (run === "break") return "";
      const marks = run.marks
        .map((mark) => (mark.type === "link" ? mark.attrs.href : mark.type))
        .sort()
        .join();
      return [...withoutEscapes(run.text).replace(/\s+/g, "")]
        .map((sign) => `${sign}${marks === "" ? "" : `<${marks}>`}`)
        .join("");
    })
    .join("");

function group(runs: readonly Run[], level: number): string {
  const kind = ORDER[level];
  const texts = runs.filter((run) => run !== "break");
  if (kind === undefined) return texts.map(({ text }) => text).join("");
  let line = "";
  for (let from = 0; from < texts.length; ) {
    const mark = markOf(texts[from], kind);
    let to = from + 1;
    while (to < texts.length && sameMark(markOf(texts[to], kind), mark)) to += 1;
    const inner = group(texts.slice(from, to), level + 1);
    line += mark === undefined ? inner : wrap(inner, mark);
    from = to;
  }
  return line;
}

const markOf = (run: Exclude<Run, "break"> | undefined, kind: MailMark["type"]): MailMark | undefined =>
  run?.marks.find(({ type }) => type === kind);

function sameMark(a: MailMark | undefined, b: MailMark | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.type === "link" && b.type === "link" ? a.attrs.href === b.attrs.href : a.type === b.type;
}

/** Puts signs around a run; white space at its edges stays outside, where the format wants it. */
function wrap(inner: string, mark: MailMark): string {
  const [, lead = "", core = "", trail = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  if (core === "") return inner;
  if (mark.type === "link") return `${lead}${link(core, mark.attrs.href)}${trail}`;
  const sign = SIGN[mark.type];
  return `${lead}${sign}${core}${sign}${trail}`;
}

function link(label: string, href: string): string {
  const address = toAddress(href);
  return withoutEscapes(label) === href && /^https?:\/\//i.test(href)
    ? href
    : `[${label.replace(/\n/g, " ")}](${address})`;
}

/** Addresses stand between round brackets without spaces. Liquid in them is left alone. */
function toAddress(href: string): string {
  const bare = href.trim();
  if (bare.includes("{{")) return bare;
  return bare.replace(/\s/g, "%20").replace(/\(/g, "%28").replace(/\)/g, "%29");
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const escapeMarks = (text: string): string => text.replace(/[\\*_[\]]/g, "\\$&");
const withoutEscapes = (text: string): string => text.replace(/\\([\\*_[\]()-])/g, "$1");

/** A paragraph's line that would be read as a list, heading, button or rule begins with an escape. */
function atLineStarts(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/^(?=(?:[-•]\s|#{1,3}\s|=>|-{3,}\s*$))/, "\\").replace(/^(\d{1,3})([.)]\s)/, "$1\\$2"))
    .join("\n");
}
