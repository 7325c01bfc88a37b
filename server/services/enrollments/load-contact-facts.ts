import { type Condition, evaluateCondition } from "@/core/audience";
import type { ConditionFacts } from "@/core/audience-predicate";
import type { ConsentBasis, ContactFacts, ProductFact, PurchaseFact, SignalFact } from "@/core/facts";
import { type EpochMs, toEpochMs } from "@/core/instant";
import { isJsonObject, type JsonObject, type JsonValue } from "@/core/json";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { HOLDS_FIRST } from "@/server/services/consents/holding";
import { loadSignals } from "@/server/services/enrollments/load-signals";
import { suppressionsOf } from "@/server/services/suppressions/hits";
import { loadInterest } from "@/server/services/touches/interest";

/** What a step may know about a contact, and the zone it lives in. */
export interface KnownContact {
  readonly facts: ContactFacts;
  /** IANA name: explicit, inferred, the company's, the workspace's; "UTC" as the last resort. */
  readonly zone: string;
}

/** What may be gathered about a contact beside its attributes and tags. */
export type FactKind = "topics" | "interest" | "consent" | "products" | "purchases" | "suppressed" | "segments";
export const everyFact: ReadonlySet<FactKind> = new Set([
  "topics",
  "interest",
  "consent",
  "products",
  "purchases",
  "suppressed",
  "segments",
]);

/** A contact, and when "now" is there. */
export interface ContactRef {
  readonly workspaceId: string;
  readonly contactId: string;
  readonly personId: string;
  readonly now: EpochMs;
}

interface StoredSegment {
  id: string;
  workspace_id: string;
  condition: string;
}

interface Stored {
  id: string;
  workspace_id: string;
  person_id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  country: string | null;
  external_id: string | null;
  company: string | null;
  company_domain: string | null;
  zone: string;
  attributes: string;
  tags: string[];
}

/**
 * Facts of contacts, gathered in one round trip for all of them. Columns of the contact are attributes too, under the
 * names merge uses: `first_name`, `last_name`, `email`, `phone`, `country`, `external_id`, `company`, `company_domain`; an
 * attribute of the customer's own never hides one of them. Beside attributes and tags only what `reads` names is gathered;
 * segments cost an evaluation each, and the signals of all time.
 */
export async function loadContactFacts(
  tx: AnyTx,
  refs: readonly ContactRef[],
  reads: ReadonlySet<FactKind>,
): Promise<Map<string, KnownContact>> {
  const contacts = JSON.stringify(refs.map((ref) => ({ workspace_id: ref.workspaceId, id: ref.contactId })));
  const people = JSON.stringify(distinctPeople(refs));
  const workspaces = [...new Set(refs.map((ref) => ref.workspaceId))];
  const since = toEpochMs(0);
  const withSegments = reads.has("segments");
  const ask = async <Row extends object>(kind: FactKind, text: string): Promise<Row[]> =>
    reads.has(kind) ? queryRows<Row>(tx, text, [people]) : [];
  const [stored, choices, interest, consents, products, purchases, suppressed, segments, signals] = await Promise.all([
    queryRows<Stored>(tx, CONTACTS, [contacts]),
    ask<{ person_id: string; topic_id: string; choice: "in" | "out" }>("topics", CHOICES),
    reads.has("interest") ? loadInterest(tx, refs) : new Map<string, ContactFacts["interest"]>(),
    ask<{ person_id: string; topic_id: string; basis: ConsentBasis }>("consent", CONSENTS),
    ask<{ person_id: string; product_id: string; facts: ProductFact[] }>("products", PRODUCTS),
    ask<StoredPurchase>("purchases", PURCHASES),
    reads.has("suppressed") ? queryRows<{ contact_id: string; all_mail: boolean }>(tx, SUPPRESSIONS, [contacts]) : [],
    withSegments ? queryRows<StoredSegment>(tx, SEGMENTS, [workspaces]) : [],
    withSegments
      ? loadSignals(
          tx,
          refs.map((ref) => ({ ...ref, since })),
        )
      : new Map<string, SignalFact[]>(),
  ]);
  const choicesOf = groupBy(choices);
  const consentsOf = groupBy(consents);
  const productsOf = groupBy(products);
  const purchasesOf = groupBy(purchases);
  const suppressedOf = new Map(suppressed.map((row) => [row.contact_id, row.all_mail]));
  const nowOf = new Map(refs.map((ref) => [ref.contactId, ref.now]));
  const known = new Map<string, KnownContact>();
  for (const row of stored) {
    const facts: ContactFacts = {
      id: row.id,
      attributes: toAttributes(row),
      tags: row.tags,
      segments: [],
      topics: Object.fromEntries((choicesOf.get(row.person_id) ?? []).map((one) => [one.topic_id, one.choice])),
      interest: interest.get(row.person_id) ?? {},
      consent: Object.fromEntries((consentsOf.get(row.person_id) ?? []).map((one) => [one.topic_id, one.basis])),
      purchases: (purchasesOf.get(row.person_id) ?? []).flatMap(toPurchases),
      products: Object.fromEntries((productsOf.get(row.person_id) ?? []).map((one) => [one.product_id, one.facts])),
      suppressed: toSuppressed(suppressedOf.get(row.id)),
    };
    const now = nowOf.get(row.id) ?? toEpochMs(0);
    const own = segments.filter((segment) => segment.workspace_id === row.workspace_id);
    const inside = segmentsOf(
      own,
      { contact: facts, signals: signals.get(row.person_id) ?? [], entry: null },
      now,
      row.zone,
    );
    known.set(row.id, { facts: { ...facts, segments: inside }, zone: row.zone });
  }
  return known;
}

function distinctPeople(refs: readonly ContactRef[]) {
  const people = new Map(refs.map((ref) => [ref.personId, ref.workspaceId]));
  return [...people].map(([id, workspace_id]) => ({ workspace_id, id }));
}

function segmentsOf(segments: readonly StoredSegment[], facts: ConditionFacts, now: EpochMs, zone: string): string[] {
  return segments
    .filter((one) => evaluateCondition(parseCondition(one.condition), facts, now, zone))
    .map((one) => one.id);
}

// Stored by the segments service, which parses it with conditionSchema.
const parseCondition = (text: string): Condition => JSON.parse(text) as Condition;

function toAttributes(row: Stored): JsonObject {
  const own: unknown = JSON.parse(row.attributes);
  const attributes: Record<string, JsonValue> = isJsonObject(own) ? { ...own } : {};
  const columns = {
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    phone: row.phone,
    country: row.country,
    external_id: row.external_id,
    company: row.company,
    company_domain: row.company_domain,
  };
  for (const [key, value] of Object.entries(columns)) if (value !== null) attributes[key] = value;
  return attributes;
}

interface StoredPurchase {
  id: string;
  person_id: string;
  product_id: string | null;
  at: number;
  data: string;
}

/** A purchase signal may name several products; its amount is counted once, with the first. */
function toPurchases(row: StoredPurchase): PurchaseFact[] {
  const parsed: unknown = JSON.parse(row.data);
  const data = isJsonObject(parsed) ? parsed : {};
  const named = Array.isArray(data.productIds) ? data.productIds.filter((id) => typeof id === "string") : [];
  const ids = row.product_id === null || named.includes(row.product_id) ? named : [row.product_id, ...named];
  const amount = typeof data.amount === "number" ? data.amount : Number(data.amount ?? 0) || 0;
  return (ids.length === 0 ? [""] : ids).map((productId, index) => ({
    id: row.id,
    productId,
    at: toEpochMs(row.at),
    amount: index === 0 ? amount : 0,
    currency: typeof data.currency === "string" ? data.currency : "",
  }));
}

const toSuppressed = (allMail: boolean | undefined): ContactFacts["suppressed"] =>
  allMail === undefined ? "no" : allMail ? "all" : "marketing-and-sales";

function groupBy<Row extends { person_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.person_id);
    if (group) group.push(row);
    else groups.set(row.person_id, [row]);
  }
  return groups;
}

const REFS = "jsonb_to_recordset($1::text::jsonb) as r(workspace_id text, id text)";

const CONTACTS = `
select c.id, c.workspace_id, c.person_id, c.email, c.first_name, c.last_name, c.phone, c.country, c.external_id,
  co.name as company, co.domain as company_domain,
  coalesce(c.time_zone, co.time_zone, w.time_zone, 'UTC') as zone, c.attributes::text as attributes,
  array(select tag from contact_tag g where g.workspace_id = c.workspace_id and g.contact_id = c.id) as tags
from ${REFS}
join contact c on c.workspace_id = r.workspace_id and c.id = r.id
left join company co on co.workspace_id = c.workspace_id and co.id = c.company_id
left join workspace_setting w on w.workspace_id = c.workspace_id`;

const CHOICES = `
select t.person_id, t.topic_id, t.choice
from ${REFS} join topic_choice t on t.workspace_id = r.workspace_id and t.person_id = r.id`;

const CONSENTS = `
select distinct on (c.person_id, t.id) c.person_id, t.id as topic_id, c.basis
from ${REFS}
join consent c on c.workspace_id = r.workspace_id and c.person_id = r.id
join topic t on t.workspace_id = c.workspace_id and (c.topic_id is null or c.topic_id = t.id)
order by c.person_id, t.id, ${HOLDS_FIRST}`;

const PRODUCTS = `
select f.person_id, f.product_id, array_agg(f.fact order by f.fact) as facts
from ${REFS} join product_fact f on f.workspace_id = r.workspace_id and f.person_id = r.id
group by f.person_id, f.product_id`;

const PURCHASES = `
select s.id, s.person_id, p.id as product_id, extract(epoch from s.occurred_at)::float8 * 1000 as at, s.data::text as data
from ${REFS}
join signal s on s.workspace_id = r.workspace_id and s.person_id = r.id and s.kind = 'purchase' and s.verdict = 'human'
left join product p on p.workspace_id = s.workspace_id and p.key = s.name`;

const SUPPRESSIONS = `
select c.id as contact_id, bool_or(s.scope = 'all') as all_mail
from ${REFS}
join contact c on c.workspace_id = r.workspace_id and c.id = r.id
cross join lateral ${suppressionsOf("c")} s
group by c.id`;

const SEGMENTS = `
select id, workspace_id, condition::text as condition from segment
where workspace_id = any($1::text[]) and archived_at is null`;
