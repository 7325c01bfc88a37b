import { BRIEFING_ABOVE } from "@/core/briefing";
import type { Names } from "@/core/names";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { memberIdOf, type ServiceContext } from "@/server/services/context";
import { WITHOUT_BRIEFING } from "@/server/services/enrollments/briefed";
import { LOST_MAIL } from "@/server/services/mailboxes/tell-lost";
import { CONTACT_NAME, whyStuck } from "@/server/services/replies/lost-answers";

/** Something that keeps mail from leaving or being heard, or wants a person's judgement. */
export interface TodayProblem {
  readonly kind: "mailbox" | "sender" | "briefing" | "unsure" | "unknown" | "answer" | "mail";
  readonly title: string;
  readonly why: string;
  /** Below the workspace. */
  readonly href: string;
}

interface Row {
  kind: TodayProblem["kind"];
  name: string;
  why: string | null;
  /** An answer by hand that waits or was skipped: the governor's explanation, as JSON. */
  because: string | null;
  ref: string;
  /** Whose mailbox it is; null for the rest. */
  member_id: string | null;
  /** It wants its member's password, rather than being out of reach for a while. */
  reauth: boolean;
}

/** Mailboxes that want a sign-in, mails of mine that could not be read, senders that are stopped, answers by hand that have not left, mails to many that support knows nothing of, replies nobody could make sense of, mails whose end is not known. */
export async function readProblems(tx: Tx, ctx: ServiceContext, names: Names): Promise<TodayProblem[]> {
  const rows = await queryRows<Row>(tx, PROBLEMS, [ctx.workspaceId, ctx.now().toISOString(), memberIdOf(ctx) ?? ""]);
  const opens = (memberId: string | null) => memberId === memberIdOf(ctx) || ctx.rights.has("sender.of-others");
  return rows.map(({ kind, name, why, because, ref, member_id: memberId, reauth }) => {
    if (kind === "mailbox")
      return {
        kind,
        title: reauth ? `${name} wants a sign-in` : `${name} cannot be read now`,
        why: why ?? "Its replies are not heard.",
        href: opens(memberId) ? `/settings/mailboxes/${ref}` : "/settings/mailboxes",
      };
    if (kind === "sender")
      return {
        kind,
        title: `${name} is stopped`,
        why: why ?? "Too many of its mails came back.",
        href: "/settings/senders",
      };
    if (kind === "briefing")
      return {
        kind,
        title: `${name} has a mail without a briefing`,
        why: `More than ${BRIEFING_ABOVE} people are in it: support cannot answer for “${why ?? "a mail"}”.`,
        href: `/sequences/${ref}/draft`,
      };
    if (kind === "answer")
      return {
        kind,
        title: `An answer to ${name} has not left`,
        why: whyStuck({ because, failure: why }, names),
        href: `/replies?reply=${ref}`,
      };
    if (kind === "mail") return { kind, title: name, why: why ?? "", href: `/settings/mailboxes/${ref}` };
    if (kind === "unknown")
      return {
        kind,
        title: `Nobody knows whether a mail reached ${name}`,
        why: why === null ? "Say what became of it." : `“${why}”: say what became of it.`,
        href: `/contacts/${ref}`,
      };
    return {
      kind,
      title: `${name} wrote something unclear`,
      why: "Its sequences wait until somebody says what it means.",
      href: `/replies?reply=${ref}`,
    };
  });
}

/** An answer that failed is looked for among replies no older than this: an open one is that young, or a reminder was. */
const ANSWERED_WITHIN = "30 days";

const PROBLEMS = `
(select 'mailbox' as kind, m.address as name, m.trouble as why, null as because, m.id as ref, m.member_id, m.status = 'needs_reauth' as reauth
 from mailbox m where m.workspace_id = $1::text and (m.status = 'needs_reauth'
   or m.status = 'connected' and m.trouble_since < now() - interval '60 seconds') order by m.address limit 10)
union all
(select 'sender', s.name, s.breaker_reason, null, s.id, null, false
 from sender s left join mailbox m on m.workspace_id = s.workspace_id and m.id = s.mailbox_id and m.trouble is not null
 where s.workspace_id = $1::text and s.archived_at is null and s.breaker_opened_at is not null
   and (s.breaker_until is null or s.breaker_until > $2::timestamptz)
   and m.id is null order by s.name limit 10)
union all
(select 'briefing', q.name, (select p.subject from published_message p where p.workspace_id = q.workspace_id
   and p.version_id = q.live_version_id and ${WITHOUT_BRIEFING} order by p.step limit 1), null, q.id, null, false
 from sequence q
 where q.workspace_id = $1::text and q.state = 'live'
   and exists (select 1 from published_message p where p.workspace_id = q.workspace_id and p.version_id = q.live_version_id and ${WITHOUT_BRIEFING})
   and (select count(*) from (select 1 from enrollment e where e.workspace_id = q.workspace_id and e.sequence_id = q.id
     and e.status = 'active' limit ${BRIEFING_ABOVE + 1}) few) > ${BRIEFING_ABOVE} limit 10)
union all
(select 'unknown', ${CONTACT_NAME}, t.subject, null, t.contact_id, null, false
 from touch t join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
 where t.workspace_id = $1::text and t.state = 'unknown' order by t.ended_at limit 10)
union all
(select 'mail', n.title, n.body, null, split_part(n.key, '/', 2), null, false
 from notification n
 where n.workspace_id = $1::text and n.member_id = $3::text and n.read_at is null and n.key like '${LOST_MAIL}%'
 order by n.created_at limit 10)
union all
(select 'answer', ${CONTACT_NAME}, t.failure, t.because::text, split_part(t.key, '/', 2), null, false
 from touch t join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
 where t.workspace_id = $1::text and t.state = 'held' and t.source = 'hand' and t.key like 'answer/%' order by t.due_at limit 10)
union all
(select 'answer', ${CONTACT_NAME}, t.failure, case when t.state = 'skipped' then t.because::text end, i.id, null, false
 from inbound_mail i join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id
 join lateral (
   select h.failure, h.because, h.state from touch h
   where h.workspace_id = i.workspace_id and h.person_id = i.person_id and h.source = 'hand' and h.channel = 'email'
     and (h.key like 'answer/' || i.id || '/%' or h.counted_at > i.received_at)
   order by h.created_at desc limit 1) t on t.state in ('failed', 'skipped')
 where i.workspace_id = $1::text and i.handled_at is null and i.received_at > $2::timestamptz - interval '${ANSWERED_WITHIN}'
 order by i.received_at limit 10)
union all
(select 'unsure', ${CONTACT_NAME},
   null, null, i.id, null, false
 from inbound_mail i join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id
 where i.workspace_id = $1::text and i.handled_at is null and not i.historical
   and coalesce(i.class_fixed, i.class) in ('unsure', 'challenge')
 order by i.received_at limit 10)`;
