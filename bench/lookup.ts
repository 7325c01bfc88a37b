import { parseArgs } from "node:util";
import type { Sql } from "postgres";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { lookUp } from "@/server/services/support/look-up";
import { asSuperuser, loadInBulk } from "./harness/bulk";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { dearestStatements, WATCHED, watchStatements } from "./harness/statements";
import { prepareHeed } from "./heed/environment";

/**
 * `bench lookup [--contacts N] [--touches N] [--looks N]`: support's look-up by address, name, company, subject words, code,
 * domain, telephone number and a forwarded mail in turn, in the app's own role, audit row included. Rows are loaded in bulk:
 * people of 5,000 companies, 200 sequences of 8 mails in 5 versions, 300 broadcasts.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "100000" },
      touches: { type: "string", default: "1000000" },
      looks: { type: "string", default: "100" },
      statements: { type: "boolean", default: false },
    },
  });
  const [contacts, touches, looks] = [Number(values.contacts), Number(values.touches), Number(values.looks)];
  const postgres = await startPostgres(values.statements ? WATCHED : []);
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    Object.assign(process.env, heed.variables);
    const database = openDatabase(heed);
    setDatabase(database);
    const { workspaceId, senderId } = await createWorkspace();
    await loadInBulk(asSuperuser(postgres.url, heed.ownerUrl), ["company", "person", "contact", "touch"], (sql) =>
      load(sql, { workspaceId, senderId, contacts, touches }),
    );
    const ctx = systemContext({ workspaceId, name: "bench" });
    const superuser = asSuperuser(postgres.url, heed.ownerUrl);
    if (values.statements) await watchStatements(superuser);
    const times: Record<string, number[]> = {};
    const tones: Record<string, number> = {};
    for (let n = 0; n < looks; n += 1) {
      const i = (n * 7_919) % contacts;
      for (const [kind, q] of Object.entries(questions(i))) {
        const started = performance.now();
        const { answer } = await lookUp({ ctx, input: { q } });
        times[kind] = [...(times[kind] ?? []), performance.now() - started];
        tones[`${kind} ${answer.tone}`] = (tones[`${kind} ${answer.tone}`] ?? 0) + 1;
      }
    }
    if (values.statements) process.stderr.write(`${await dearestStatements(superuser)}\n`);
    const all = Object.values(times).flat();
    const plan = await explain(database, workspaceId);
    await database.close();
    return {
      contacts,
      touches,
      looks: all.length,
      p50_ms: percentile(all, 0.5),
      p95_ms: percentile(all, 0.95),
      p95_ms_by_kind: Object.fromEntries(Object.entries(times).map(([kind, ms]) => [kind, percentile(ms, 0.95)])),
      tones,
      plan,
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}

const codeOf = (n: number): string => `z${n.toString().padStart(8, "0").replace(/[01]/g, "x")}`;

const questions = (i: number): Record<string, string> => ({
  address: `person${i}@company${i % 5_000}.example`,
  name: `first${i} last${i}`,
  company: `Company ${i % 5_000}`,
  code: codeOf(i),
  subject: `subject ${i % 200}-${i % 8}`,
  nothing: "nothing called so",
  domain: i % 2 === 0 ? "northbeam-login.test" : `page${i % 200}.northbeam.example`,
  phone: `+44 20 7946 ${(i % 200).toString().padStart(4, "0")}`,
  mail: `From: hello@northbeam.example\nTo: person${i}@company${i % 5_000}.example\nSubject: Message 1\n\nHello`,
  forwarded: `Is this real?\n\nFrom: hello@northbeam-login.test\nTo: somebody@else.example\nSubject: Subject ${i % 200}-${i % 8}\n\nPay at https://northbeam-login.test/pay\nNow.`,
});

async function load(
  ownerSql: Sql,
  of: { workspaceId: string; senderId: string; contacts: number; touches: number },
): Promise<void> {
  const { workspaceId, senderId, contacts, touches } = of;
  await ownerSql`insert into listed_domain (id, workspace_id, domain, use) values ('dom_1', ${workspaceId}, 'northbeam.example', 'mail')`;
  await ownerSql`insert into company (id, workspace_id, name, domain)
    select 'cmp_' || i, ${workspaceId}, 'Company ' || i, 'company' || i || '.example' from generate_series(0, 4999) i`;
  await ownerSql`insert into person (id, workspace_id) select 'per_' || i, ${workspaceId} from generate_series(0, ${contacts - 1}::int) i`;
  await ownerSql`insert into contact (id, workspace_id, person_id, company_id, email, email_key, first_name, last_name)
    select 'ctc_' || i, ${workspaceId}, 'per_' || i, 'cmp_' || i % 5000, 'person' || i || '@company' || i % 5000 || '.example',
      'person' || i || '@company' || i % 5000 || '.example', 'First' || i, 'Last' || i
    from generate_series(0, ${contacts - 1}::int) i`;
  await ownerSql`insert into sequence (id, workspace_id, name, state, draft, settings)
    select 'seq_' || i, ${workspaceId}, 'Sequence ' || i, 'live', '{}', '{}' from generate_series(0, 199) i`;
  await ownerSql`insert into published_message (id, workspace_id, sequence_id, version_id, node_id, step, subject, sender_id,
      briefing, domains, phones, pages, published_at)
    select 'pub_' || i || '_' || v || '_' || n, ${workspaceId}, 'seq_' || i, 'ver_' || i || '_' || v, 'nod_' || n, n + 1, 'Subject ' || i || '-' || n,
      ${senderId}, jsonb_build_object('about', repeat('What it is about. ', 20), 'questions',
        jsonb_build_array(jsonb_build_object('ask', 'Is it real?', 'answer', repeat('Yes, it is. ', 20))),
        'domains', '[]'::jsonb, 'phones', '[]'::jsonb, 'pages', '[]'::jsonb),
      array['page' || i || '.northbeam.example'], array['+44 20 7946 ' || lpad(i::text, 4, '0')], '{}', now() - v * interval '1 day'
    from generate_series(0, 199) i, generate_series(0, 4) v, generate_series(0, 7) n`;
  await ownerSql`insert into broadcast (id, workspace_id, name, state, message, started_at)
    select 'brd_' || i, ${workspaceId}, 'Broadcast ' || i, 'finished',
      jsonb_build_object('subject', 'Broadcast subject ' || i, 'body', repeat('Words of it. ', 100) || ' https://northbeam.example/b', 'senderId', ${senderId}::text),
      now() - i * interval '1 hour' from generate_series(0, 299) i`;
  await ownerSql`insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, sender_id, sequence_id, node_id,
      repeat, subject, code, content_hash, due_at, claimed_at, counted_at, accepted_at)
    select 'tch_' || i, ${workspaceId}, 'per_' || i % ${contacts}::int, 'ctc_' || i % ${contacts}::int, 'k' || i, 'accepted', 'api', 'marketing',
      true, true, ${senderId}, 'seq_' || i % 200, 'nod_' || i % 8, '{"kind":"never"}', 'Message ' || i / ${contacts}::int,
      'z' || translate(lpad(i::text, 8, '0'), '01', 'xx') || case when i < ${contacts}::int and translate(lpad(i::text, 8, '0'), '01', 'xx') = lpad(i::text, 8, '0') then '' else '.' || i end,
      'hash', now() - i * interval '1 second', now() - i * interval '1 second', now() - i * interval '1 second', now() - i * interval '1 second'
    from generate_series(0, ${touches - 1}::int) i`;
}

/** Which indexes the ledger of a person and a code are found by, as the app's role plans it. */
async function explain(database: Database, workspaceId: string): Promise<string[]> {
  const statements = [
    "explain select id from touch where workspace_id = $1 and person_id = 'per_1' and counted_at is not null order by counted_at desc limit 10",
    "explain select id from touch where workspace_id = $1 and code = 'z23456789'",
    "explain select id from contact where workspace_id = $1 and email_key = 'person1@company1.example'",
    "explain select 1 from touch where workspace_id = $1 and sequence_id = 'seq_1' and node_id = 'nod_1' and state in ('accepted', 'unknown') limit 1",
  ];
  const named: string[] = [];
  for (const statement of statements) {
    const lines = await database.withWorkspace({ workspaceId }, (tx) =>
      queryRows<Record<string, string>>(tx, statement, [workspaceId]),
    );
    const text = JSON.stringify([...lines]);
    named.push(
      /(?:using|on) (\w+_(?:ledger|once|search|of_person|covers\w*|by_sequence))/.exec(text)?.[1] ?? text.slice(0, 200),
    );
  }
  return named;
}
