import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { toEpochMs } from "@/core/instant";
import { findSharedAddresses, judgeSignals, type RawSignal } from "@/core/signal";
import { networkOf } from "@/server/mail/networks";

const rowSchema = z.object({
  kind: z.enum(["open", "click"]),
  sent_at: z.union([z.string(), z.number()]),
  at: z.union([z.string(), z.number()]),
  method: z.string().nullish(),
  ip: z.string().nullish(),
  user_agent: z.string().nullish(),
  link: z.string().nullish(),
  message: z.union([z.string(), z.number()]),
  label: z.enum(["human", "machine"]),
  honeypot: z.boolean().nullish(),
  prefetch: z.boolean().nullish(),
});

type Row = z.infer<typeof rowSchema>;

const toSignal = (row: Row, id: string): RawSignal => ({
  id,
  kind: row.kind,
  at: toEpochMs(row.at),
  source: "own",
  method: row.method ?? "GET",
  userAgent: row.user_agent ?? null,
  ip: row.ip ?? null,
  network: networkOf(row.ip ?? null),
  prefetch: row.prefetch ?? false,
  linkId: row.link ?? null,
  honeypot: row.honeypot ?? /honey|trap|hidden/i.test(row.link ?? ""),
});

async function readRows(directory: string): Promise<Row[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".jsonl")).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line.trim() !== "");
  return lines.map((line) => rowSchema.parse(JSON.parse(line)));
}

const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4;

/**
 * `bench signals DIR`: labelled opens and clicks (BENCHMARKS.md) judged as the product does, all signals of a message
 * together. `unsure` counts neither as human nor as machine. Wrong rows go to standard error.
 */
export async function run(options: { readonly args: readonly string[] }): Promise<Record<string, unknown>> {
  const directory = options.args[0] ?? join(import.meta.dirname, "signals");
  const rows = await readRows(directory);
  const signals = rows.map((row, index) => ({ row, signal: toSignal(row, String(index)) }));
  const sharedAddress = findSharedAddresses(
    signals.map(({ row, signal }) => ({ signal, person: String(row.message) })),
  );
  const messages = new Map<string, typeof signals>();
  for (const entry of signals) {
    const key = String(entry.row.message);
    messages.set(key, [...(messages.get(key) ?? []), entry]);
  }
  const count: Record<string, number> = {};
  const started = performance.now();
  for (const group of messages.values()) {
    const acceptedAt = toEpochMs(group[0]?.row.sent_at ?? 0);
    const judged = judgeSignals(
      group.map(({ signal }) => signal),
      { acceptedAt, linkCount: null, sharedAddress },
    );
    for (const [index, { verdict, reasons }] of judged.entries()) {
      const row = group[index]?.row;
      if (!row) continue;
      const cell = `${row.label}:${verdict}`;
      count[cell] = (count[cell] ?? 0) + 1;
      if (verdict !== row.label) process.stderr.write(`${cell} ${reasons.join(",")} ${JSON.stringify(row)}\n`);
    }
  }
  const at = (label: string, verdict: string) => count[`${label}:${verdict}`] ?? 0;
  const all = (label: string) => at(label, "human") + at(label, "machine") + at(label, "unsure");
  return {
    n: rows.length,
    human_precision: ratio(at("human", "human"), at("human", "human") + at("machine", "human")),
    human_recall: ratio(at("human", "human"), all("human")),
    machine_precision: ratio(at("machine", "machine"), at("machine", "machine") + at("human", "machine")),
    machine_recall: ratio(at("machine", "machine"), all("machine")),
    unsure: at("human", "unsure") + at("machine", "unsure"),
    unsure_human: at("human", "unsure"),
    unsure_machine: at("machine", "unsure"),
    us_per_signal: Math.round(((performance.now() - started) * 1000) / Math.max(1, rows.length)),
  };
}
