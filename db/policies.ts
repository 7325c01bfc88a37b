import type { Sql } from "postgres";
import { APP_ROLE } from "@/db/roles";

/**
 * better-auth's tables and mail of Heed itself: they belong to no single workspace. Requests may not touch them,
 * except to read what the condition allows: who works in the workspace at hand.
 */
const WITHOUT_WORKSPACE: Record<string, { readable: string | undefined }> = {
  workspace: { readable: "id = (select current_setting('app.workspace', true))" },
  membership: { readable: "workspace_ref = (select current_setting('app.workspace', true))" },
  invitation: { readable: "workspace_ref = (select current_setting('app.workspace', true))" },
  // the membership in the subquery is itself only that of the workspace at hand
  member: { readable: "exists (select 1 from membership m where m.member_id = member.id)" },
  session: { readable: undefined },
  credential: { readable: undefined },
  verification: { readable: undefined },
  two_factor: { readable: undefined },
  api_key: { readable: undefined },
  system_mail: { readable: undefined },
};

/**
 * Puts row-level security on every table and gives the app's role exactly what it needs. Runs after each migration and
 * may run again. Tables with `workspace_id` are found, not listed; a table with neither column nor entry above is refused.
 */
export async function applyPolicies(sql: Sql): Promise<void> {
  const tables = await sql<{ name: string; scoped: boolean }[]>`
    select t.table_name as name, exists (
      select 1 from information_schema.columns c
      where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'workspace_id') as scoped
    from information_schema.tables t
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
    order by t.table_name`;
  const statements = [
    `grant usage on schema public to ${APP_ROLE}`,
    `revoke all on all tables in schema public from ${APP_ROLE}`,
    `grant usage, select on all sequences in schema public to ${APP_ROLE}`,
  ];
  for (const { name, scoped } of tables) statements.push(...forTable(name, scoped));
  await sql.begin((tx) => tx.unsafe(statements.join(";\n")));
  await sql.unsafe(RESOLVE_TOKEN);
  await sql.unsafe(FIND_NAMES);
}

function forTable(name: string, scoped: boolean): string[] {
  const readable = WITHOUT_WORKSPACE[name]?.readable;
  if (!scoped && !(name in WITHOUT_WORKSPACE)) {
    throw new Error(`table ${name} has no workspace_id: give it one, or name it in db/policies.ts with the reason`);
  }
  const mine = "workspace_id = (select current_setting('app.workspace', true))"; // the subselect is evaluated once a query
  const statements = [
    `alter table "${name}" enable row level security`,
    `drop policy if exists in_workspace on "${name}"`,
  ];
  if (scoped) {
    statements.push(
      `create policy in_workspace on "${name}" to ${APP_ROLE} using (${mine}) with check (${mine})`,
      `grant select, insert, update, delete on "${name}" to ${APP_ROLE}`,
    );
  } else if (readable !== undefined) {
    statements.push(
      `create policy in_workspace on "${name}" for select to ${APP_ROLE} using (${readable})`,
      `grant select on "${name}" to ${APP_ROLE}`,
    );
  }
  return statements;
}

/**
 * The only way from a public token to its workspace, where none is known yet: pixel, redirect, unsubscribe, verify.
 * It runs as the owner, so it answers with ids alone. Signatures are checked before it is asked. Parameters go by number
 * where a table has columns of their names: columns win.
 */
const RESOLVE_TOKEN = `
create or replace function resolve_token(kind text, token text) returns table (workspace_id text, ref text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.workspace_id, t.id from public.touch t where kind = 'touch' and t.id = token
  union all
  select t.workspace_id, t.id from public.touch t where kind = 'code' and t.code = token
  union all
  select c.workspace_id, c.id from public.contact c where kind = 'contact' and c.id = token
  union all
  select m.workspace_id, m.id from public.sandbox_mail m where kind = 'sandbox_mail' and m.id = token
  union all
  select i.workspace_id, i.id from public.integration i where $1 = 'integration' and i.token = $2
  union all
  select f.workspace_id, f.id from public.form f where $1 = 'form' and f.id = $2
  union all
  select e.workspace_id, e.id from public.form_entry e where $1 = 'form_entry' and e.id = $2
$$;
revoke all on function resolve_token(text, text) from public;
grant execute on function resolve_token(text, text) to ${APP_ROLE};
`;

/**
 * Search by part of a name. LIKE is not leak-proof, so behind row-level security PostgreSQL reads every row instead of the
 * trigram index; these run as the owner, inside the workspace of the transaction, and answer with ids or a number alone. Each
 * word must be part; they stand in the statement's text, so that the planner sees how rare they are. `find_twins` gives who may be the
 * same person, likeliest first.
 */
const CONTACT = `(coalesce(c.email_key,'') || ' ' || lower(coalesce(c.first_name,'')) || ' ' || lower(coalesce(c.last_name,'')))`;
const COMPANY = `(lower(c.name) || ' ' || coalesce(c.domain,''))`;
const says = (document: string) => `
  foreach word in array words loop said := said || $q$ and ${document} like $q$ || quote_literal(word); end loop;`;
const definer = (signature: string, returns: string, declared: string, body: string) => `
create or replace function ${signature} returns ${returns}
language plpgsql stable security definer set search_path = pg_catalog, public as $find$
declare said text := ''; word text; ${declared}
begin${body}
end $find$;
revoke all on function ${signature} from public;
grant execute on function ${signature} to ${APP_ROLE};`;

const FIND_TWINS = `
create or replace function find_twins(whom text) returns table (id text, because text)
language sql stable security definer set search_path = pg_catalog, public as $find$
  with me as (
    select c.*, nullif(ltrim(regexp_replace(c.phone, '\\D', '', 'g'), '0'), '') as digits,
      lower(trim(c.first_name) || ' ' || trim(c.last_name)) as full_name,
      split_part(split_part(c.email_key, '@', 1), '+', 1) as box, split_part(c.email_key, '@', 2) as host
    from contact c where c.workspace_id = current_setting('app.workspace', true) and c.id = whom
  ), found as (
    select c.id, c.person_id, c.archived_at, 1 as rank, 'telephone' as because from me
    join contact c on c.workspace_id = me.workspace_id and c.phone is not null
      and ltrim(regexp_replace(c.phone, '\\D', '', 'g'), '0') = me.digits
    where length(me.digits) >= 7
    union all
    select c.id, c.person_id, c.archived_at, 2, 'address' from me
    join contact c on c.workspace_id = me.workspace_id and (c.email_key = me.box || '@' || me.host
      or (c.email_key >= me.box || '+' and c.email_key < me.box || ',' and split_part(c.email_key, '@', 2) = me.host))
    where me.box <> ''
    union all
    select c.id, c.person_id, c.archived_at, case when c.company_id = me.company_id then 3 else 4 end,
      case when c.company_id = me.company_id then 'name_and_company' else 'name' end
    from me join contact c on c.workspace_id = me.workspace_id and c.first_name is not null and c.last_name is not null
      and lower(trim(c.first_name) || ' ' || trim(c.last_name)) = me.full_name
    where me.full_name <> ' '
  )
  select f.id, (array_agg(f.because order by f.rank))[1] from found f, me
  where f.person_id <> me.person_id and f.archived_at is null
  group by f.id order by min(f.rank), f.id limit 20
$find$;
revoke all on function find_twins(text) from public;
grant execute on function find_twins(text) to ${APP_ROLE};`;

const FIND_NAMES = [
  definer(
    "find_contacts(words text[], most int)",
    "table (id text)",
    "",
    `${says(CONTACT)}
  return query execute $q$ select c.id from contact c where c.workspace_id = $1 and c.archived_at is null $q$ || said || ' limit $2'
    using current_setting('app.workspace', true), most;`,
  ),
  definer(
    "find_newest_contacts(words text[], archived boolean, before timestamptz, after_id text, skipped int, most int)",
    "table (id text)",
    "",
    `${says(CONTACT)}
  return query execute $q$ select c.id from contact c where c.workspace_id = $1 and (c.archived_at is not null) = $2
    and ($3 is null or c.created_at < $3 or (c.created_at = $3 and c.id > $4)) $q$ || said ||
    ' order by c.created_at desc, c.id offset $5 limit $6'
    using current_setting('app.workspace', true), archived, before, after_id, skipped, most;`,
  ),
  definer(
    "count_contacts(words text[], archived boolean)",
    "bigint",
    "found bigint;",
    `${says(CONTACT)}
  execute $q$ select count(*) from contact c where c.workspace_id = $1 and (c.archived_at is not null) = $2 $q$ || said
    into found using current_setting('app.workspace', true), archived;
  return found;`,
  ),
  definer(
    "find_companies(words text[], most int)",
    "table (id text)",
    "",
    `${says(COMPANY)}
  return query execute $q$ select c.id from company c where c.workspace_id = $1 $q$ || said || ' limit $2'
    using current_setting('app.workspace', true), most;`,
  ),
  FIND_TWINS,
].join("\n");
