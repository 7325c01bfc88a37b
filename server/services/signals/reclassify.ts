import { toEpochMs } from "@/core/instant";
import { type Tx, withOwner } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { now } from "@/server/clock";
import { changedVisits, findShared, judgeVisits } from "@/server/services/signals/judge-visits";
import { loadClicksFrom, loadMail, type StoredVisit } from "@/server/services/signals/load-mail";
import { writeVerdicts } from "@/server/services/signals/write-verdicts";

export interface Reclassified {
  readonly mails: number;
  readonly signals: number;
  /** Verdicts that are another now, as `human→machine`: count. */
  readonly changed: Readonly<Record<string, number>>;
}

const SET = 200;

/**
 * Derives the verdicts of all stored opens and clicks again from the raw facts, mail by mail: after rules or lists were
 * mended. What a member corrected stays. Whoever looked at an old verdict is woken. Safe to stop and to run again.
 * @param since only mails whose visits are younger; @param dry changes nothing
 */
export async function reclassify(
  options: { since?: Date; dry?: boolean; progress?: (mails: number) => void } = {},
): Promise<Reclassified> {
  const total = { mails: 0, signals: 0, changed: {} as Record<string, number> };
  for (let last = ""; ; ) {
    const mails = await withOwner((tx) =>
      queryRows<{ workspace_id: string; touch_id: string }>(tx, MAILS, [
        last,
        (options.since ?? new Date(0)).toISOString(),
        SET,
      ]),
    );
    for (const mail of mails) {
      const judged = await withOwner((tx) => reclassifyMail(tx, mail, options.dry === true));
      total.mails += 1;
      total.signals += judged.signals;
      for (const step of judged.steps) total.changed[step] = (total.changed[step] ?? 0) + 1;
    }
    options.progress?.(total.mails);
    last = mails.at(-1)?.touch_id ?? last;
    if (mails.length < SET) return total;
  }
}

async function reclassifyMail(tx: Tx, of: { workspace_id: string; touch_id: string }, dry: boolean) {
  const found = await loadMail(tx, of.workspace_id, of.touch_id);
  if (!found) return { signals: 0, steps: [] };
  const { mail, visits } = found;
  const fresh = visits.map((visit) => ({ ...visit, reasons: visit.reasons.filter((one) => one !== "shared_address") }));
  const shared = await sharedOf(tx, of.workspace_id, visits);
  const verdicts = judgeVisits(mail, fresh, shared, toEpochMs(now(mail)));
  const changed = changedVisits(visits, verdicts);
  if (!dry) await writeVerdicts(tx, of.workspace_id, changed);
  const steps = changed.flatMap(({ was, verdict }) => (was === verdict ? [] : [`${was}→${verdict}`]));
  return { signals: visits.length, steps };
}

/** Which of its clicks came from an address that followed links of three people's mails within a minute. */
async function sharedOf(tx: Tx, workspaceId: string, visits: readonly StoredVisit[]): Promise<Set<string>> {
  const shared = new Set<string>();
  for (const { raw } of visits) {
    if (raw.kind !== "click" || raw.ip === null) continue;
    const around = [
      ...(await loadClicksFrom(tx, workspaceId, raw.ip, raw.at)),
      ...(await loadClicksFrom(tx, workspaceId, raw.ip, toEpochMs(raw.at + 60_000))),
    ];
    const distinct = [...new Map(around.map((one) => [one.raw.id, one])).values()];
    for (const id of findShared(distinct)) shared.add(id);
  }
  return shared;
}

const MAILS = `
select min(workspace_id) as workspace_id, touch_id from signal
where kind in ('open', 'click') and touch_id > $1 and occurred_at >= $2::timestamptz
group by touch_id order by touch_id limit $3::int`;
