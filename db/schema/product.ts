import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, instant, inWorkspace, workspaceId } from "./columns";
import { person } from "./person";

export const product = pgTable(
  "product",
  {
    id: id(),
    workspaceId: workspaceId(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("product_in_workspace").on(t.workspaceId, t.id),
    uniqueIndex("product_key_once").on(t.workspaceId, t.key),
  ],
);

/** What another service calls a product: a price or product id of Stripe. Several may be one product. */
export const productRef = pgTable(
  "product_ref",
  {
    id: id(),
    workspaceId: workspaceId(),
    productId: text("product_id").notNull(),
    source: text("source").notNull(),
    ref: text("ref").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("product_ref_once").on(t.workspaceId, t.source, t.ref),
    index("product_ref_of_product").on(t.workspaceId, t.productId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.productId },
      { workspaceId: product.workspaceId, id: product.id },
    ).onDelete("cascade"),
  ],
);

/** Per person and product: each of the three facts stops touches that promote the product, at claim. */
export const productFact = pgTable(
  "product_fact",
  {
    id: id(),
    workspaceId: workspaceId(),
    personId: text("person_id").notNull(),
    productId: text("product_id").notNull(),
    fact: text("fact").notNull(),
    source: text("source").notNull(),
    sourceRef: text("source_ref"),
    occurredAt: instant("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("product_fact_once").on(t.workspaceId, t.personId, t.productId, t.fact),
    index("product_fact_by_product").on(t.workspaceId, t.productId),
    inWorkspace(
      { workspaceId: t.workspaceId, ref: t.personId },
      { workspaceId: person.workspaceId, id: person.id },
    ).onDelete("cascade"),
    inWorkspace({ workspaceId: t.workspaceId, ref: t.productId }, { workspaceId: product.workspaceId, id: product.id }),
    check("product_fact_kind", sql`${t.fact} in ('bought','has_competing','not_for_them')`),
  ],
);
