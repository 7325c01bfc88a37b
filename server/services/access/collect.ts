import { isUtf8 } from "node:buffer";
import type { Tx } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { namesAddress } from "@/server/services/contacts/names-address";

/** Everything held about a person, by subject; rows as they are stored, without what only holds the workspace together. */
export type PersonFile = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const OF_PERSON = "x.workspace_id = $1::text and x.person_id = $2::text";
const OF = (table: string) => `select id from ${table} where workspace_id = $1::text and person_id = $2::text`;

/** Subject → the rows of one table. Every table that names a person, a contact, a touch or an enrollment stands here. */
export const personSubjects: Readonly<Record<string, string>> = {
  person: "select x.* from person x where x.workspace_id = $1::text and (x.id = $2::text or x.merged_into = $2::text)",
  contacts: `select x.*, c.name as company from contact x
    left join company c on c.workspace_id = x.workspace_id and c.id = x.company_id where ${OF_PERSON}`,
  otherNames: `select x.alias, x.created_at from contact_alias x
    where x.workspace_id = $1::text and x.contact_id in (${OF("contact")})`,
  tags: `select x.tag, x.contact_id, x.created_at from contact_tag x
    where x.workspace_id = $1::text and x.contact_id in (${OF("contact")})`,
  // who the other is, is theirs
  toldApartFromAnother: `select x.created_at from contact_apart x
    where x.workspace_id = $1::text and (x.contact_id in (${OF("contact")}) or x.other_id in (${OF("contact")}))`,
  consents: `select x.*, t.name as topic from consent x
    left join topic t on t.workspace_id = x.workspace_id and t.id = x.topic_id where ${OF_PERSON}`,
  forms: `select x.*, f.name as form from form_entry x join form f on f.workspace_id = x.workspace_id and f.id = x.form_id
    where x.workspace_id = $1::text and x.contact_id in (${OF("contact")})`,
  rowsThatCouldNotComeIn: `select x.file_name, x.created_at, e.problem from import_job x, jsonb_array_elements(x.problems) as e(problem)
    where x.workspace_id = $1::text and exists (select 1 from contact c where c.workspace_id = x.workspace_id
      and c.person_id = $2::text and ${namesAddress("lower(e.problem::text)", "c.email_key")})`,
  choices: `select x.*, t.name as topic from topic_choice x
    left join topic t on t.workspace_id = x.workspace_id and t.id = x.topic_id where ${OF_PERSON}`,
  interestStartedAnew: `select x.*, t.name as topic from interest_reset x
    left join topic t on t.workspace_id = x.workspace_id and t.id = x.topic_id where ${OF_PERSON}`,
  suppressions: `select x.* from suppression x where x.workspace_id = $1::text and (x.person_id = $2::text or x.email_key in (
    select email_key from contact where workspace_id = $1::text and person_id = $2::text and email_key is not null))`,
  products: `select x.*, p.name as product from product_fact x
    join product p on p.workspace_id = x.workspace_id and p.id = x.product_id where ${OF_PERSON}`,
  sequences: `select x.*, s.name as sequence from enrollment x
    join sequence s on s.workspace_id = x.workspace_id and s.id = x.sequence_id where ${OF_PERSON}`,
  steps: `select x.* from visit x where x.workspace_id = $1::text and x.enrollment_id in (${OF("enrollment")})`,
  whatMembersDidToSequences: `select x.* from enrollment_act x where x.workspace_id = $1::text and x.enrollment_id in (${OF("enrollment")})`,
  movesToOtherVersions: `select x.* from enrollment_move x where x.workspace_id = $1::text and x.enrollment_id in (${OF("enrollment")})`,
  messages: `select x.*, c.subject as written_subject, c.body as written_body from touch x
    left join content c on c.workspace_id = x.workspace_id and c.hash = x.content_hash where ${OF_PERSON}`,
  decisions: `select x.* from touch_decision x where x.workspace_id = $1::text and x.touch_id in (${OF("touch")})`,
  whatBecameOfMessages: `select x.* from touch_fact x where x.workspace_id = $1::text and x.touch_id in (${OF("touch")})`,
  messageIds: `select x.message_id, x.touch_id, x.source from message_alias x
    where x.workspace_id = $1::text and x.touch_id in (${OF("touch")})`,
  reactions: `select x.* from signal x where ${OF_PERSON}`,
  mailFromThem: `select x.* from inbound_mail x where ${OF_PERSON}`,
  whatRepliesDid: `select x.* from reply_effect x where x.workspace_id = $1::text and x.enrollment_id in (${OF("enrollment")})`,
  tasks: `select x.* from task x where ${OF_PERSON}`,
  toldToOtherPrograms: `select x.event, x.url, x.payload, x.created_at from webhook_delivery x where ${OF_PERSON}`,
  log: `select x.action, x.reason, x.data, x.created_at from audit x where ${OF_PERSON}`,
};

/** Reads it in the caller's transaction. Columns that say nothing are left out, dates are in ISO 8601. */
export async function collectPerson(tx: Tx, workspaceId: string, personId: string): Promise<PersonFile> {
  const file: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
  for (const [subject, sql] of Object.entries(personSubjects)) {
    const rows = await queryRows<{ row: string }>(
      tx,
      `select (to_jsonb(r) - 'workspace_id' - 'content_hash' - 'body_fingerprint')::text as row from (${sql}) r`,
      [workspaceId, personId],
    );
    file[subject] = rows.map(({ row }) => readable(withoutNulls(JSON.parse(row) as Record<string, unknown>))); // to_jsonb of a row
  }
  return file;
}

const withoutNulls = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** The mail as it travelled: PostgreSQL's JSON says its bytes in hex, people read it as text; where it is none, base64. */
function readable(row: Record<string, unknown>): Record<string, unknown> {
  const { raw, ...others } = row;
  if (typeof raw !== "string") return row;
  const bytes = Buffer.from(raw.replace(/^\\x/, ""), "hex");
  return isUtf8(bytes)
    ? { ...others, raw: bytes.toString("utf8") }
    : { ...others, raw_base64: bytes.toString("base64") };
}
