import type { EntranceKind } from "@/core/enrollment";
import type { SignalFact } from "@/core/facts";
import { jsonAt } from "@/core/json";
import type { Entrance } from "@/core/nodes/trigger";
import { matchesProperty } from "@/core/signal-filter";
import { ownerSql } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type EntryOutcome, type EntryRequest, enterSequences, triggerOf } from "@/server/services/enrollments/enter";
import { loadSignalsById } from "@/server/services/enrollments/load-signals";
import { loadVersions } from "@/server/services/enrollments/load-versions";

/** The event a submitted form is stored as; `data.formId` says which. */
export const FORM_EVENT = "form.submitted";

/** In a transaction of its own. @see enterBySignalsIn */
export function enterBySignals(workspaceId: string, signalIds: readonly string[]): Promise<EntryOutcome[]> {
  return ownerSql()
    .begin((tx) => enterBySignalsIn(tx, workspaceId, signalIds))
    .then((outcomes) => outcomes as EntryOutcome[]); // begin() unwraps what it types away
}

/**
 * Judges the triggers of live sequences by stored signals and lets people in, in the caller's transaction. A second call for
 * the same signals lets nobody in again. Only human signals count.
 */
export async function enterBySignalsIn(
  tx: AnyTx,
  workspaceId: string,
  signalIds: readonly string[],
): Promise<EntryOutcome[]> {
  const signals = (await loadSignalsById(tx, workspaceId, signalIds)).filter(({ fact }) => fact.verdict === "human");
  if (signals.length === 0) return [];
  const kinds = [...new Set(signals.flatMap(({ fact }) => (fact.kind === "event" ? ["event", "form"] : [fact.kind])))];
  const names = signals.flatMap(({ fact }) => fact.name ?? []);
  const triggers = await queryRows<{ sequence_id: string; version_id: string }>(tx, TRIGGERS, [
    workspaceId,
    kinds,
    names,
  ]);
  if (triggers.length === 0) return [];
  const versions = await loadVersions(
    tx,
    triggers.map((trigger) => trigger.version_id),
  );
  const requests: EntryRequest[] = [];
  for (const { contactId, fact } of signals) {
    for (const { sequence_id: sequenceId, version_id } of triggers) {
      const version = versions.get(version_id);
      const by = version && enters(triggerOf(version).entrance, fact);
      if (by)
        requests.push({
          workspaceId,
          sequenceId,
          contactId,
          by,
          signalId: fact.id,
          data: fact.data,
          at: fact.occurredAt,
        });
    }
  }
  if (requests.length === 0) return [];
  requests.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)); // what happened first enters first
  return enterSequences(tx, requests);
}

/** How this signal lets somebody in by this entrance; null if it does not. */
function enters(entrance: Entrance, signal: SignalFact): EntranceKind | null {
  if (entrance.by === "event") {
    if (signal.kind !== "event" || signal.name !== entrance.name) return null;
    return entrance.where.every((test) => matchesProperty(test, jsonAt(signal.data, test.path))) ? "event" : null;
  }
  if (entrance.by === "purchase") {
    if (signal.kind !== "purchase") return null;
    if (entrance.productId !== "" && !signal.productIds.includes(entrance.productId)) return null;
    return entrance.where.every((test) => matchesProperty(test, jsonAt(signal.data, test.path))) ? "purchase" : null;
  }
  if (entrance.by !== "form" || signal.kind !== "event" || signal.name !== FORM_EVENT) return null;
  return signal.data.formId === entrance.formId ? "form" : null;
}

const TRIGGERS = `
select t.sequence_id, s.live_version_id as version_id
from sequence_trigger t
join sequence s on s.workspace_id = t.workspace_id and s.id = t.sequence_id and s.state = 'live' and s.live_version_id is not null
where t.workspace_id = $1::text and t.kind = any($2::text[]) and (t.kind <> 'event' or t.ref = any($3::text[]))`;
