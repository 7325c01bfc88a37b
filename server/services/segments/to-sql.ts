import { type SQL, sql } from "drizzle-orm";
import type { Predicate, ValuePredicate } from "@/core/audience-predicate";
import { type EpochMs, toIso } from "@/core/instant";
import { numberIn } from "@/core/number-in";
import type { PropertyTest, SignalFilter } from "@/core/signal-filter";
import { automaticReplyClasses } from "@/core/signal-filter";
import { contact } from "@/db/schema/contact";
import { basisFor } from "@/server/services/consents/holding";
import { suppressionsOf } from "@/server/services/suppressions/hits";
import { interestToSql } from "@/server/services/touches/interest";

/** Conditions of segments inside conditions, by id; null for one that is gone. */
export type SegmentLookup = (id: string) => Predicate | null;

const MAX_DEPTH = 8;

/**
 * A condition's predicate as SQL over the table `contact`, giving what core's `holds` gives over the same rows: an absent
 * value makes every comparison false except `exists: false`, and signals count as in `mayMove`. `now` is what interest is asked at.
 */
export function predicateToSql(predicate: Predicate, segments: SegmentLookup, now: EpochMs, depth = 0): SQL {
  switch (predicate.p) {
    case "and":
      return predicate.of.length === 0 ? sql`true` : joined(predicate.of, segments, now, depth, sql` and `);
    case "or":
      return predicate.of.length === 0 ? sql`false` : joined(predicate.of, segments, now, depth, sql` or `);
    case "not":
      return sql`not ${predicateToSql(predicate.of, segments, now, depth)}`;
    case "value":
      return valueToSql(predicate);
    case "member":
      if (predicate.of === "tag") {
        return sql`exists (select 1 from contact_tag g where g.workspace_id = ${contact.workspaceId} and g.contact_id = ${contact.id} and g.tag = ${predicate.id})`;
      }
      return inSegment(predicate.id, segments, now, depth);
    case "product":
      return sql`exists (select 1 from product_fact f where f.workspace_id = ${contact.workspaceId} and f.person_id = ${contact.personId} and f.product_id = ${predicate.productId} and f.fact = ${predicate.fact})`;
    case "choice":
      return sql`${chosen(predicate.of, predicate.topicId, now)} in ${list(predicate.in)}`;
    case "suppressed":
      return sql`(select case when bool_or(s.scope = 'all') then 'all' when count(*) > 0 then 'marketing-and-sales' else 'no' end
        from ${sql.raw(suppressionsOf("contact"))} s) in ${list(predicate.in)}`;
    case "signals":
      return sql`(select count(*) from signal s where ${aboutPerson()} and ${mayMoveToSql(predicate.filter)} and ${signalToSql(predicate.filter)} and ${since(predicate.since)}) >= ${predicate.atLeast}`;
    case "purchases":
      return purchasesToSql(predicate);
  }
}

function joined(parts: readonly Predicate[], segments: SegmentLookup, now: EpochMs, depth: number, by: SQL): SQL {
  return sql`(${sql.join(
    parts.map((part) => predicateToSql(part, segments, now, depth)),
    by,
  )})`;
}

/** A segment that refers to itself, or too deep, holds for nobody. */
function inSegment(id: string, segments: SegmentLookup, now: EpochMs, depth: number): SQL {
  const inner = depth >= MAX_DEPTH ? null : segments(id);
  return inner === null ? sql`false` : predicateToSql(inner, segments, now, depth + 1);
}

function list(values: readonly string[]): SQL {
  if (values.length === 0) return sql`(null)`;
  return sql`(${sql.join(
    values.map((value) => sql`${value}::text`),
    sql`, `,
  )})`;
}

// Columns are attributes too (server/services/enrollments/load-contact-facts.ts); one of the customer's own never hides them.
const columns: Readonly<Record<string, SQL>> = {
  email: sql`${contact.email}`,
  first_name: sql`${contact.firstName}`,
  last_name: sql`${contact.lastName}`,
  phone: sql`${contact.phone}`,
  country: sql`${contact.country}`,
  external_id: sql`${contact.externalId}`,
  company: sql`(select k.name from company k where k.workspace_id = ${contact.workspaceId} and k.id = ${contact.companyId})`,
  company_domain: sql`(select k.domain from company k where k.workspace_id = ${contact.workspaceId} and k.id = ${contact.companyId})`,
};

/** The value as text, null when absent. JSON keeps objects and lists as their text. */
function rawText(key: string): SQL {
  const own = sql`${contact.attributes} ->> ${key}::text`;
  const column = columns[key];
  return column === undefined ? sql`nullif(${own}, '')` : sql`nullif(coalesce(${column}, ${own}), '')`;
}

function valueToSql({ from, key, as, test }: ValuePredicate): SQL {
  // What let somebody in exists inside a sequence only.
  const raw = from === "entry" ? sql`null::text` : rawText(key);
  if (test.op === "exists") return test.value ? sql`(${raw}) is not null` : sql`(${raw}) is null`;
  const value = readAs(raw, as);
  return sql`coalesce(${compare(value, as, test)}, false)`;
}

type Test = Exclude<ValuePredicate["test"], { op: "exists" }>;

function compare(value: SQL, as: ValuePredicate["as"], test: Test): SQL {
  const text = as === "text" || as === "date" ? value : sql`(${value})::text`;
  switch (test.op) {
    case "eq":
      return sql`${value} = ${literal(test.value, as)}`;
    case "lt":
      return sql`${value} < ${literal(test.value, as)}`;
    case "lte":
      return sql`${value} <= ${literal(test.value, as)}`;
    case "gt":
      return sql`${value} > ${literal(test.value, as)}`;
    case "gte":
      return sql`${value} >= ${literal(test.value, as)}`;
    case "in":
      return sql`${text} in ${list(test.values)}`;
    case "contains":
      return sql`position(${test.value}::text in ${text}) > 0`;
    case "starts":
      return sql`starts_with(${text}, ${test.value}::text)`;
    case "ends":
      return sql`right(${text}, ${test.value.length}) = ${test.value}::text`;
    case "month-day":
      return sql`substr(${text}, 6, 5) = ${test.value}::text`;
  }
}

/** A value of another kind than the field's never compares. */
function literal(value: string | number | boolean, as: ValuePredicate["as"]): SQL {
  if (as === "number") return typeof value === "number" ? sql`${value}::float8` : sql`null::float8`;
  if (as === "boolean") return typeof value === "boolean" ? sql`${value}::boolean` : sql`null::boolean`;
  return typeof value === "string" ? sql`${value}::text` : sql`null::text`;
}

/** What cannot be read so is nothing; numbers are bounded, because float8 refuses what it cannot hold with an error. */
function readAs(raw: SQL, as: ValuePredicate["as"]): SQL {
  switch (as) {
    case "text":
      return sql`lower(${raw})`;
    case "number":
      return sql`(case when trim(${raw}) ~ '^[+-]?([0-9]{1,200}(\\.[0-9]{0,200})?|\\.[0-9]{1,200})([eE][+-]?[0-9]{1,2})?$' then trim(${raw})::float8 end)`;
    case "date":
      return sql`(case when ${raw} ~ '^\\d{4}-\\d{2}-\\d{2}' then substr(${raw}, 1, 10) end)`;
    case "boolean":
      return sql`(${raw} in ('true', '1', 'yes'))`;
  }
}

function chosen(of: "topic" | "interest" | "consent", topicId: string, now: EpochMs): SQL {
  if (of === "topic") {
    return sql`coalesce((select c.choice from topic_choice c where c.workspace_id = ${contact.workspaceId} and c.person_id = ${contact.personId} and c.topic_id = ${topicId}), 'unchosen')`;
  }
  if (of === "consent") {
    return sql`case when exists (select 1 from topic t where t.workspace_id = ${contact.workspaceId} and t.id = ${topicId})
      then ${basisFor(contact.workspaceId, contact.personId, topicId)} else 'none' end`;
  }
  return interestToSql(topicId, now);
}

const aboutPerson = (): SQL => sql`s.workspace_id = ${contact.workspaceId} and s.person_id = ${contact.personId}`;

/** As `mayMove` of core/signal-filter.ts. */
const mayMoveToSql = ({ signal, replyClasses }: SignalFilter): SQL =>
  signal === "reply" && replyClasses.length > 0
    ? sql`(s.verdict = 'human' or s.name in ${list(replyClasses)})`
    : sql`s.verdict = 'human'`;

const since = (at: Parameters<typeof toIso>[0] | null): SQL =>
  at === null ? sql`true` : sql`s.occurred_at >= ${toIso(at)}::timestamptz`;

function signalToSql(filter: SignalFilter): SQL {
  const parts = [sql`s.kind = ${filter.signal}`];
  if (filter.signal === "event" && filter.name !== "") parts.push(sql`s.name = ${filter.name}`);
  if (filter.signal === "click" && filter.linkId !== "") parts.push(sql`s.link_id = ${filter.linkId}`);
  if (filter.signal === "reply") {
    parts.push(
      filter.replyClasses.length > 0
        ? sql`s.name in ${list(filter.replyClasses)}`
        : sql`s.name not in ${list([...automaticReplyClasses])}`,
    );
  }
  if (filter.signal === "purchase" && filter.productId !== "") parts.push(boughtProduct(filter.productId));
  if (filter.sameKey) parts.push(sql`false`); // nothing let a person into a segment
  for (const test of filter.where) parts.push(propertyToSql(test));
  return sql.join(parts, sql` and `);
}

/** A purchase names products in its data, or one by its key as the signal's name. */
const boughtProduct = (productId: string): SQL =>
  sql`((jsonb_typeof(s.data -> 'productIds') = 'array' and s.data -> 'productIds' ? ${productId}::text)
    or exists (select 1 from product p where p.workspace_id = s.workspace_id and p.key = s.name and p.id = ${productId}))`;

function propertyToSql({ path, op, value }: PropertyTest): SQL {
  const keys = `{${path
    .split(".")
    .map((key) => `"${key.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`)
    .join(",")}}`;
  const raw = sql`nullif(s.data #>> ${keys}::text[], '')`;
  const wanted = String(value ?? "").toLowerCase();
  const same = wanted === "" ? sql`${raw} is null` : sql`coalesce(lower(${raw}) = ${wanted}::text, false)`;
  switch (op) {
    case "exists":
      return sql`${raw} is not null`;
    case "is":
      return same;
    case "is-not":
      return sql`not (${same})`;
    case "contains":
      return sql`coalesce(position(${wanted}::text in lower(${raw})) > 0, false)`;
    case "at-least":
      return sql`coalesce(${readAs(raw, "number")} >= ${numberIn(value)}::float8, false)`;
    case "at-most":
      return sql`coalesce(${readAs(raw, "number")} <= ${numberIn(value)}::float8, false)`;
  }
}

function purchasesToSql(predicate: Extract<Predicate, { p: "purchases" }>): SQL {
  const product = predicate.productId === "" ? sql`true` : boughtProduct(predicate.productId);
  const from = sql`from signal s where ${aboutPerson()} and s.verdict = 'human' and s.kind = 'purchase' and ${product} and ${since(predicate.since)}`;
  const parts = [];
  if (predicate.atLeast !== null)
    parts.push(sql`(select ${purchaseCount(predicate.productId)} ${from}) >= ${predicate.atLeast}`);
  if (predicate.sumAtLeast !== null) {
    parts.push(sql`(select ${purchaseSum(predicate.productId)} ${from}) >= ${predicate.sumAtLeast}::float8`);
  }
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
}

// A purchase of several products is one fact per product; its amount is counted once, with the first (toPurchases).
const productNames = sql`case when jsonb_typeof(s.data -> 'productIds') = 'array' then s.data -> 'productIds' else '[]'::jsonb end`;
const keyed = sql`(select p.id from product p where p.workspace_id = s.workspace_id and p.key = s.name)`;

const purchaseCount = (productId: string): SQL =>
  productId === ""
    ? sql`coalesce(sum(greatest(1, jsonb_array_length(${productNames}) + case when ${keyed} is null or ${productNames} ? ${keyed} then 0 else 1 end)), 0)`
    : sql`count(*)`;

const firstProduct = sql`coalesce(case when ${keyed} is null or ${productNames} ? ${keyed} then ${productNames} ->> 0 else ${keyed} end, '')`;
const amount = sql`coalesce((case when (s.data ->> 'amount') ~ '^[+-]?[0-9]{1,200}(\\.[0-9]{1,200})?$' then (s.data ->> 'amount')::float8 end), 0)`;

const purchaseSum = (productId: string): SQL =>
  productId === ""
    ? sql`coalesce(sum(${amount}), 0)`
    : sql`coalesce(sum(case when ${firstProduct} = ${productId} then ${amount} else 0 end), 0)`;
