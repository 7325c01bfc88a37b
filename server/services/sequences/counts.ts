import { type EpochMs, toEpochMs } from "@/core/instant";
import { zoneCalendar } from "@/core/schedule-zone";
import { type Tx, withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { need, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { readFiguresOf } from "@/server/services/sequences/figures";
import { findSequence } from "@/server/services/sequences/internal";
import { type Happening, readLatest } from "@/server/services/sequences/latest";
import { type countRanges, countsInput } from "@/server/services/sequences/schemas";
import { settleFigures } from "@/server/services/sequences/settle-figures";
import { type Counts, rulesIn, toCounts } from "@/server/services/sequences/step-counts";
import { readSettings } from "@/server/services/workspaces/settings";

export interface SequenceCounts extends Counts {
  /** When they were true (real time): now, or some seconds ago while a flood of happenings is taken in. */
  readonly at: Date;
  readonly latest: readonly Happening[];
}

/** Who is where in a sequence and what came of each step. `versionId` narrows people and paths to one version. @throws NotFoundError */
export async function countSequence(args: VerbArgs<typeof countsInput>): Promise<SequenceCounts> {
  const { ctx } = args;
  need(ctx, "read");
  const { workspaceId } = ctx;
  const { id, versionId, range } = parseInput(countsInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    await findSequence(tx, workspaceId, id);
    const { timeZone } = await readSettings(tx, workspaceId);
    const now = toEpochMs(ctx.now());
    const at = await settleFigures(tx, workspaceId, [id], now);
    const of = { workspaceId, sequenceId: id, versionId: versionId ?? null };
    const figures = await readFiguresOf(tx, of, {
      since: sinceOf(range, now, timeZone),
      today: startOf("today", now, timeZone),
    });
    const ruleNames = await nameRules(tx, workspaceId, rulesIn(figures));
    return { at, ...toCounts(figures, ruleNames), latest: await readLatest(tx, of) };
  });
}

type Range = (typeof countRanges)[number];

/** When a range began; null: all time. Days begin at midnight where the workspace is. */
export function sinceOf(range: Range, now: EpochMs, zone: string): Date | null {
  return range === "all" ? null : startOf(range, now, zone);
}

function startOf(range: Exclude<Range, "all">, now: EpochMs, zone: string): Date {
  const calendar = zoneCalendar(zone);
  const days = { today: 0, "7d": 6, "30d": 29 }[range];
  return new Date(calendar.startOf(calendar.dayOf(now) - days));
}

async function nameRules(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ id: string; name: string }>(tx, RULES, [workspaceId, ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const RULES = "select id, name from cap_rule where workspace_id = $1::text and id = any($2::text[])";
