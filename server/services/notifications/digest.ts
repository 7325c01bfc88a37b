import { HOUR_MS } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { queryRows } from "@/db/query-rows";
import { deliverSystemMail } from "@/server/auth/send-system-mail";
import { realNow } from "@/server/clock";
import { env } from "@/server/env";
import { logger } from "@/server/log";
import { digestWords } from "@/server/services/notifications/digest-words";

interface Row {
  workspace_id: string;
  slug: string;
  workspace: string;
  member_id: string;
  email: string;
  name: string;
  titles: string[];
  total: number;
}

const SHOWN = 10;

/**
 * Mails each member the unread lines that came since their last digest: at most one mail a day (from eight in the
 * workspace's zone), an hour, or none, as they chose. Claimed before it is sent: a crash loses one digest, never doubles it.
 * Sandboxes mail nobody. Gives how many left.
 */
export async function mailDigests(): Promise<number> {
  const now = realNow();
  const rows = await queryRows<Row>(ownerSql(), DUE, [now.toISOString(), SHOWN]);
  let sent = 0;
  for (const row of rows) {
    const claimed = await queryRows(ownerSql(), CLAIM, [
      newId("notificationChoice"),
      row.workspace_id,
      row.member_id,
      now.toISOString(),
      new Date(now.getTime() - HOUR_MS + 60_000).toISOString(),
    ]);
    if (claimed.length === 0) continue;
    try {
      await mail(row);
      sent += 1;
    } catch (error) {
      logger("notifications").error(
        { err: error, member: row.member_id },
        "a digest was not taken by the mail provider",
      );
    }
  }
  return sent;
}

async function mail(row: Row): Promise<void> {
  const words = digestWords(row);
  await deliverSystemMail(row.email, words, `${env().APP_URL}/${row.slug}/today`);
}

const DUE = `
select n.workspace_id, w.slug, w.name as workspace, b.member_id, u.email, u.name,
  (array_agg(n.title order by n.created_at desc))[1:$2::int] as titles, count(*)::int as total
from notification n
join workspace w on w.id = n.workspace_id
join membership b on b.workspace_ref = n.workspace_id and (n.member_id = b.member_id or n.member_id is null)
join member u on u.id = b.member_id
left join notification_choice c on c.workspace_id = n.workspace_id and c.member_id = b.member_id
left join workspace_setting s on s.workspace_id = n.workspace_id
where n.read_at is null and coalesce(c.mail, 'daily') <> 'off' and not coalesce(s.sandbox, false)
  and n.created_at > coalesce(c.mailed_at, $1::timestamptz - interval '2 days')
  and (coalesce(c.mail, 'daily') = 'hourly' and (c.mailed_at is null or c.mailed_at <= $1::timestamptz - interval '1 hour')
    or coalesce(c.mail, 'daily') = 'daily' and (c.mailed_at is null or c.mailed_at <= $1::timestamptz - interval '20 hours')
      and extract(hour from $1::timestamptz at time zone coalesce(s.time_zone, 'UTC')) >= 8)
group by n.workspace_id, w.slug, w.name, b.member_id, u.email, u.name
limit 500`;

const CLAIM = `
insert into notification_choice (id, workspace_id, member_id, mailed_at)
values ($1, $2, $3, $4::timestamptz)
on conflict (workspace_id, member_id) do update set mailed_at = excluded.mailed_at
  where notification_choice.mailed_at is null or notification_choice.mailed_at <= $5::timestamptz
returning id`;
