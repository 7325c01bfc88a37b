import { and, desc, eq, notInArray } from "drizzle-orm";
import { type Briefing, briefingSchema, emptyBriefing } from "@/core/briefing";
import { isWithin } from "@/core/domain-name";
import { namedIn } from "@/core/named-in-text";
import { emailSchema } from "@/core/nodes/email";
import { isSamePhone } from "@/core/phone-number";
import type { SupportQuery } from "@/core/support-query";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { broadcast } from "@/db/schema/broadcast";

/** A message that is published, whoever got it. `since` is epoch milliseconds; null: none has left. */
export interface PublishedMessage {
  readonly ref: string;
  readonly subject: string;
  readonly partOf: string;
  readonly step: number | null;
  readonly since: number | null;
  readonly domains: readonly string[];
  readonly phones: readonly string[];
  readonly briefing: Briefing;
}

const BROADCASTS_READ = 300;
const SHOWN = 10;

/** Published messages by words of their subject, or by a domain or number they name; the newest first. */
export async function findMessages(tx: Tx, workspaceId: string, query: SupportQuery): Promise<PublishedMessage[]> {
  const fits = fitting(query);
  if (fits === null) return [];
  const all = [...(await stepMessages(tx, workspaceId)), ...(await broadcastMessages(tx, workspaceId))];
  return all
    .filter(fits)
    .sort((a, b) => (b.since ?? 0) - (a.since ?? 0))
    .slice(0, SHOWN);
}

function fitting(query: SupportQuery): ((message: PublishedMessage) => boolean) | null {
  if (query.kind === "words") {
    return ({ subject, partOf }) => query.words.every((word) => `${subject} ${partOf}`.toLowerCase().includes(word));
  }
  if (query.kind === "domain")
    return ({ domains }) => domains.some((one) => isWithin(one, query.domain) || isWithin(query.domain, one));
  if (query.kind === "phone") return ({ phones }) => phones.some((one) => isSamePhone(one, query.phone));
  const subject = query.kind === "mail" ? toPlainSubject(query.mail.subject ?? "") : "";
  return subject === "" ? null : (message) => toPlainSubject(message.subject) === subject;
}

/** Without Fwd: and Re:, as people forward. */
export const toPlainSubject = (subject: string): string =>
  subject
    .replace(/^(?:\s*(?:fwd?|wg|re|aw|tr|rv|i|doorst)\s*:)+/i, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

interface StepRow {
  sequence_id: string;
  node_id: string;
  subject: string;
  name: string;
  step: number;
  since: number | null;
  domains: string;
  phones: string;
  briefing: string;
}

// The newest wording of each step, with the domain of its sender. Whether one has left: index touch_by_sequence.
const STEPS = `
select distinct on (p.sequence_id, p.node_id) p.sequence_id, p.node_id, p.subject, q.name, p.step,
  case when exists (select 1 from touch t where t.workspace_id = p.workspace_id and t.sequence_id = p.sequence_id
      and t.node_id = p.node_id and t.state in ('accepted', 'unknown'))
    then (extract(epoch from p.published_at) * 1000)::float8 end as since,
  to_json(case when s.address is null then p.domains else p.domains || lower(split_part(s.address, '@', 2)) end)::text as domains,
  to_json(p.phones)::text as phones, p.briefing::text as briefing
from published_message p
join sequence q on q.workspace_id = p.workspace_id and q.id = p.sequence_id and q.state <> 'archived'
left join sender s on s.workspace_id = p.workspace_id and s.id = p.sender_id
where p.workspace_id = $1::text
order by p.sequence_id, p.node_id, p.published_at desc`;

async function stepMessages(tx: Tx, workspaceId: string): Promise<PublishedMessage[]> {
  const rows = await queryRows<StepRow>(tx, STEPS, [workspaceId]);
  return rows.map((row) => ({
    ref: `${row.sequence_id}/${row.node_id}`,
    subject: row.subject,
    partOf: row.name,
    step: row.step,
    since: row.since,
    domains: JSON.parse(row.domains) as string[], // to_json of text[]
    phones: JSON.parse(row.phones) as string[], // to_json of text[]
    briefing: briefingSchema.catch(emptyBriefing).parse(JSON.parse(row.briefing)),
  }));
}

async function broadcastMessages(tx: Tx, workspaceId: string): Promise<PublishedMessage[]> {
  const rows = await tx
    .select({ id: broadcast.id, name: broadcast.name, message: broadcast.message, startedAt: broadcast.startedAt })
    .from(broadcast)
    .where(and(eq(broadcast.workspaceId, workspaceId), notInArray(broadcast.state, ["draft", "cancelled"])))
    .orderBy(desc(broadcast.createdAt))
    .limit(BROADCASTS_READ);
  return rows.flatMap(({ id, name, message, startedAt }) => {
    const config = emailSchema.safeParse(message);
    if (!config.success) return [];
    const named = namedIn(config.data);
    const { briefing, subject } = config.data;
    return [
      {
        ref: id,
        subject,
        partOf: name,
        step: null,
        since: startedAt?.getTime() ?? null,
        domains: [...named.domains, ...briefing.domains],
        phones: [...named.phones, ...briefing.phones],
        briefing,
      },
    ];
  });
}
