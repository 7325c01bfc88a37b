import { type EpochMs, laterOf } from "@/core/instant";
import type { ReplyVerdict } from "@/core/reply";
import { nextWorkingMorning } from "@/core/schedule-delay";
import { toCivilDay, zoneCalendar } from "@/core/schedule-zone";
import type { Tx } from "@/db/client";
import { loadContactFacts } from "@/server/services/enrollments/load-contact-facts";
import type { Match } from "@/server/services/replies/find-match";

/**
 * When an absence or a "not now" is over, in the person's zone: the first working morning (9:00, Monday to Friday) from the
 * first day back, or the day they named. Null for other classes.
 */
export async function returnInstant(
  tx: Tx,
  workspaceId: string,
  match: Pick<Match, "contactId" | "personId">,
  verdict: ReplyVerdict,
  now: EpochMs,
): Promise<EpochMs | null> {
  if (verdict.until === null) return null;
  const known = await loadContactFacts(tx, [{ ...match, workspaceId, now }], new Set());
  const zone = known.get(match.contactId)?.zone ?? "UTC";
  const day = zoneCalendar(zone).startOf(toCivilDay(verdict.until.date));
  return verdict.class === "out_of_office" ? nextWorkingMorning(laterOf(day, now), zone) : laterOf(day, now);
}
