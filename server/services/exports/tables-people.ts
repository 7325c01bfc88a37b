import { beside, iso, toTable } from "@/server/services/exports/table";
import { suppressionsOf } from "@/server/services/suppressions/hits";

const rights = ["contacts.export"] as const;
const PRODUCT = beside("product", "p", "p.id = x.product_id");
const TOPIC = beside("topic", "t", "t.id = x.topic_id");

/** Who people are, and what they wish and allow. */
export const peopleTables = {
  contacts: toTable({
    label: "Contacts",
    rights,
    of: "contact",
    joins: [beside("company", "co", "co.id = x.company_id"), "left join member m on m.id = x.owner_id"],
    columns: {
      person_id: "x.person_id",
      email: "x.email",
      external_id: "x.external_id",
      first_name: "x.first_name",
      last_name: "x.last_name",
      company: "co.name",
      phone: "x.phone",
      country: "x.country",
      time_zone: "x.time_zone",
      owner: "m.email",
      tags: "select string_agg(g.tag, ',' order by g.tag) from contact_tag g where g.workspace_id = x.workspace_id and g.contact_id = x.id",
      attributes: "x.attributes",
      source: "x.source",
      suppressed: `exists (select 1 from ${suppressionsOf("x")} s)`,
      created_at: iso("x.created_at"),
      archived_at: iso("x.archived_at"),
    },
  }),
  companies: toTable({
    label: "Companies",
    rights,
    of: "company",
    columns: {
      name: "x.name",
      domain: "x.domain",
      time_zone: "x.time_zone",
      people:
        "select count(*) from contact c where c.workspace_id = x.workspace_id and c.company_id = x.id and c.archived_at is null",
      leave_alone_until: iso("x.leave_alone_until"),
      leave_alone_reason: "x.leave_alone_reason",
      created_at: iso("x.created_at"),
    },
  }),
  fields: toTable({
    label: "Fields",
    rights,
    of: "attribute_definition",
    columns: { key: "x.key", label: "x.label", type: "x.type", options: "array_to_string(x.options, ';')" },
  }),
  consents: toTable({
    label: "Consents",
    rights,
    of: "consent",
    joins: [TOPIC],
    columns: {
      person_id: "x.person_id",
      topic: "t.name",
      basis: "x.basis",
      source: "x.source",
      wording: "x.wording",
      proof: "x.proof",
      recorded_at: iso("x.recorded_at"),
    },
  }),
  choices: toTable({
    label: "Topic choices",
    rights,
    of: "topic_choice",
    joins: [TOPIC],
    columns: {
      person_id: "x.person_id",
      topic: "t.name",
      choice: "x.choice",
      source: "x.source",
      touch_id: "x.touch_id",
      chosen_at: iso("x.chosen_at"),
    },
  }),
  "product-facts": toTable({
    label: "Product facts",
    rights,
    of: "product_fact",
    joins: [PRODUCT],
    columns: {
      person_id: "x.person_id",
      product: "p.key",
      fact: "x.fact",
      source: "x.source",
      occurred_at: iso("x.occurred_at"),
    },
  }),
  suppressions: toTable({
    label: "Suppressions",
    rights,
    of: "suppression",
    columns: {
      email: "x.email_key",
      email_hash: "x.email_hash",
      person_id: "x.person_id",
      scope: "x.scope",
      reason: "x.reason",
      source: "x.source",
      created_at: iso("x.created_at"),
      lifted_at: iso("x.lifted_at"),
      lifted_reason: "x.lifted_reason",
    },
  }),
};
