import { setImmediate as nextTurn } from "node:timers/promises";
import { type BrandRules, narrowBrand, noBrand } from "@/core/brand";
import type { AnsweredMail } from "@/core/enrollment";
import type { JsonObject } from "@/core/json";
import { type Letterhead, toLook } from "@/core/letterhead";
import { type MergedEmail, renderEmailText } from "@/core/merge-content";
import type { BodyLink } from "@/core/merge-link";
import { smallSetsSql } from "@/db/client";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { composeMail } from "@/server/mail/compose";
import type { OutgoingMail } from "@/server/mail/port";
import { takeFreshText } from "./fresh-texts";

/** A claimed touch as it will leave. */
export interface ToSend {
  mail: OutgoingMail;
  /** Idempotency key towards the provider: stable over retries of the same touch. */
  key: string;
  senderId: string;
  /** Which claim this text was frozen for, epoch milliseconds (workspace time). */
  claimedAt: number;
  personId: string;
  contactId: string;
  enrollmentId: string | null;
  /** Came by the API: its caller is told what became of it. */
  isApiSend: boolean;
  isBroadcast: boolean;
  /** Hand-overs so far. */
  attempts: number;
}

/**
 * The very mails of these touches, from what was frozen at claim. Deterministic, so that the same call shows a sent mail
 * again years later. Touches without frozen text (not claimed yet) are left out.
 */
export async function loadOutgoing(
  workspaceId: string,
  touchIds: readonly string[],
  tx: AnyTx = smallSetsSql(),
): Promise<ToSend[]> {
  if (touchIds.length === 0) return [];
  const rows = await queryRows<Row>(tx, OUTGOING, [workspaceId, touchIds]);
  return rows.map((row) => toSend(workspaceId, row));
}

/** Mails put together in one go, before whatever else the process has to do gets its turn: a deciding transaction may be open. */
const IN_ONE_GO = 2;

/** The same for those that are to leave now; one that cannot be put together says so and keeps the others from nothing. */
export async function loadReady(
  workspaceId: string,
  touchIds: readonly string[],
): Promise<{ ready: ToSend[]; broken: { touchId: string; error: unknown }[] }> {
  if (touchIds.length === 0) return { ready: [], broken: [] };
  const rows = await queryRows<Row>(smallSetsSql(), OUTGOING, [workspaceId, touchIds]);
  const ready: ToSend[] = [];
  const broken: { touchId: string; error: unknown }[] = [];
  for (const [n, row] of rows.entries()) {
    if (n > 0 && n % IN_ONE_GO === 0) await nextTurn();
    try {
      ready.push(toSend(workspaceId, row, takeFreshText({ touchId: row.id, claimedAt: row.claimed_at })));
    } catch (error) {
      broken.push({ touchId: row.id, error });
    }
  }
  return { ready, broken };
}

interface Row {
  id: string;
  key: string;
  person_id: string;
  contact_id: string;
  enrollment_id: string | null;
  class: "marketing" | "sales" | "transactional";
  source: string;
  attempts: number;
  to_address: string;
  code: string;
  message_id: string;
  merge_data: string;
  claimed_at: number;
  subject: string;
  preview: string;
  body: string;
  links: string;
  sender_id: string;
  sender_name: string;
  sender_address: string;
  reply_to: string | null;
  transport: string;
  plus_addressing: boolean;
  legal_name: string | null;
  postal_address: string | null;
  brand: string | null;
  team_brand: string | null;
  /** Null in rows older than letterheads. */
  letterhead: string | null;
  track_opens: boolean;
  track_clicks: boolean;
  tracking_host: string | null;
  thread_subject: string | null;
  thread_ids: string;
  by_hand: boolean;
  /** The mail it answers, as a member chose it. */
  answers: string | null;
}

function toSend(workspaceId: string, row: Row, merged = mergeFrozen(row)): ToSend {
  const letterhead = letterheadOf(row);
  return {
    key: `send/${row.id}`,
    senderId: row.sender_id,
    claimedAt: row.claimed_at,
    personId: row.person_id,
    contactId: row.contact_id,
    enrollmentId: row.enrollment_id,
    isApiSend: row.source === "api",
    isBroadcast: row.source === "broadcast",
    attempts: row.attempts + 1,
    mail: composeMail(merged, {
      touchId: row.id,
      workspaceId,
      class: row.class,
      from: { name: letterhead.fromName, address: letterhead.fromAddress },
      replyTo: letterhead.replyTo,
      // Elsewhere only where it was tried out: a reply that bounces is worse than one found by its ids.
      plusAddressing: row.transport === "sandbox" || row.plus_addressing,
      to: row.to_address,
      code: row.code,
      messageId: row.message_id,
      thread: threadOf(row),
      byHand: row.by_hand,
      legalName: letterhead.legalName,
      postalAddress: letterhead.postalAddress,
      look: letterhead.look,
      trackOpens: row.track_opens && !row.by_hand,
      trackClicks: row.track_clicks && !row.by_hand,
      trackingHost: row.tracking_host,
      date: new Date(row.claimed_at),
    }),
  };
}

const mergeFrozen = (row: Row): MergedEmail =>
  renderEmailText(
    { subject: row.subject, preview: row.preview, body: row.body, links: JSON.parse(row.links) as BodyLink[] }, // as frozen
    JSON.parse(row.merge_data) as JsonObject, // as frozen
  );

const readBrand = (rules: string | null): BrandRules | null =>
  rules === null ? null : (JSON.parse(rules) as BrandRules); // jsonb of brand.rules

/** As it was when the mail was written; of a mail older than letterheads, as it is today. */
function letterheadOf(row: Row): Letterhead {
  if (row.letterhead !== null) return JSON.parse(row.letterhead) as Letterhead; // as freeze wrote it
  const own = readBrand(row.team_brand);
  const workspace = readBrand(row.brand) ?? (own === null ? null : noBrand);
  return {
    fromName: row.sender_name,
    fromAddress: row.sender_address,
    replyTo: row.reply_to,
    legalName: row.legal_name,
    postalAddress: row.postal_address,
    look: row.by_hand || workspace === null ? null : toLook(narrowBrand(workspace, own)),
  };
}

function threadOf(row: Row): { subject: string; messageIds: readonly string[] } | null {
  if (row.answers !== null) return JSON.parse(row.answers) as AnsweredMail; // written by insertTouches, whose input has this type
  if (row.thread_subject === null) return null;
  return { subject: row.thread_subject, messageIds: JSON.parse(row.thread_ids) as string[] }; // json_agg of text
}

// The id it had on the wire comes last: that is the one to be answered to. The thread is that of the touch named when this one was made, if it left; else this mail starts a new one.
const OUTGOING = `
select t.id, t.key, t.person_id, t.contact_id, t.enrollment_id, t.class, t.source, t.attempts, t.to_address, t.code, t.message_id,
  t.merge_data::text, (extract(epoch from t.claimed_at) * 1000)::float8 as claimed_at,
  c.subject, c.preview, c.body, c.links::text,
  s.id as sender_id, s.name as sender_name, s.address as sender_address, s.reply_to, s.transport,
  coalesce(s.transport = 'mailbox' and m.plus_addressing, false) as plus_addressing,
  w.legal_name, w.postal_address, l.value::text as letterhead, coalesce((t.tracking->>'opens')::boolean, w.track_opens) as track_opens,
  coalesce((t.tracking->>'clicks')::boolean, w.track_clicks) as track_clicks,
  case when t.tracking is null then w.tracking_host else t.tracking->>'host' end as tracking_host,
  (select b.rules::text from brand b where b.workspace_id = t.workspace_id and b.team_id is null) as brand,
  (select b.rules::text from brand b where b.workspace_id = t.workspace_id and b.team_id = t.team_id) as team_brand,
  p.subject as thread_subject, t.source = 'hand' as by_hand, (t.request->'answers')::text as answers,
  coalesce((select json_agg(a.message_id order by a.source <> 'ours', a.created_at, a.message_id) from message_alias a
    where a.workspace_id = p.workspace_id and a.touch_id = p.id), '[]')::text as thread_ids
from touch t
join content c on c.workspace_id = t.workspace_id and c.hash = t.content_hash
join sender s on s.workspace_id = t.workspace_id and s.id = t.sender_id
left join letterhead l on l.workspace_id = t.workspace_id and l.hash = t.letterhead_hash
join workspace_setting w on w.workspace_id = t.workspace_id
left join mailbox m on m.workspace_id = s.workspace_id and m.id = s.mailbox_id
left join touch p on p.workspace_id = t.workspace_id and p.key = t.request->>'threadKey'
  and p.state in ('accepted', 'unknown', 'handed_over')
where t.workspace_id = $1 and t.id = any($2::text[]) and t.claimed_at is not null
order by t.id`;
