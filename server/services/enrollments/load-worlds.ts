import { defaultSettings, type World } from "@/core/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { AnyTx } from "@/db/query-rows";
import { realNow } from "@/server/clock";
import { everyFact, type FactKind, loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
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
  const reads = new Set(rows.flatMap((row) => [...factsReadBy(versions.get(row.versionId))]));
  const [contacts, signals, touches, webhooks] = await Promise.all([
    loadContactFacts(
      tx,
      rows.map((row) => ({ ...row, now: nowOf(row) })),
      reads,
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

/** How a config names what it reads. */
const MARKS: Readonly<Record<FactKind, readonly string[]>> = {
  topics: ['"on":"topic"'],
  interest: ['"on":"interest"'],
  consent: ['"on":"consent"'],
  products: ['"on":"product"', '"set":"product"'],
  purchases: ['"on":"purchases"', '"on":"spending"'],
  suppressed: ['"on":"suppression"', '"by":"unsubscribe"'],
  segments: ['"on":"segments"'],
};

const readBy = new WeakMap<LoadedVersion["graph"], ReadonlySet<FactKind>>();

/** What the steps and rules of a version may read about a contact; a segment may read everything. */
function factsReadBy(version: LoadedVersion | undefined): ReadonlySet<FactKind> {
  if (!version) return everyFact;
  const known = readBy.get(version.graph);
  if (known !== undefined) return known;
  const text = JSON.stringify(version.graph);
  const kinds = [...everyFact].filter((kind) => MARKS[kind].some((mark) => text.includes(mark)));
  const reads = kinds.includes("segments") ? everyFact : new Set(kinds);
  readBy.set(version.graph, reads);
  return reads;
}
