import { and, desc, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import { type Briefing, briefingSchema, emptyBriefing } from "@/core/briefing";
import { isWithin } from "@/core/domain-name";
import { namedIn } from "@/core/named-in-text";
import { emailSchema } from "@/core/nodes/email";
import { isSamePhone, toPhoneKey } from "@/core/phone-number";
import type { SupportQuery } from "@/core/support-query";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { broadcast } from "@/db/schema/broadcast";
import { toPatterns } from "@/server/services/contacts/search";

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
  const search = toSearch(query);
  if (search === null) return [];
  const all = [...(await stepMessages(tx, workspaceId, search)), ...(await broadcastMessages(tx, workspaceId, search))];
  return all.sort((a, b) => (b.since ?? 0) - (a.since ?? 0)).slice(0, SHOWN);
}

type Named = Pick<PublishedMessage, "subject" | "partOf" | "domains" | "phones">;

/** The same question twice: roughly in SQL, so that few rows are read, and exactly on those. */
interface Search {
  /** LIKE patterns over subject and name, all of which must hold. */
  readonly words: readonly string[];
  readonly domain: string;
  /** The last digits of a number; "": not asked for one. */
  readonly phone: string;
  readonly fits: (message: Named) => boolean;
}

function toSearch(query: SupportQuery): Search | null {
  const nothing = { words: [], domain: "", phone: "" };
  if (query.kind === "words") {
    const fits = ({ subject, partOf }: Named) =>
      query.words.every((word) => `${subject} ${partOf}`.toLowerCase().includes(word));
    return { ...nothing, words: toPatterns(query.words), fits };
  }
  if (query.kind === "domain") {
    const { domain } = query;
    return {
      ...nothing,
      domain,
      fits: ({ domains }) => domains.some((one) => isWithin(one, domain) || isWithin(domain, one)),
    };
  }
  if (query.kind === "phone") {
    const phone = toPhoneKey(query.phone).slice(-6);
    return { ...nothing, phone, fits: ({ phones }) => phones.some((one) => isSamePhone(one, query.phone)) };
  }
  const subject = query.kind === "mail" ? toPlainSubject(query.mail.subject ?? "") : "";
  if (subject === "") return null;
  const fits = (message: Named) => toPlainSubject(message.subject) === subject;
  return { ...nothing, words: toPatterns(subject.split(" ")), fits };
}

/** Without Fwd: and Re:, as people forward. */
export const toPlainSubject = (subject: string): string =>
  subject
    .replace(/^(?:\s*(?:fwd?|wg|re|aw|tr|rv|i|doorst)\s*:)+/i, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

interface StepRow {
  id: string;
  sequence_id: string;
  node_id: string;
  archived: boolean;
  subject: string;
  name: string;
  step: number;
  published: number;
  domains: string;
  phones: string;
}

// The newest wording of each step that fits, superseded ones included: a mail of last year is still ours. Of a domain, those
// that name it, one below it or one above it ($5), or come from it. What is exact is dear: a look at the letters stands before it.
const STEPS = `
select distinct on (p.sequence_id, p.node_id) p.id, p.sequence_id, p.node_id, p.subject, q.name, p.step, q.state = 'archived' as archived,
  (extract(epoch from p.published_at) * 1000)::float8 as published,
  to_json(p.domains || coalesce(lower(split_part(s.address, '@', 2)), ''))::text as domains, to_json(p.phones)::text as phones
from published_message p
join sequence q on q.workspace_id = p.workspace_id and q.id = p.sequence_id
left join sender s on s.workspace_id = p.workspace_id and s.id = p.sender_id
where p.workspace_id = $1::text
  and (cardinality($2::text[]) = 0 or lower(p.subject || ' ' || q.name) like all($2::text[]))
  and ($3::text = '' or p.domains && $5::text[]
    or '.' || lower(split_part(s.address, '@', 2)) like '%.' || $3::text
    or position('.' || $3::text in ' .' || array_to_string(p.domains, ' .')) > 0 and exists (
      select 1 from unnest(p.domains) as one(domain) where '.' || one.domain like '%.' || $3::text))
  and ($4::text = '' or array_to_string(p.phones, ' ') ~ $6::text)
  and ($4::text = '' or exists (
    select 1 from unnest(p.phones) as one(phone) where regexp_replace(one.phone, '\\D', '', 'g') like '%' || $4::text))
order by p.sequence_id, p.node_id, p.published_at desc`;

// Whether one of a step has left: index touch_by_sequence.
const TOLD = `
select p.id, p.briefing::text as briefing, exists (
  select 1 from touch t where t.workspace_id = p.workspace_id and t.sequence_id = p.sequence_id and t.node_id = p.node_id
    and t.state in ('accepted', 'unknown')) as sent
from published_message p where p.workspace_id = $1::text and p.id = any($2::text[])`;

async function stepMessages(tx: Tx, workspaceId: string, search: Search): Promise<PublishedMessage[]> {
  const { words, domain, phone } = search;
  const params = [workspaceId, words, domain, phone, andAbove(domain), digitsApart(phone)];
  const found = (await queryRows<StepRow>(tx, STEPS, params))
    .map((row) => ({
      row,
      subject: row.subject,
      partOf: row.name,
      domains: (JSON.parse(row.domains) as string[]).filter((domain) => domain !== ""), // to_json of text[]
      phones: JSON.parse(row.phones) as string[], // to_json of text[]
    }))
    .filter(search.fits)
    .sort((a, b) => b.row.published - a.row.published)
    .slice(0, SHOWN);
  if (found.length === 0) return [];
  const ids = found.map(({ row }) => row.id);
  const told = await queryRows<{ id: string; briefing: string; sent: boolean }>(tx, TOLD, [workspaceId, ids]);
  const toldOf = new Map(told.map((one) => [one.id, one]));
  return found.flatMap(({ row, ...message }): PublishedMessage[] => {
    const more = toldOf.get(row.id);
    if (more === undefined || (row.archived && !more.sent)) return []; // put away before anybody got it
    return [
      {
        ref: `${row.sequence_id}/${row.node_id}`,
        ...message,
        step: row.step,
        since: more.sent ? row.published : null,
        briefing: briefingSchema.catch(emptyBriefing).parse(JSON.parse(more.briefing)),
      },
    ];
  });
}

/** Its last two labels: in the text of whatever names the domain, one above or one below it. */
const endOf = (domain: string): string => domain.split(".").slice(-2).join(".");

/** The domain and those it lies below: "a.b.example" → itself and "b.example". */
function andAbove(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, n) => labels.slice(n).join("."));
}

/** A pattern of POSIX for the digits with whatever people write between them: "0777" also finds "07 77". */
const digitsApart = (digits: string): string => [...digits].join("[^0-9]{0,3}");

async function broadcastMessages(tx: Tx, workspaceId: string, search: Search): Promise<PublishedMessage[]> {
  const said = sql`lower(coalesce(${broadcast.message}->>'subject', '') || ' ' || ${broadcast.name})`;
  const rows = await tx
    .select({ id: broadcast.id, name: broadcast.name, message: broadcast.message, startedAt: broadcast.startedAt })
    .from(broadcast)
    .where(
      and(
        eq(broadcast.workspaceId, workspaceId),
        ne(broadcast.state, "draft"),
        or(ne(broadcast.state, "cancelled"), isNotNull(broadcast.startedAt)), // stopped half-way: some have it
        ...search.words.map((pattern) => sql`${said} like ${pattern}`),
        search.domain === ""
          ? undefined
          : sql`position(${endOf(search.domain)} in lower(${broadcast.message}::text)) > 0`,
        search.phone === "" ? undefined : sql`${broadcast.message}::text ~ ${digitsApart(search.phone)}`,
      ),
    )
    .orderBy(desc(broadcast.createdAt))
    .limit(BROADCASTS_READ);
  return rows
    .flatMap(({ id, name, message, startedAt }): PublishedMessage[] => {
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
    })
    .filter(search.fits);
}
