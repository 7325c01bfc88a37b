import type { Forecast } from "@/core/attention/decision";
import { forecastPerson } from "@/core/attention/forecast-person";
import type { EpochMs } from "@/core/instant";
import type { Tx } from "@/db/client";
import { gatherFacts } from "@/server/services/touches/gather/facts";
import { gatherWorkspace } from "@/server/services/touches/gather/people";
import { gatherRules } from "@/server/services/touches/gather/rules";
import { gatherWaiting } from "@/server/services/touches/gather/waiting";

/** What is planned further ahead than this is dated by its sequence alone. */
const AHEAD_HOURS = 90 * 24;

/** By touch: when each message that has not left is expected to go, by the governor's own forward pass over all of them. */
export async function forecastTouches(
  tx: Tx,
  workspaceId: string,
  personId: string,
  now: EpochMs,
): Promise<Map<string, Forecast>> {
  const rules = await gatherRules(tx, workspaceId);
  const workspace = await gatherWorkspace(tx, workspaceId);
  const all = await gatherWaiting(tx, workspaceId, [personId], now, AHEAD_HOURS);
  const waiting = all.filter(({ stands, left }) => !stands && !left);
  if (waiting.length === 0) return new Map();
  const gathered = await gatherFacts(tx, workspaceId, [personId], { workspace, rules, waiting }, now);
  const facts = gathered.factsOf(personId);
  if (facts === null) return new Map();
  const touches = waiting.map(({ touch }) => touch);
  const forecasts = forecastPerson(facts, gathered.ledgerOf(personId), touches, rules, now);
  return new Map(forecasts.map((forecast) => [forecast.touchId, forecast]));
}
