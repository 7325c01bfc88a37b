import type { Sql } from "postgres";
import type { ChangedEntity } from "@/core/changed-entity";

/** Channel on which the database says, at commit, what kind of row of which workspace changed: `wsp_… touch`. */
export const CHANGE_CHANNEL = "heed_changed";

/** Table → what screens call it. Hot tables that only change together with another one are left out. */
const FEED: Readonly<Record<string, ChangedEntity>> = {
  broadcast: "broadcast",
  cap_rule: "rule",
  clock_move: "clock",
  company: "company",
  consent: "choice",
  contact: "contact",
  contact_tag: "contact",
  enrollment: "enrollment",
  import_job: "import",
  inbound_mail: "reply",
  mailbox: "mailbox",
  reply_effect: "reply",
  saved_answer: "name",
  notification: "notification",
  product: "name",
  product_fact: "choice",
  sandbox_mail: "sandbox",
  segment: "segment",
  sender: "name",
  sequence: "sequence",
  sequence_version: "sequence",
  signal: "signal",
  suppression: "choice",
  task: "task",
  team: "name",
  topic: "name",
  topic_choice: "choice",
  touch: "touch",
  workspace_setting: "workspace",
};

/**
 * One trigger per table and statement, not per row: a gathered write of 500 rows says it once. Equal notes of one
 * transaction are sent once by PostgreSQL. Runs after each migration and may run again.
 */
export async function applyChangeFeed(sql: Sql): Promise<void> {
  const statements = [TELL, TELL_SEQUENCE];
  for (const [table, entity] of Object.entries(FEED)) {
    for (const [event, rows] of [
      ["insert", "new"],
      ["update", "new"],
      ["delete", "old"],
    ]) {
      statements.push(
        `create or replace trigger tell_${event} after ${event} on "${table}" referencing ${rows} table as changed ` +
          `for each statement execute function tell_changed('${entity}')`,
      );
    }
  }
  statements.push(
    `create or replace trigger tell_update after update on "sequence" referencing new table as changed old table as was ` +
      `for each statement execute function tell_sequence_changed()`,
  );
  await sql.unsafe(statements.join(";\n"));
}

const TELL = `
create or replace function tell_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform pg_notify('${CHANGE_CHANNEL}', w || ' ' || tg_argv[0])
  from (select distinct workspace_id as w from changed) touched;
  return null;
end $$`;

/** A draft is saved while somebody types in it: nothing is called otherwise by that, and nobody stands elsewhere. */
const TELL_SEQUENCE = `
create or replace function tell_sequence_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform pg_notify('${CHANGE_CHANNEL}', w || ' ' || entity)
  from (
    select distinct c.workspace_id as w,
      case
        when (c.name, c.state, c.team_id, c.live_version_id) is distinct from (o.name, o.state, o.team_id, o.live_version_id)
        then 'sequence' else 'draft'
      end as entity
    from changed c join was o on o.workspace_id = c.workspace_id and o.id = c.id
  ) touched;
  return null;
end $$`;
