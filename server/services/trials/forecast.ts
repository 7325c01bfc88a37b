import { and, asc, eq, isNull } from "drizzle-orm";
import { defaultSettings } from "@/core/facts";
import { type Forecast, forecast, mergeForecasts } from "@/core/forecast";
import { keepSenderLimits } from "@/core/forecast-limits";
import { addMs, DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import { realGovernor } from "@/core/simulate-governor";
import { type Tx, withWorkspace } from "@/db/client";
import { contact } from "@/db/schema/contact";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { segmentFilter } from "@/server/services/segments/filter";
import { findSequence, type SequenceRow } from "@/server/services/sequences/internal";
import { readTrialRules, readTriedPeople, type TrialRules } from "@/server/services/trials/scene";
import { forecastInput } from "@/server/services/trials/schemas";

/** People gathered at once, and simulated before others get their turn. */
const SET = 250;
/** A larger segment is forecast by its first so many people. */
const MOST = 20_000;
const HORIZON_MS = 90 * DAY_MS;

/** What the draft would send to a segment, day by day, if all of it entered at `startAt`. Nothing is written. @throws NotFoundError */
export async function forecastSequence(
  args: VerbArgs<typeof forecastInput>,
): Promise<Forecast & { startAt: Date; cut: boolean }> {
  const { ctx } = args;
  need(ctx, "read");
  const input = parseInput(forecastInput, args.input);
  const startAt = toEpochMs(input.startAt ?? ctx.now());
  const { row, trial, ids } = await withWorkspace(ctx, async (tx) => {
    const found = await findSequence(tx, ctx.workspaceId, input.id);
    return {
      row: found,
      trial: await readTrialRules(tx, found),
      ids: await readMembers(tx, ctx, input.segmentId),
    };
  });
  const graph = input.graph ?? row.draft;
  const options = { startAt, until: addMs(startAt, HORIZON_MS), reactions: input.reactions };
  const parts: Forecast[] = [];
  for (let at = 0; at < Math.min(ids.length, MOST); at += SET) {
    const people = await readSet(ctx, row, graph, ids.slice(at, at + SET), trial, startAt);
    parts.push(forecast(graph, people, options));
    await new Promise((resolve) => setImmediate(resolve)); // a long forecast lets others have their turn
  }
  const all = keepSenderLimits(mergeForecasts(parts), trial.limits, HORIZON_MS / DAY_MS - 1);
  return { ...all, startAt: new Date(startAt), cut: ids.length > MOST };
}

async function readMembers(tx: Tx, ctx: ServiceContext, segmentId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: contact.id })
    .from(contact)
    .where(
      and(
        eq(contact.workspaceId, ctx.workspaceId),
        isNull(contact.archivedAt),
        await segmentFilter(tx, ctx, segmentId),
      ),
    )
    .orderBy(asc(contact.id))
    .limit(MOST + 1);
  return rows.map(({ id }) => id);
}

async function readSet(
  ctx: ServiceContext,
  row: SequenceRow,
  graph: SequenceRow["draft"],
  ids: readonly string[],
  trial: TrialRules,
  startAt: EpochMs,
) {
  const people = await withWorkspace(ctx, (tx) => readTriedPeople(tx, row, graph, ids, trial, startAt));
  return [...people].map(([contactId, person]) => ({
    enrollmentId: `forecast/${contactId}`,
    contact: person.contact,
    zone: person.zone,
    startAt,
    entry: { by: "hand" as const, signalId: null, correlationKey: null, data: {} },
    governor: realGovernor({
      facts: person.facts,
      ledger: person.ledger,
      waiting: person.waiting,
      rules: trial.rules,
      sequence: trial.sequence,
      memberOf: (senderId) => trial.memberOf[senderId] ?? null,
    }),
    settings: { ...defaultSettings, maxRounds: row.settings.maxRounds },
  }));
}
