import { sql } from "drizzle-orm";
import type { SignalVerdict } from "@/core/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import type { RawSignal, SignalReason } from "@/core/signal";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { networkOf } from "@/server/mail/networks";

/** A sent mail, as far as its pixel and links need to know it. */
export interface TrackedMail {
  readonly personId: string;
  readonly contactId: string;
  readonly acceptedAt: EpochMs;
  readonly clockOffsetMs: number;
  readonly trackOpens: boolean;
  readonly trackClicks: boolean;
  readonly linkCount: number | null;
  /** It lies in the local inbox: whoever opens it plays the recipient. */
  readonly played: boolean;
  /** What was frozen, for the true address of a link; null when there is nothing (any more). */
  readonly text: { subject: string; preview: string; body: string; links: string; mergeData: string } | null;
}

/** An open or click of the mail as it is stored. */
export interface StoredVisit {
  readonly raw: RawSignal;
  readonly personId: string;
  readonly touchId: string;
  readonly verdict: SignalVerdict;
  readonly reasons: readonly string[];
  readonly fixed: boolean;
}

/**
 * The mail and what was done with it so far, under a lock of its own: two visits at once are judged one after the other.
 * No row is locked, so nobody who decides about the person waits for a scanner.
 */
export async function loadMail(
  tx: Tx,
  workspaceId: string,
  touchId: string,
): Promise<{ mail: TrackedMail; visits: StoredVisit[] } | null> {
  // one connection: sent together, answered in this order
  const [, rows, visits] = await Promise.all([
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`visit ${touchId}`}, 0))`),
    queryRows<MailRow>(tx, MAIL, [workspaceId, touchId]),
    queryRows<VisitRow>(tx, `${VISITS} and s.touch_id = $2`, [workspaceId, touchId]),
  ]);
  const [row] = rows;
  return row ? { mail: toMail(row), visits: visits.map(toVisit) } : null;
}

/** Clicks that came from an address in the minute before `at`, of all mails of the workspace. */
export async function loadClicksFrom(tx: Tx, workspaceId: string, ip: string, at: EpochMs): Promise<StoredVisit[]> {
  const rows = await queryRows<VisitRow>(
    tx,
    `${VISITS} and s.kind = 'click' and s.data->>'ip' = $2 and s.occurred_at between $3::timestamptz - interval '1 minute' and $3::timestamptz`,
    [workspaceId, ip, new Date(at).toISOString()],
  );
  return rows.map(toVisit);
}

interface MailRow {
  person_id: string;
  contact_id: string;
  accepted: number;
  offset_ms: number;
  track_opens: boolean;
  track_clicks: boolean;
  link_count: number | null;
  played: boolean;
  subject: string | null;
  preview: string | null;
  body: string | null;
  links: string | null;
  merge_data: string | null;
}

function toMail(row: MailRow): TrackedMail {
  const { subject, preview, body, links, merge_data: mergeData } = row;
  const frozen = subject !== null && preview !== null && body !== null && links !== null && mergeData !== null;
  return {
    personId: row.person_id,
    contactId: row.contact_id,
    acceptedAt: toEpochMs(row.accepted),
    clockOffsetMs: row.offset_ms,
    trackOpens: row.track_opens,
    trackClicks: row.track_clicks,
    linkCount: row.link_count,
    played: row.played,
    text: frozen ? { subject, preview, body, links, mergeData } : null,
  };
}

interface VisitRow {
  id: string;
  person_id: string;
  touch_id: string;
  kind: "open" | "click";
  link_id: string | null;
  source: string;
  at: number;
  method: string | null;
  user_agent: string | null;
  ip: string | null;
  prefetch: boolean | null;
  honeypot: boolean | null;
  verdict: SignalVerdict;
  reasons: string;
  fixed: boolean;
}

function toVisit(row: VisitRow): StoredVisit {
  return {
    raw: {
      id: row.id,
      kind: row.kind,
      at: toEpochMs(row.at),
      source: row.source === "own" ? "own" : "provider",
      method: row.method ?? "GET",
      userAgent: row.user_agent,
      ip: row.ip,
      network: networkOf(row.ip),
      prefetch: row.prefetch === true,
      linkId: row.link_id,
      honeypot: row.honeypot === true,
    },
    personId: row.person_id,
    touchId: row.touch_id,
    verdict: row.verdict,
    reasons: JSON.parse(row.reasons) as (SignalReason | "settled")[], // written by this folder alone
    fixed: row.fixed,
  };
}

// The contact's person and not the touch's: two people may have been merged since.
const MAIL = `
select c.person_id, t.contact_id,
  (extract(epoch from coalesce(t.accepted_at, t.handed_over_at, t.claimed_at)) * 1000)::float8 as accepted,
  w.clock_offset_ms::float8 as offset_ms,
  w.track_opens and p.untracked_at is null and coalesce((t.tracking->>'opens')::boolean, true) as track_opens,
  w.track_clicks and p.untracked_at is null and coalesce((t.tracking->>'clicks')::boolean, true) as track_clicks,
  jsonb_array_length(x.links) as link_count, x.subject, x.preview, x.body, x.links::text, t.merge_data::text,
  exists (select 1 from sandbox_mail m where m.workspace_id = t.workspace_id and m.touch_id = t.id) as played
from touch t
join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
join person p on p.workspace_id = c.workspace_id and p.id = c.person_id
join workspace_setting w on w.workspace_id = t.workspace_id
left join content x on x.workspace_id = t.workspace_id and x.hash = t.content_hash
where t.workspace_id = $1 and t.id = $2 and t.claimed_at is not null`;

const VISITS = `
select s.id, s.person_id, s.touch_id, s.kind, s.link_id, s.source, (extract(epoch from s.occurred_at) * 1000)::float8 as at,
  s.data->>'method' as method, s.data->>'userAgent' as user_agent, s.data->>'ip' as ip,
  (s.data->>'prefetch')::boolean as prefetch, (s.data->>'honeypot')::boolean as honeypot,
  s.verdict, s.verdict_reasons::text as reasons, s.verdict_fixed as fixed
from signal s
where s.workspace_id = $1 and s.kind in ('open', 'click')`;
