import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { toEpochMs } from "@/core/instant";
import { classifyReply } from "@/core/reply";
import type { ReplyClass } from "@/core/reply-class";
import { extractNewText } from "@/core/reply-text";
import { parseMail } from "@/server/mailbox/parse-mail";

const expectedSchema = z.object({
  file: z.string(),
  class: z.enum(["bounce", "complaint", "auto_reply", "human"]),
  hard_by_text: z.boolean().optional(),
});

type Coarse = z.infer<typeof expectedSchema>["class"];

const BOUNCES: readonly ReplyClass[] = ["bounce_hard", "bounce_soft", "bounce_block", "delay_notice"];
const AUTO_REPLIES: readonly ReplyClass[] = ["out_of_office", "ticket_ack", "challenge"];

/** BENCHMARKS.md's mapping of the classes onto the labels. */
function toCoarse(kind: ReplyClass): Coarse {
  if (BOUNCES.includes(kind)) return "bounce";
  if (AUTO_REPLIES.includes(kind)) return "auto_reply";
  return kind === "complaint" ? "complaint" : "human";
}

const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4;
const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();
const note = (line: string) => process.stderr.write(`${line}\n`);

/** Reply texts: `NAME.in.txt` is a whole mail's text, `NAME.out.txt` what was newly written. */
async function measureTexts(directory: string) {
  const names = (await readdir(directory).catch(() => [] as string[]))
    .filter((name) => name.endsWith(".in.txt"))
    .sort();
  let exact = 0;
  let cut = 0;
  for (const name of names) {
    const input = await readFile(join(directory, name), "utf8");
    const wanted = await readFile(join(directory, name.replace(/\.in\.txt$/, ".out.txt")), "utf8");
    const got = collapse(extractNewText(input));
    const same = got === collapse(wanted);
    const lost = wanted
      .split("\n")
      .map(collapse)
      .some((line) => !got.includes(line));
    if (same) exact += 1;
    if (lost) cut += 1;
    if (!same) note(`text ${name}${lost ? ", cut too much" : ""}: ${got.slice(0, 160)}`);
  }
  return {
    reply_text_n: names.length,
    reply_text_exact: ratio(exact, names.length),
    reply_text_cut_too_much: ratio(cut, names.length),
  };
}

interface Tally {
  readonly confusion: Record<string, number>;
  hardRight: number;
  hardWrong: number;
  hardMissed: number;
  ms: number;
}

async function measureMails(directory: string): Promise<{ rows: z.infer<typeof expectedSchema>[]; tally: Tally }> {
  const lines = (await readFile(join(directory, "expected.jsonl"), "utf8"))
    .split("\n")
    .filter((line) => line.trim() !== "");
  const rows = lines.map((line) => expectedSchema.parse(JSON.parse(line)));
  const tally: Tally = { confusion: {}, hardRight: 0, hardWrong: 0, hardMissed: 0, ms: 0 };
  for (const row of rows) {
    const raw = await readFile(join(directory, basename(row.file)));
    const started = performance.now();
    const mail = await parseMail(raw);
    const verdict = classifyReply(mail, {
      newText: extractNewText(mail.text),
      receivedAt: mail.date ?? toEpochMs("2026-01-01T00:00:00Z"),
    });
    tally.ms += performance.now() - started;
    const got = toCoarse(verdict.class);
    const cell = `${row.class}>${verdict.class}`;
    tally.confusion[cell] = (tally.confusion[cell] ?? 0) + 1;
    if (got !== row.class)
      note(`${row.file}: ${row.class} taken for ${verdict.class} | ${verdict.evidence[0]?.seen ?? ""}`);
    if (row.hard_by_text === undefined) continue;
    const hard = verdict.class === "bounce_hard";
    if (hard && row.hard_by_text) tally.hardRight += 1;
    else if (hard) tally.hardWrong += 1;
    else if (row.hard_by_text) tally.hardMissed += 1;
    if (hard !== row.hard_by_text)
      note(`${row.file}: ${verdict.class} | ${verdict.evidence[0]?.seen.slice(0, 200) ?? ""}`);
  }
  return { rows, tally };
}

/** `bench classify DIR`: real mail with `expected.jsonl` through parser and classifier as the product runs them. */
export async function run(options: { readonly args: readonly string[] }): Promise<Record<string, unknown>> {
  const directory = options.args[0];
  if (!directory) throw new Error("bench classify needs a directory with expected.jsonl");
  const { rows, tally } = await measureMails(directory);
  const count = (label: Coarse, matches: (kind: Coarse) => boolean) =>
    Object.entries(tally.confusion).reduce((sum, [cell, n]) => {
      const [want, got] = cell.split(">");
      return want === label && matches(toCoarse(got as ReplyClass)) ? sum + n : sum;
    }, 0);
  const all = (label: Coarse) => rows.filter((row) => row.class === label).length;
  return {
    n: rows.length,
    bounce_recall: ratio(
      count("bounce", (kind) => kind === "bounce"),
      all("bounce"),
    ),
    human_as_bounce_or_complaint: count("human", (kind) => kind === "bounce" || kind === "complaint"),
    complaint_recall: ratio(
      count("complaint", (kind) => kind === "complaint"),
      all("complaint"),
    ),
    auto_reply_recall: ratio(
      count("auto_reply", (kind) => kind === "auto_reply"),
      all("auto_reply"),
    ),
    auto_reply_n: all("auto_reply"),
    hard_precision: ratio(tally.hardRight, tally.hardRight + tally.hardWrong),
    hard_recall: ratio(tally.hardRight, tally.hardRight + tally.hardMissed),
    ...(await measureTexts(join(directory, "reply-text"))),
    ms_per_mail: Math.round((tally.ms / Math.max(1, rows.length)) * 100) / 100,
    confusion: tally.confusion,
  };
}
