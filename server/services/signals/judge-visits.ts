import type { SignalVerdict } from "@/core/facts";
import { addMs, type EpochMs, MINUTE_MS } from "@/core/instant";
import { findSharedAddresses, judgeSignals, type RawSignal, SETTLE_MS } from "@/core/signal";
import type { StoredVisit, TrackedMail } from "@/server/services/signals/load-mail";

export interface Verdict {
  readonly id: string;
  readonly verdict: SignalVerdict;
  readonly reasons: readonly string[];
  /** Workspace time; null: it is settled. */
  readonly settlesAt: EpochMs | null;
}

/** Whoever plays the recipient reads a mail a minute later than it shows: nobody waits a minute to try out a drawing. */
const PLAYED_LATER_MS = MINUTE_MS + 1_000;

/**
 * Verdicts on all visits of a mail, the newest one (`id` as in `raw`) among them, in the order given. An unsure one whose
 * settle time is over stays a machine.
 */
export function judgeVisits(
  mail: TrackedMail,
  visits: readonly { raw: RawSignal; reasons: readonly string[] }[],
  shared: ReadonlySet<string>,
  now: EpochMs,
): Verdict[] {
  const known = visits.filter(({ reasons }) => reasons.includes("shared_address")).map(({ raw }) => raw.id);
  const judged = judgeSignals(
    visits.map(({ raw }) => raw),
    {
      acceptedAt: mail.played ? addMs(mail.acceptedAt, -PLAYED_LATER_MS) : mail.acceptedAt,
      linkCount: mail.linkCount,
      sharedAddress: new Set([...shared, ...known]),
    },
  );
  return judged.map(({ id, verdict, reasons }, index) => {
    const settlesAt = addMs(visits[index]?.raw.at ?? now, SETTLE_MS);
    if (verdict !== "unsure") return { id, verdict, reasons, settlesAt: null };
    if (settlesAt <= now) return { id, verdict: "machine", reasons: [...reasons, "settled"], settlesAt: null };
    return { id, verdict, reasons, settlesAt };
  });
}

/** What of the stored differs from its new verdict and may be changed. */
export function changedVisits(
  visits: readonly StoredVisit[],
  verdicts: readonly Verdict[],
): (Verdict & { was: SignalVerdict })[] {
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  return visits.flatMap((visit) => {
    const next = byId.get(visit.raw.id);
    if (!next || visit.fixed) return [];
    const same = next.verdict === visit.verdict && next.reasons.join() === visit.reasons.join();
    return same ? [] : [{ ...next, was: visit.verdict }];
  });
}

/** Clicks of several people's mails from one address within a minute: a gateway. Ids of all of them. */
export const findShared = (clicks: readonly { raw: RawSignal; personId: string }[]): Set<string> =>
  findSharedAddresses(clicks.map(({ raw, personId }) => ({ signal: raw, person: personId })));
