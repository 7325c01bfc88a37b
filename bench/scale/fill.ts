import type { Sql } from "postgres";
import type { Explanation } from "@/core/attention/decision";
import { defaultRules } from "@/core/attention/default-rules";
import { toEpochMs } from "@/core/instant";
import { loadInBulk } from "../harness/bulk";

/** Steps of each sequence: `start`, eight mails and a wait after each, `end`. */
export const MAILS = 8;
export const SEQUENCES = 20;
const TOUCHES_EACH = 10;
const SIGNALS_EACH = 30;

export interface Filled {
  readonly contacts: number;
  readonly touches: number;
  readonly signals: number;
}

/**
 * A workspace some years old: each person went through one of twenty sequences (every third is inside), got ten messages in
 * 400 days, five of them from the sequence, and left thirty signals; every fiftieth address is dead. Rows lie in the order things happened, not person by person.
 */
export async function fill(
  superuserUrl: string,
  of: { workspaceId: string; senderId: string; topicId: string },
  contacts: number,
  limits: { until: number; say: (line: string) => void },
): Promise<Filled> {
  const { workspaceId, senderId, topicId } = of;
  const touches = contacts * TOUCHES_EACH;
  const signals = contacts * SIGNALS_EACH;
  const tables = ["company", "person", "contact", "consent", "suppression", "enrollment", "visit", "touch", "signal"];
  await loadInBulk(
    superuserUrl,
    tables,
    [
      (sql) => messages(sql, { workspaceId, senderId, topicId, contacts, touches }),
      (sql) => reactions(sql, { workspaceId, contacts, touches, signals }),
      (sql) => people(sql, workspaceId, contacts),
      (sql) => passages(sql, workspaceId, contacts),
    ],
    limits,
  );
  return { contacts, touches, signals };
}

/** The sequences by their number. */
export const nameOf = (n: number): string => `Sequence ${n}`;
const NUMBERED =
  "(select substr(name, 10)::int as n, id, live_version_id as version_id from sequence where name like 'Sequence %')";

async function people(sql: Sql, workspaceId: string, contacts: number): Promise<void> {
  await sql`insert into company (id, workspace_id, name, domain)
    select 'cmp_' || i, ${workspaceId}, 'Company ' || i, 'company' || i || '.example' from generate_series(0, ${Math.ceil(contacts / 20)}::int) i`;
  await sql`insert into person (id, workspace_id) select 'per_' || i, ${workspaceId} from generate_series(0, ${contacts - 1}::int) i`;
  await sql`insert into contact (id, workspace_id, person_id, company_id, email, email_key, first_name, last_name, created_at)
    select 'ctc_' || i, ${workspaceId}, 'per_' || i, 'cmp_' || i / 20, a.email, a.email, a.first, a.last, now() - i * interval '20 seconds'
    from generate_series(0, ${contacts - 1}::int) i,
      lateral (select substr(md5('f' || i % 4001), 1, 6) as first, substr(md5('l' || i), 1, 8) as last) n,
      lateral (select n.first || '.' || n.last || '@company' || i / 20 || '.example' as email, initcap(n.first) as first, initcap(n.last) as last) a`;
  await sql`insert into consent (id, workspace_id, person_id, basis, source, recorded_at)
    select 'csn_' || i, ${workspaceId}, 'per_' || i, 'customer', 'bench', now() - interval '500 days' from generate_series(0, ${contacts - 1}::int) i`;
  await sql`insert into suppression (id, workspace_id, person_id, email_key, email_hash, scope, reason, source, created_at)
    select 'sup_' || id, workspace_id, person_id, email_key, encode(sha256(convert_to(email_key, 'UTF8')), 'hex'), 'all', 'bounce_hard', 'bench', now()
    from contact where substr(id, 5)::int % 50 = 7`;
}

// Somebody who is inside stands in the wait after the fifth mail.
async function passages(sql: Sql, workspaceId: string, contacts: number): Promise<void> {
  await sql`insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, status, state, node_id,
      end_reason, entry_key, source, entered_at, ended_at)
    select 'enr_' || i, ${workspaceId}, q.id, q.version_id, 'ctc_' || i, 'per_' || i, case when i % 3 = 0 then 'active' else 'finished' end,
      jsonb_build_object('id', 'enr_' || i, 'status', case when i % 3 = 0 then 'active' else 'finished' end, 'enteredAt', 0,
        'entry', jsonb_build_object('by', 'api', 'signalId', null, 'correlationKey', null, 'data', '{}'::jsonb),
        'position', case when i % 3 = 0 then jsonb_build_object('nodeId', 'wait5', 'visit', 1, 'enteredAt', 0,
          'cameBy', jsonb_build_object('code', 'came-from', 'data', jsonb_build_object('nodeId', 'mail5', 'outlet', 'next')),
          'memory', '{}'::jsonb, 'effect', null, 'pausedMs', 0) end,
        'pause', null, 'visits', '{}'::jsonb, 'rounds', '{}'::jsonb, 'touches', '{}'::jsonb, 'arms', '{}'::jsonb, 'answered', '{}'::jsonb,
        'end', case when i % 3 = 0 then null else jsonb_build_object('reason', 'reached-end', 'at', 0, 'nodeId', 'end',
          'because', jsonb_build_object('code', 'reached-end', 'data', '{}'::jsonb)) end),
      case when i % 3 = 0 then 'wait5' end, case when i % 3 = 0 then null else 'reached-end' end, 'once', 'api',
      now() - (i % 400 + 1) * interval '1 day', case when i % 3 = 0 then null else now() - (i % 400) * interval '1 day' end
    from generate_series(0, ${contacts - 1}::int) i join ${sql.unsafe(NUMBERED)} q on q.n = i % ${SEQUENCES}::int`;
  await sql`insert into visit (id, workspace_id, enrollment_id, version_id, ordinal, node_id, number, entered_at, left_at, outlet, record)
    select 'vis_' || i || '_' || nth, ${workspaceId}, 'enr_' || i, q.version_id, nth, v.node, 1, e.at, case when nth = 11 and i % 3 = 0 then null else e.at end,
      case when nth = 11 then null else 'next' end,
      jsonb_build_object('nodeId', v.node, 'step', nth, 'visit', 1, 'enteredAt', 0, 'leftAt', null, 'outlet', 'next',
        'cameBy', jsonb_build_object('code', 'came-from', 'data', jsonb_build_object('nodeId', 'start', 'outlet', 'next')), 'because', null)
    from generate_series(0, ${contacts - 1}::int) i join ${sql.unsafe(NUMBERED)} q on q.n = i % ${SEQUENCES}::int,
      generate_series(1, 11) nth,
      lateral (select case when nth = 1 then 'start' when nth % 2 = 0 then 'mail' || nth / 2 else 'wait' || nth / 2 end as node) v,
      lateral (select now() - (i % 400 + 1) * interval '1 day' + nth * interval '2 hours' as at) e`;
}

async function messages(
  sql: Sql,
  of: { workspaceId: string; senderId: string; topicId: string; contacts: number; touches: number },
): Promise<void> {
  const { workspaceId, senderId, topicId, contacts, touches } = of;
  for (let from = 0; from < touches; from += SET) {
    await sql`insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, sender_id, topic_id,
        sequence_id, enrollment_id, node_id, template_family, body_fingerprint, repeat, because, request, subject, code, content_hash,
        due_at, claimed_at, counted_at, accepted_at, ended_at, created_at)
      select 'tch_' || i, ${workspaceId}, 'per_' || w.who, 'ctc_' || w.who, 'k' || i, 'accepted',
        case when w.nth <= 5 then 'sequence' else 'api' end, 'marketing', true, true, ${senderId}, ${topicId},
        case when w.nth <= 5 then q.id end, case when w.nth <= 5 then 'enr_' || w.who end, case when w.nth <= 5 then 'mail' || w.nth end,
        'family' || w.nth, md5(i::text), '{"kind":"never"}', ${JSON.stringify(LEFT)}::text::jsonb,
        jsonb_build_object('from', 'content', 'subject', 'Message ' || w.nth, 'preview', '', 'body', 'Hi', 'threadKey', null, 'data', '{}'::jsonb),
        'Message ' || w.nth, substr(translate(md5('code' || i), '01', 'xy'), 1, 9) || i, 'hash', t.at, t.at, t.at, t.at, t.at, t.at
      from generate_series(${from}::int, ${Math.min(from + SET, touches) - 1}::int) i,
        lateral (select i % ${contacts}::int as who, i / ${contacts}::int + 1 as nth) w,
        lateral (select now() - interval '2 days' - interval '400 days' * (1 - i::float8 / ${touches}::int) as at) t,
        ${sql.unsafe(NUMBERED)} q
      where q.n = w.who % ${SEQUENCES}::int`;
  }
}

// Of three signals about a message one is an open of a person, one of a machine; the third a click, a reply or an event.
async function reactions(
  sql: Sql,
  of: { workspaceId: string; contacts: number; touches: number; signals: number },
): Promise<void> {
  const { workspaceId, contacts, touches, signals } = of;
  for (let from = 0; from < signals; from += SET) {
    await sql`insert into signal (id, workspace_id, person_id, contact_id, kind, name, touch_id, source, source_id, data, verdict, occurred_at)
      select 'sig_' || i, ${workspaceId}, 'per_' || t.n % ${contacts}::int, 'ctc_' || t.n % ${contacts}::int, k.kind,
        case k.kind when 'reply' then 'question' when 'event' then 'looked' when 'purchase' then 'plan' else '' end,
        case when k.kind in ('event', 'purchase') then null else 'tch_' || t.n end, 'own', 's' || i, '{"agent":"Mail"}',
        case when i % 3 = 1 then 'machine' else 'human' end,
        now() - interval '1 day' - interval '400 days' * (1 - t.n::float8 / ${touches}::int)
      from generate_series(${from}::int, ${Math.min(from + SET, signals) - 1}::int) i,
        lateral (select i / 3 as n) t,
        lateral (select case when i % 3 < 2 then 'open' when t.n % 40 = 0 then 'reply' when t.n % 40 = 1 then 'purchase' when t.n % 4 = 2 then 'click'
          else 'event' end as kind) k`;
  }
}

/** What a message that left was decided by. */
const LEFT: Explanation = {
  v: 1,
  at: toEpochMs(0),
  zone: { id: "UTC", source: "workspace" },
  because: null,
  also: [],
  counters: defaultRules.flatMap(({ id, version, max }) =>
    max === null ? [] : [{ ruleId: id, version, used: 0, max }],
  ),
  next: { kind: "leaves" },
  override: { kind: "not_needed" },
};

const SET = 200_000;
