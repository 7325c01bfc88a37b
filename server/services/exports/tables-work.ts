import { beside, iso, toTable } from "@/server/services/exports/table";

const rights = ["contacts.export"] as const;
const TEAM = beside("team", "t", "t.id = x.team_id");
const CREATED = "left join member m on m.id = x.created_by";

/** What members made, and what they did. */
export const workTables = {
  sequences: toTable({
    label: "Sequences",
    rights,
    of: "sequence",
    joins: [TEAM, beside("sequence_version", "v", "v.id = x.live_version_id"), CREATED],
    columns: {
      name: "x.name",
      state: "x.state",
      team: "t.name",
      live_version: "v.number",
      draft: "x.draft",
      created_by: "m.email",
      created_at: iso("x.created_at"),
      archived_at: iso("x.archived_at"),
    },
  }),
  broadcasts: toTable({
    label: "Broadcasts",
    rights,
    of: "broadcast",
    joins: [TEAM, CREATED],
    columns: {
      name: "x.name",
      state: "x.state",
      team: "t.name",
      messages: "x.total",
      message: "x.message",
      audience: "x.audience",
      start_at: iso("x.start_at"),
      started_at: iso("x.started_at"),
      finished_at: iso("x.finished_at"),
      created_by: "m.email",
      created_at: iso("x.created_at"),
    },
  }),
  templates: toTable({
    label: "Templates",
    rights,
    of: "mail_template_version",
    joins: [beside("mail_template", "t", "t.id = x.template_id"), CREATED],
    columns: {
      template_id: "x.template_id",
      name: "t.name",
      version: "x.version",
      newest: "x.version = t.version",
      subject: "x.subject",
      preview: "x.preview",
      body: "x.body",
      created_by: "m.email",
      created_at: iso("x.created_at"),
      archived_at: iso("t.archived_at"),
    },
  }),
  topics: toTable({
    label: "Topics",
    rights,
    of: "topic",
    columns: {
      name: "x.name",
      description: "x.description",
      class: "x.class",
      public: "x.public",
      tracked: "x.tracked",
      archived_at: iso("x.archived_at"),
    },
  }),
  products: toTable({
    label: "Products",
    rights,
    of: "product",
    columns: { key: "x.key", name: "x.name", archived_at: iso("x.archived_at") },
  }),
  segments: toTable({
    label: "Segments",
    rights,
    of: "segment",
    columns: { name: "x.name", condition: "x.condition", archived_at: iso("x.archived_at") },
  }),
  tasks: toTable({
    label: "Tasks",
    rights,
    of: "task",
    joins: ["left join member m on m.id = x.owner_id"],
    columns: {
      title: "x.title",
      // what stands on a reply's task is theirs: it goes out with the replies
      note: "case when x.inbound_mail_id is null then x.note end",
      owner: "m.email",
      contact_id: "x.contact_id",
      due_at: iso("x.due_at"),
      done_at: iso("x.done_at"),
      created_at: iso("x.created_at"),
    },
  }),
  audit: toTable({
    label: "Audit log",
    rights: ["audit.read"],
    of: "audit",
    joins: ["left join member m on m.id = x.member_id"],
    columns: {
      action: "x.action",
      subject_ref: "x.subject_ref",
      person_id: "x.person_id",
      member: "m.email",
      api_key_id: "x.api_key_id",
      reason: "x.reason",
      data: "x.data",
      created_at: iso("x.created_at"),
    },
  }),
};
