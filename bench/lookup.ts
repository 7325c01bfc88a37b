import { parseArgs } from "node:util";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { lookUp } from "@/server/services/support/look-up";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { prepareHeed } from "./heed/environment";

/**
 * `bench lookup [--contacts N] [--touches N] [--looks N]`: support's look-up by address, name, code, subject words, domain
 * and a forwarded mail in turn, in the app's own role, audit row included. Rows are loaded in bulk.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "100000" },
      touches: { type: "string", default: "1000000" },
      looks: { type: "string", default: "600" },
    },
  });
  const [contacts, touches, looks] = [Number(values.contacts), Number(values.touches), Number(values.looks)];
  const postgres = await startPostgres();
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    Object.assign(process.env, heed.variables);
    const database = openDatabase(heed);
    setDatabase(database);
    const { workspaceId, senderId } = await createWorkspace();
    await load(database, { workspaceId, senderId, contacts, touches });
    const ctx = systemContext({ workspaceId, name: "bench" });
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
  code: codeOf(i),
  words: "nothing called so",
  domain: "northbeam-login.test",
  mail: `From: hello@northbeam.example\nTo: person${i}@company${i % 5_000}.example\nSubject: Message 1\n\nHello`,
});

async function load(
  { ownerSql }: Database,
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
  await ownerSql`insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, sender_id,
      repeat, subject, code, content_hash, due_at, claimed_at, counted_at, accepted_at)
    select 'tch_' || i, ${workspaceId}, 'per_' || i % ${contacts}::int, 'ctc_' || i % ${contacts}::int, 'k' || i, 'accepted', 'api', 'marketing',
      true, true, ${senderId}, '{"kind":"never"}', 'Message ' || i / ${contacts}::int,
      'z' || translate(lpad(i::text, 8, '0'), '01', 'xx') || case when i < ${contacts}::int and translate(lpad(i::text, 8, '0'), '01', 'xx') = lpad(i::text, 8, '0') then '' else '.' || i end,
      'hash', now() - i * interval '1 second', now() - i * interval '1 second', now() - i * interval '1 second', now() - i * interval '1 second'
    from generate_series(0, ${touches - 1}::int) i`;
  await ownerSql`analyze`;
}

/** Which indexes the ledger of a person and a code are found by, as the app's role plans it. */
async function explain(database: Database, workspaceId: string): Promise<string[]> {
  const statements = [
    "explain select id from touch where workspace_id = $1 and person_id = 'per_1' and counted_at is not null order by counted_at desc limit 10",
    "explain select id from touch where workspace_id = $1 and code = 'z23456789'",
    "explain select id from contact where workspace_id = $1 and email_key = 'person1@company1.example'",
  ];
  const named: string[] = [];
  for (const statement of statements) {
    const lines = await database.withWorkspace({ workspaceId }, (tx) =>
      queryRows<Record<string, string>>(tx, statement, [workspaceId]),
    );
    const text = JSON.stringify([...lines]);
    named.push(/(?:using|on) (\w+_(?:ledger|once|search|of_person|covers\w*))/.exec(text)?.[1] ?? text.slice(0, 200));
  }
  return named;
}
