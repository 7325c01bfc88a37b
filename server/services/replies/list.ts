import { humanReplyClasses, type ReplyClass, type ReplyEvidence, repliesToAnswer } from "@/core/reply-class";
import type { MatchConfidence } from "@/core/reply-match";
import { withWorkspace } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { parseInput } from "@/server/services/errors";
import { fromCursor, type Page, toPage } from "@/server/services/page";
import { listRepliesInput } from "@/server/services/replies/schemas";

/** What a reply did to one enrollment, for a line on screen. */
export interface ShownEffect {
  readonly kind: "stopped" | "paused" | "went_on" | "suppressed" | "barred" | "asked";
  readonly sequence: string | null;
  readonly undone: boolean;
}

export interface ReplyItem {
  readonly id: string;
  readonly class: ReplyClass;
  /** A member said so. */
  readonly corrected: boolean;
  readonly confidence: MatchConfidence;
  readonly from: { readonly name: string | null; readonly address: string };
  readonly contact: { readonly id: string; readonly name: string };
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly subject: string;
  /** First words; null for those who may not read what people write. */
  readonly excerpt: string | null;
  /** Why it was understood so, in words. */
  readonly why: string | null;
  readonly receivedAt: Date;
  readonly handledAt: Date | null;
  readonly answered: boolean;
  readonly snoozedUntil: Date | null;
  readonly late: boolean;
  readonly effects: readonly ShownEffect[];
}

/**
 * Replies of the workspace: those that want something oldest first, the others newest first. Nobody's words are in it for
 * members without the right to read them.
 */
export async function listReplies(args: VerbArgs<typeof listRepliesInput>): Promise<Page<ReplyItem>> {
  const { ctx } = args;
  need(ctx, "read");
  const {
    limit,
    cursor,
    view,
    class: kind,
    owner,
    orNobodys,
    contactId,
    search,
  } = parseInput(listRepliesInput, args.input);
  const oldestFirst = view === "open" || view === "snoozed";
  const [at, id] = cursor ? fromCursor(cursor) : [];
  const order = oldestFirst ? { sign: ">", by: "asc" } : { sign: "<", by: "desc" };
  return withWorkspace(ctx, async (tx) => {
    const rows = await queryRows<Row>(
      tx,
      `${LIST}
        and ${VIEWS[view]}
        and ($4::text is null or coalesce(m.class_fixed, m.class) = $4::text)
        and ($5::text is null or case when $5::text = 'nobody' then m.owner_id is null else m.owner_id = $5::text
          or ($11::boolean and m.owner_id is null) end)
        and ($6::text is null or m.contact_id = $6::text)
        and ($7::text = '' or lower(m.subject) like $7::text or lower(m.from_address) like $7::text
          or lower(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')) like $7::text)
        and ($8::float8 is null or (m.received_at, m.id) ${order.sign} (to_timestamp($8::float8 / 1000), $9::text))
      order by m.received_at ${order.by}, m.id ${order.by}
      limit $10::int`,
      [
        ctx.workspaceId,
        ctx.now().toISOString(),
        [...repliesToAnswer],
        kind ?? null,
        owner ?? null,
        contactId ?? null,
        search === "" ? "" : `%${search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
        typeof at === "number" ? at : null,
        typeof id === "string" ? id : null,
        limit + 1,
        orNobodys,
      ],
    );
    return toPage(
      rows,
      limit,
      (row) => [row.received_ms, row.id],
      (row) => toItem(ctx, row),
    );
  });
}

/** How many replies want something of somebody: all, and mine. */
export async function countOpenReplies({ ctx }: { ctx: ServiceContext }): Promise<{ open: number; mine: number }> {
  need(ctx, "read");
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : "";
  return withWorkspace(ctx, async (tx) => {
    const [row] = await queryRows<{ open: number; mine: number }>(
      tx,
      `select count(*)::int as open, count(*) filter (where m.owner_id = $4::text)::int as mine
       from inbound_mail m where m.workspace_id = $1::text and ${VIEWS.open}`,
      [ctx.workspaceId, ctx.now().toISOString(), [...repliesToAnswer], memberId],
    );
    return row ?? { open: 0, mine: 0 };
  });
}

interface Row {
  id: string;
  class: ReplyClass;
  corrected: boolean;
  confidence: MatchConfidence;
  from_name: string | null;
  from_address: string;
  contact_id: string;
  contact_name: string;
  owner_id: string | null;
  owner_name: string | null;
  subject: string;
  new_text: string;
  evidence: string;
  received_ms: number;
  handled_ms: number | null;
  answered: boolean;
  snoozed_ms: number | null;
  late: boolean;
  effects: string;
}

const toDate = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

function toItem(ctx: ServiceContext, row: Row): ReplyItem {
  const [evidence] = JSON.parse(row.evidence) as ReplyEvidence[]; // written by receive.ts from core's own type
  const mayRead = ctx.rights.has("replies.read");
  const why = evidence === undefined || row.corrected ? null : evidence.why;
  return {
    id: row.id,
    class: row.class,
    corrected: row.corrected,
    confidence: row.confidence,
    from: { name: row.from_name, address: row.from_address },
    contact: { id: row.contact_id, name: row.contact_name },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? "Somebody who left" },
    subject: row.subject,
    excerpt: mayRead ? row.new_text.trim().replace(/\s+/g, " ").slice(0, 200) : null,
    why,
    receivedAt: new Date(row.received_ms),
    handledAt: toDate(row.handled_ms),
    answered: row.answered,
    snoozedUntil: toDate(row.snoozed_ms),
    late: row.late && humanReplyClasses.has(row.class),
    effects: JSON.parse(row.effects) as ShownEffect[], // json_agg below
  };
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
/** A mail written to the person by hand since: in Heed or in one's own mail program. */
const ANSWERED = `exists (
  select 1 from touch h where h.workspace_id = m.workspace_id and h.person_id = m.person_id and h.source = 'hand'
    and h.channel = 'email' and h.counted_at > m.received_at)`;
const CLASS = "coalesce(m.class_fixed, m.class)";
const WANTED = `${CLASS} = any($3::text[]) and not m.historical`;
const AT_REST = "m.snoozed_until > $2::timestamptz";

const VIEWS: Record<(typeof listRepliesInput)["_output"]["view"], string> = {
  open: `${WANTED} and m.handled_at is null and (m.snoozed_until is null or not ${AT_REST}) and not ${ANSWERED}`,
  snoozed: `m.handled_at is null and ${AT_REST} and not ${ANSWERED}`,
  done: `${WANTED} and (m.handled_at is not null or ${ANSWERED})`,
  machine: `(${CLASS} <> all($3::text[]) or m.historical)`,
  all: "($2::timestamptz is not null and $3::text[] is not null)",
};

const LIST = `
select m.id, ${CLASS} as class, m.class_fixed is not null as corrected, m.confidence, m.from_name, m.from_address,
  m.contact_id, m.owner_id, u.name as owner_name, m.subject, left(m.new_text, 600) as new_text, m.evidence::text,
  coalesce(nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''), c.email, c.external_id,
    'Without a name') as contact_name,
  ${ms("m.received_at")} as received_ms, ${ms("m.handled_at")} as handled_ms, ${ms("m.snoozed_until")} as snoozed_ms,
  ${ANSWERED} as answered, m.late_told_at is not null and m.handled_at is null as late,
  coalesce((select json_agg(json_build_object('kind', e.kind, 'sequence', s.name, 'undone', e.undone_at is not null)
      order by e.created_at, e.id)
    from reply_effect e
    left join enrollment n on n.workspace_id = e.workspace_id and n.id = e.enrollment_id
    left join sequence s on s.workspace_id = n.workspace_id and s.id = n.sequence_id
    where e.workspace_id = m.workspace_id and e.inbound_mail_id = m.id), '[]')::text as effects
from inbound_mail m
join contact c on c.workspace_id = m.workspace_id and c.id = m.contact_id
left join member u on u.id = m.owner_id
where m.workspace_id = $1::text`;
