import { type AttributeDefinition, readAttribute } from "@/core/attribute";
import type { ContactChange } from "@/core/effect";
import type { ContactFacts } from "@/core/facts";
import type { EpochMs } from "@/core/instant";
import type { JsonValue } from "@/core/json";
import { toIsoDate, zoneCalendar } from "@/core/schedule-zone";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import type { EnrollmentRow } from "@/server/services/enrollments/load-enrollments";

interface At {
  readonly contact: ContactFacts;
  readonly now: EpochMs;
  readonly zone: string;
  readonly key: string;
}

/** Attributes that are columns of the contact. */
const COLUMNS: ReadonlySet<string> = new Set(["first_name", "last_name", "phone", "country"]);

/**
 * Carries out the changes of an update step on the contact and gives its facts as they are afterwards. The person is locked
 * by the caller; a member's edit of another field at the same moment is kept.
 */
export async function applyChanges(
  tx: AnyTx,
  row: EnrollmentRow,
  changes: readonly ContactChange[],
  at: At,
): Promise<ContactFacts> {
  let contact = at.contact;
  for (const change of changes) {
    if (change.set === "attribute") contact = await setAttribute(tx, row, change, { ...at, contact });
    else if (change.set === "tag") contact = await setTag(tx, row, change, contact);
    else contact = await setProduct(tx, row, change, { ...at, contact });
  }
  return contact;
}

type AttributeChange = Extract<ContactChange, { set: "attribute" }>;

async function setAttribute(tx: AnyTx, row: EnrollmentRow, change: AttributeChange, at: At) {
  const { workspaceId, contactId } = row;
  const value = await asTyped(tx, workspaceId, change.key, changedValue(change, at));
  if (COLUMNS.has(change.key)) {
    const text = value === null ? null : String(value);
    await queryRows(
      tx,
      `update contact set ${change.key} = $3::text, updated_at = now() where workspace_id = $1 and id = $2`,
      [workspaceId, contactId, text],
    );
  } else if (value === null) await queryRows(tx, CLEAR, [workspaceId, contactId, change.key]);
  else await queryRows(tx, SET, [workspaceId, contactId, JSON.stringify({ [change.key]: value })]);
  const { [change.key]: _, ...others } = at.contact.attributes;
  return { ...at.contact, attributes: value === null ? others : { ...others, [change.key]: value } };
}

function changedValue(change: AttributeChange, at: At): JsonValue {
  if (change.to === "value") return change.value;
  if (change.to === "clear") return null;
  if (change.to === "now") return toIsoDate(zoneCalendar(at.zone).dayOf(at.now));
  const before = Number(at.contact.attributes[change.key] ?? 0);
  return (Number.isFinite(before) ? before : 0) + change.amount;
}

/** As the field's type keeps it; what is none of its type stays as it was drawn. */
async function asTyped(tx: AnyTx, workspaceId: string, key: string, value: JsonValue): Promise<JsonValue> {
  if (value === null || typeof value === "object") return value;
  const [type] = await queryRows<Pick<AttributeDefinition, "type" | "options">>(tx, TYPE, [workspaceId, key]);
  const read = type && readAttribute(type, value);
  return read?.ok ? read.value : value;
}

async function setTag(
  tx: AnyTx,
  row: EnrollmentRow,
  change: Extract<ContactChange, { set: "tag" }>,
  contact: ContactFacts,
): Promise<ContactFacts> {
  const others = contact.tags.filter((tag) => tag !== change.tag);
  if (change.to === "add") {
    await queryRows(tx, ADD_TAG, [newId("tag"), row.workspaceId, row.contactId, change.tag]);
    return { ...contact, tags: [...others, change.tag] };
  }
  await queryRows(tx, REMOVE_TAG, [row.workspaceId, row.contactId, change.tag]);
  return { ...contact, tags: others };
}

async function setProduct(
  tx: AnyTx,
  row: EnrollmentRow,
  change: Extract<ContactChange, { set: "product" }>,
  at: At,
): Promise<ContactFacts> {
  const { contact } = at;
  const others = (contact.products[change.productId] ?? []).filter((fact) => fact !== change.fact);
  const products = (facts: typeof others) => ({
    ...contact,
    products: { ...contact.products, [change.productId]: facts },
  });
  if (change.to === "add") {
    const id = newId("productFact");
    await queryRows(tx, ADD_FACT, [id, row.workspaceId, row.personId, change.productId, change.fact, at.key, at.now]);
    return products([...others, change.fact]);
  }
  await queryRows(tx, REMOVE_FACT, [row.workspaceId, row.personId, change.productId, change.fact]);
  return products(others);
}

const TYPE = `select type, options from attribute_definition where workspace_id = $1 and key = $2`;
const SET = `
update contact set attributes = attributes || $3::text::jsonb, updated_at = now() where workspace_id = $1 and id = $2`;
const CLEAR = `
update contact set attributes = attributes - $3::text, updated_at = now() where workspace_id = $1 and id = $2`;
const ADD_TAG = `
insert into contact_tag (id, workspace_id, contact_id, tag) values ($1, $2, $3, $4)
on conflict (workspace_id, contact_id, tag) do nothing`;
const REMOVE_TAG = `delete from contact_tag where workspace_id = $1 and contact_id = $2 and tag = $3`;
// drawn by a member, hence a member's word
const ADD_FACT = `
insert into product_fact (id, workspace_id, person_id, product_id, fact, source, source_ref, occurred_at)
select $1, $2, $3, p.id, $5, 'member', $6, to_timestamp($7::float8 / 1000)
from product p where p.workspace_id = $2 and p.id = $4
on conflict (workspace_id, person_id, product_id, fact) do nothing`;
const REMOVE_FACT = `
delete from product_fact where workspace_id = $1 and person_id = $2 and product_id = $3 and fact = $4`;
