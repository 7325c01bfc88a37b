import type { z } from "zod";
import { toCsv } from "@/core/csv-line";
import { toCivilDay, zoneCalendar } from "@/core/schedule-zone";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { reportInput } from "@/server/services/reports/schemas";
import { CONVERTED, HELD, LEAVING, PER_PERSON, REACTED, SENT, SKIPPED } from "@/server/services/reports/statements";
import { readSettings } from "@/server/services/workspaces/settings";

interface ReasonCount {
  /** A rule's name, or a kind of reason (`quiet_hours`, `no_consent`). */
  readonly reason: string;
  readonly count: number;
}

/** What one sequence, broadcast or team did in the range. People are counted once each. */
interface ReportRow {
  /** `seq_…`, `brd_…`, `tea_…`, "" (no team), or how a message was written: `api`, `hand`, `logged`, `transactional`. */
  readonly key: string;
  readonly name: string;
  readonly sent: number;
  readonly people: number;
  readonly held: number;
  readonly heldBy: readonly ReasonCount[];
  readonly skipped: number;
  readonly skippedFor: readonly ReasonCount[];
  readonly opened: number;
  readonly clicked: number;
  readonly replied: number;
  readonly unsubscribed: number;
  readonly converted: number;
}

interface Report {
  readonly rows: readonly ReportRow[];
  /** People who got so many messages in the range; the last stands for ten and more. */
  readonly perPerson: readonly { readonly mails: number; readonly people: number }[];
}

const none: Omit<ReportRow, "key" | "name"> = {
  sent: 0,
  people: 0,
  held: 0,
  heldBy: [],
  skipped: 0,
  skippedFor: [],
  opened: 0,
  clicked: 0,
  replied: 0,
  unsubscribed: 0,
  converted: 0,
};

const written: Readonly<Record<string, string>> = {
  api: "Messages by the API",
  transactional: "Transactional messages",
  hand: "Written by hand",
  logged: "Logged by colleagues",
};

/** What was sent, held and skipped in a range, by sequence or team, and what came of it; most sent first. */
export async function getReport(args: VerbArgs<typeof reportInput>): Promise<Report> {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(reportInput, args.input);
  return withWorkspace(ctx, (tx) => readReport(tx, ctx, input));
}

/** The same as a file: a line per row, reasons in columns of their own. */
export async function exportReport(args: VerbArgs<typeof reportInput>): Promise<{ csv: string; rows: number }> {
  const { rows } = await getReport(args);
  const say = (reasons: readonly ReasonCount[]) => reasons.map(({ reason, count }) => `${reason}: ${count}`).join("; ");
  const head = [
    "name",
    "id",
    "sent",
    "people",
    "held",
    "held by",
    "skipped",
    "skipped for",
    "opened",
    "clicked",
    "replied",
    "unsubscribed",
    "converted",
  ];
  const lines = rows.map((row) => [
    row.name,
    row.key,
    row.sent,
    row.people,
    row.held,
    say(row.heldBy),
    row.skipped,
    say(row.skippedFor),
    row.opened,
    row.clicked,
    row.replied,
    row.unsubscribed,
    row.converted,
  ]);
  return { csv: toCsv([head, ...lines.map((line) => line.map(String))]), rows: rows.length };
}

async function readReport(tx: Tx, ctx: ServiceContext, input: z.output<typeof reportInput>): Promise<Report> {
  const { by, teamId = "" } = input;
  const { timeZone } = await readSettings(tx, ctx.workspaceId);
  const calendar = zoneCalendar(timeZone);
  const startOf = (day: number) => new Date(calendar.startOf(day)).toISOString();
  const params = [ctx.workspaceId, startOf(toCivilDay(input.from)), startOf(toCivilDay(input.to) + 1), by, teamId];
  const ask = <Row extends object>(statement: string) => queryRows<Row>(tx, statement, params);
  const found = new Map<string, Omit<ReportRow, "key" | "name">>();
  const put = (key: string, change: (row: Omit<ReportRow, "key" | "name">) => Partial<ReportRow>) => {
    const row = found.get(key) ?? none;
    found.set(key, { ...row, ...change(row) });
  };
  for (const { key, sent, people } of await ask<{ key: string; sent: number; people: number }>(SENT))
    put(key, () => ({ sent, people }));
  for (const { key, reason, n } of await ask<Reason>(HELD))
    put(key, (row) => ({ held: row.held + n, heldBy: [...row.heldBy, { reason, count: n }] }));
  for (const { key, reason, n } of await ask<Reason>(SKIPPED))
    put(key, (row) => ({ skipped: row.skipped + n, skippedFor: [...row.skippedFor, { reason, count: n }] }));
  for (const { key, kind, n } of await ask<{ key: string; kind: string; n: number }>(REACTED))
    put(key, () => (kind === "open" ? { opened: n } : kind === "click" ? { clicked: n } : { replied: n }));
  for (const { key, n } of await ask<Count>(LEAVING)) put(key, () => ({ unsubscribed: n }));
  for (const { key, n } of await ask<Count>(CONVERTED)) put(key, () => ({ converted: n }));
  const perPerson = await ask<{ mails: number; people: number }>(PER_PERSON);
  const names = await readNames(tx, ctx.workspaceId, [...found.keys()], by);
  const rows = [...found].map(([key, row]): ReportRow => ({ key, name: names(key), ...row }));
  return { rows: rows.sort((a, b) => b.sent - a.sent || a.name.localeCompare(b.name)), perPerson };
}

interface Reason {
  key: string;
  reason: string;
  n: number;
}
interface Count {
  key: string;
  n: number;
}

const NAMES = `
select id, name from sequence where workspace_id = $1::text and id = any($2::text[])
union all select id, name from broadcast where workspace_id = $1::text and id = any($2::text[])
union all select id, name from team where workspace_id = $1::text and id = any($2::text[])`;

async function readNames(tx: Tx, workspaceId: string, keys: readonly string[], by: "sequence" | "team") {
  const rows = await queryRows<{ id: string; name: string }>(tx, NAMES, [workspaceId, keys]);
  const known = new Map(rows.map(({ id, name }) => [id, name]));
  return (key: string): string =>
    known.get(key) ??
    (by === "team" ? (key === "" ? "No team" : "A team that is gone") : (written[key] ?? "Something that is gone"));
}
