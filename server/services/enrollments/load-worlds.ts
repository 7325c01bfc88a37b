import { defaultSettings, type World } from "@/core/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { AnyTx } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
import type { EnrollmentRow } from "@/server/services/enrollments/load-enrollments";
import { loadSignals } from "@/server/services/enrollments/load-signals";
import { loadTouchFacts, loadWebhookFacts } from "@/server/services/enrollments/load-touch-facts";
import type { LoadedVersion } from "@/server/services/enrollments/load-versions";

/** Workspace time of an enrollment. */
export const nowOf = (row: Pick<EnrollmentRow, "clockOffsetMs">): EpochMs =>
  toEpochMs(realNow().getTime() + row.clockOffsetMs);

/**
 * Everything the steps of these enrollments may look at, gathered in one pipelined round trip. What is read was committed
 * after the wakes were eaten, so it holds all they were owed for.
 */
export async function loadWorlds(
  tx: AnyTx,
  rows: readonly EnrollmentRow[],
  versions: ReadonlyMap<string, LoadedVersion>,
): Promise<Map<string, World>> {
  const segments = rows.some((row) => readsSegments(versions.get(row.versionId)));
  const [contacts, signals, touches, webhooks] = await Promise.all([
    loadContactFacts(
      tx,
      rows.map((row) => ({ ...row, now: nowOf(row) })),
      { segments },
    ),
    loadSignals(
      tx,
      rows.map((row) => ({ ...row, since: row.state.enteredAt })),
    ),
    loadTouchFacts(tx, rows),
    loadWebhookFacts(tx, rows.flatMap(standsOnWebhook)),
  ]);
  const worlds = new Map<string, World>();
  for (const row of rows) {
    const contact = contacts.get(row.contactId);
    if (!contact) throw new Error(`contact ${row.contactId} of enrollment ${row.id} cannot be read`);
    worlds.set(row.id, {
      now: nowOf(row),
      zone: contact.zone,
      contact: contact.facts,
      signals: signals.get(row.personId) ?? [],
      touches: touches.get(row.id) ?? {},
      done: webhooks.get(row.id) ?? {},
      settings: { ...defaultSettings, maxRounds: versions.get(row.versionId)?.settings.maxRounds ?? 20 },
    });
  }
  return worlds;
}

function standsOnWebhook(row: EnrollmentRow): { workspaceId: string; key: string }[] {
  const effect = row.state.position?.effect;
  const isWebhook = effect?.type === "do" && effect.action.do === "webhook";
  return isWebhook ? [{ workspaceId: row.workspaceId, key: effect.key }] : [];
}

const segmentReaders = new WeakMap<LoadedVersion["graph"], boolean>();

/** Whether any condition of the graph is about segments. */
function readsSegments(version: LoadedVersion | undefined): boolean {
  if (!version) return false;
  const known = segmentReaders.get(version.graph);
  if (known !== undefined) return known;
  const reads = JSON.stringify(version.graph).includes('"on":"segments"');
  segmentReaders.set(version.graph, reads);
  return reads;
}
