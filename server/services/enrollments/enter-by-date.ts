import { DAY_MS, type EpochMs, toEpochMs } from "@/core/instant";
import type { Entrance } from "@/core/nodes/trigger";
import { aroundDate } from "@/core/schedule-delay";
import { type Tx, withOwner } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { type EntryRequest, enterSequences, triggerOf } from "@/server/services/enrollments/enter";
import { loadVersions } from "@/server/services/enrollments/load-versions";
import { noteChecked, watchTriggers } from "@/server/services/enrollments/watch-triggers";
import { lockWatch, type Watched } from "@/server/services/enrollments/watched";

/** People who enter in one transaction. */
const SET = 200;
/** Zones and clock changes move a civil date by less than this. */
const SLACK_MS = 2 * DAY_MS;

/**
 * Lets in those whose date (± days, at a local time of their zone) has come since the last look, up to `now` (workspace
 * time), each set in its own transaction. A date lets the same person in once, also when it is judged twice: a crash between
 * two sets costs nothing. Gives how many entered.
 */
export async function enterByDate(workspaceId: string, now: EpochMs): Promise<number> {
  const due = await withOwner((tx) => readDue(tx, workspaceId, now));
  let entered = 0;
  for (const { trigger, requests } of due) {
    for (let at = 0; at < requests.length; at += SET) {
      const outcomes = await withOwner(async (tx) =>
        (await lockWatch(tx, trigger)) ? enterSequences(tx, requests.slice(at, at + SET)) : [],
      );
      entered += outcomes.filter(({ ok }) => ok).length;
    }
    await withOwner((tx) => noteChecked(tx, [trigger.sequenceId], now));
  }
  return entered;
}

async function readDue(tx: Tx, workspaceId: string, now: EpochMs) {
  const triggers = await watchTriggers(tx, workspaceId, ["date"]);
  const versions = await loadVersions(
    tx,
    triggers.map((trigger) => trigger.versionId),
  );
  const due: { trigger: Watched; requests: EntryRequest[] }[] = [];
  for (const trigger of triggers) {
    const version = versions.get(trigger.versionId);
    const entrance = version && triggerOf(version).entrance;
    if (entrance?.by !== "date" || trigger.checkedAt >= now) continue;
    due.push({ trigger, requests: await dueBetween(tx, workspaceId, trigger, entrance, now) });
  }
  return due;
}

type DateEntrance = Extract<Entrance, { by: "date" }>;

async function dueBetween(
  tx: AnyTx,
  workspaceId: string,
  trigger: Watched,
  entrance: DateEntrance,
  now: EpochMs,
): Promise<EntryRequest[]> {
  const shiftMs = entrance.offsetDays * DAY_MS;
  const day = (ms: number) => new Date(ms - shiftMs).toISOString().slice(0, 10);
  const days = [day(trigger.checkedAt - SLACK_MS), day(now + SLACK_MS)] as const;
  const rows = await queryRows<{ id: string; value: string; zone: string }>(tx, entrance.yearly ? YEARLY : ONCE, [
    workspaceId,
    entrance.attribute,
    days[0],
    days[1],
  ]);
  return rows.flatMap((row) =>
    datesOf(row.value, entrance, days).flatMap((date) => {
      const at = aroundDate(date, entrance.offsetDays, entrance.minute, row.zone);
      if (at === null || at <= trigger.checkedAt || at > now) return [];
      const request: EntryRequest = {
        workspaceId,
        sequenceId: trigger.sequenceId,
        contactId: row.id,
        by: "date",
        signalId: `date:${date}`,
        correlationKey: date.slice(0, 10),
        data: { date: date.slice(0, 10) },
        at: toEpochMs(at),
      };
      return [request];
    }),
  );
}

/** The date itself, or that day of each year the window touches. 29 February is 1 March where there is none. */
function datesOf(value: string, entrance: DateEntrance, days: readonly [string, string]): string[] {
  if (!entrance.yearly) return [value];
  const years = new Set(days.map((one) => Number(one.slice(0, 4))));
  return [...years].map((year) => {
    const date = new Date(Date.UTC(year, Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10))));
    return date.toISOString().slice(0, 10);
  });
}

const CONTACTS = `
select c.id, c.attributes->>$2::text as value, coalesce(c.time_zone, co.time_zone, w.time_zone, 'UTC') as zone
from contact c
left join company co on co.workspace_id = c.workspace_id and co.id = c.company_id
left join workspace_setting w on w.workspace_id = c.workspace_id
where c.workspace_id = $1::text and c.archived_at is null and c.attributes->>$2::text ~ '^\\d{4}-\\d{2}-\\d{2}'`;

const ONCE = `${CONTACTS} and left(c.attributes->>$2::text, 10) between $3::text and $4::text order by c.id`;

// months and days between the ends, also over New Year
const YEARLY = `${CONTACTS} and (case when right($3::text, 5) <= right($4::text, 5)
  then substr(c.attributes->>$2::text, 6, 5) between right($3::text, 5) and right($4::text, 5)
  else substr(c.attributes->>$2::text, 6, 5) >= right($3::text, 5) or substr(c.attributes->>$2::text, 6, 5) <= right($4::text, 5)
  end or left($3::text, 4) <> left($4::text, 4)) order by c.id`;
