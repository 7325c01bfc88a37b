import type { Right } from "@/core/rights";
import { suppressionsOf } from "@/server/services/suppressions/hits";

/** A table of the workspace as CSV: columns as they are called in the file, and the rows from a key on, oldest first. */
export interface ExportTable {
  readonly right: Right;
  readonly columns: readonly string[];
  /** `$1` workspace, `$2` the last row's id (empty at the start), `$3` how many. Each column as text, `id` first. */
  readonly sql: string;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

export const exportKinds = ["contacts", "touches", "signals", "suppressions", "audit"] as const;
export type ExportKind = (typeof exportKinds)[number];

export const exportTables: Readonly<Record<ExportKind, ExportTable>> = {
  contacts: {
    right: "contacts.export",
    columns:
      "id,person_id,email,external_id,first_name,last_name,company,phone,country,time_zone,owner,tags,attributes,source,suppressed,created_at,archived_at".split(
        ",",
      ),
    sql: `select c.id, c.person_id, c.email, c.external_id, c.first_name, c.last_name, co.name as company, c.phone, c.country,
        c.time_zone, m.email as owner,
        (select string_agg(g.tag, ',' order by g.tag) from contact_tag g where g.workspace_id = c.workspace_id and g.contact_id = c.id) as tags,
        c.attributes::text as attributes, c.source,
        (exists (select 1 from ${suppressionsOf("c")} s))::text as suppressed,
        ${iso("c.created_at")} as created_at, ${iso("c.archived_at")} as archived_at
      from contact c
      left join company co on co.workspace_id = c.workspace_id and co.id = c.company_id
      left join member m on m.id = c.owner_id
      where c.workspace_id = $1 and c.id > $2 order by c.id limit $3::int`,
  },
  touches: {
    right: "contacts.export",
    columns:
      "id,person_id,contact_id,to_address,state,class,channel,source,subject,topic,sender,sequence,sequence_id,enrollment_id,code,message_id,due_at,held_until,accepted_at,delivered_at,bounced_at,complained_at,failure,created_at".split(
        ",",
      ),
    sql: `select t.id, t.person_id, t.contact_id, t.to_address, t.state, t.class, t.channel, t.source, t.subject, tp.name as topic,
        s.address as sender, q.name as sequence, t.sequence_id, t.enrollment_id, t.code, t.message_id, ${iso("t.due_at")} as due_at,
        ${iso("t.held_until")} as held_until, ${iso("t.accepted_at")} as accepted_at, ${iso("t.delivered_at")} as delivered_at,
        ${iso("t.bounced_at")} as bounced_at, ${iso("t.complained_at")} as complained_at, t.failure, ${iso("t.created_at")} as created_at
      from touch t
      left join topic tp on tp.workspace_id = t.workspace_id and tp.id = t.topic_id
      left join sender s on s.workspace_id = t.workspace_id and s.id = t.sender_id
      left join sequence q on q.workspace_id = t.workspace_id and q.id = t.sequence_id
      where t.workspace_id = $1 and t.id > $2 order by t.id limit $3::int`,
  },
  signals: {
    right: "contacts.export",
    columns:
      "id,person_id,contact_id,kind,name,touch_id,link_id,source,source_id,verdict,verdict_reasons,data,occurred_at,created_at".split(
        ",",
      ),
    sql: `select id, person_id, contact_id, kind, name, touch_id, link_id, source, source_id, verdict,
        verdict_reasons::text as verdict_reasons, data::text as data, ${iso("occurred_at")} as occurred_at, ${iso("created_at")} as created_at
      from signal where workspace_id = $1 and id > $2 order by id limit $3::int`,
  },
  suppressions: {
    right: "contacts.export",
    columns: "id,email,email_hash,person_id,scope,reason,source,created_at,lifted_at,lifted_reason".split(","),
    sql: `select id, email_key as email, email_hash, person_id, scope, reason, source, ${iso("created_at")} as created_at,
        ${iso("lifted_at")} as lifted_at, lifted_reason
      from suppression where workspace_id = $1 and id > $2 order by id limit $3::int`,
  },
  audit: {
    right: "audit.read",
    columns: "id,action,subject_ref,person_id,member,api_key_id,reason,data,created_at".split(","),
    sql: `select a.id, a.action, a.subject_ref, a.person_id, m.email as member, a.api_key_id, a.reason, a.data::text as data,
        ${iso("a.created_at")} as created_at
      from audit a left join member m on m.id = a.member_id
      where a.workspace_id = $1 and a.id > $2 order by a.id limit $3::int`,
  },
};
