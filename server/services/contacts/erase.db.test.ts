import { expect, test, vi } from "vitest";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { readPersonFile } from "@/server/services/access/read";
import { createContact } from "@/server/services/contacts/create";
import { eraseContact } from "@/server/services/contacts/erase";
import { leaveAlone } from "@/server/services/contacts/leave-alone";
import { systemContext } from "@/server/services/context";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { recordEvents } from "@/server/services/events/record";
import { recordSignals } from "@/server/services/signals/record";
import { createTask } from "@/server/services/tasks/manage";
import { decidePeople } from "@/server/services/touches/decide";
import { lockPeople } from "@/server/services/touches/gather/people";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const SECRET = "zebulon";

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: { kind: "email", name: "Hello", next: { next: "wait" } },
  wait: { kind: "wait", next: { replied: "end", timeout: "end" } },
  end: { kind: "exit" },
});

/** Every table and row of the database that still says the word. */
async function whereSaid(word: string): Promise<string[]> {
  const sql = ownerSql();
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: string }[]>`
      select t::text as row from ${sql(name)} t where t::text ilike ${`%${word}%`}
        or t::text ilike ${`%${Buffer.from(word).toString("hex")}%`}`;
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 300)}`));
  }
  return found;
}

test("after erasure nothing of the person is left in any table, the ledger still counts, and the address stays barred", async () => {
  const live = await at(monday, () => liveSequence(graph));
  const ctx = { ...systemContext({ workspaceId: live.workspaceId, name: "test" }), now: () => new Date(monday) };
  const email = `${SECRET}@private.example`;
  const { id: contactId } = await createContact({
    ctx,
    input: {
      email,
      firstName: SECRET,
      phone: `${SECRET}-1`,
      externalId: SECRET,
      attributes: { pet: SECRET },
      tags: [SECRET],
      consent: { basis: "opt_in", source: `Form of ${SECRET}` },
    },
  });
  const [row] = await ownerSql()`select person_id from contact where id = ${contactId}`;
  const who = { contactId, personId: String(row?.person_id) };
  await at(monday, () =>
    enrollContacts({ ctx, input: { sequenceId: live.sequenceId, contactIds: [contactId], data: { note: SECRET } } }),
  );
  const [enrollment] = await ownerSql()`select id from enrollment where contact_id = ${contactId}`;
  const item = { workspaceId: live.workspaceId, id: String(enrollment?.id), epoch: 1 };
  await at(monday, () => advanceEnrollments([item]));
  await at(monday, () => requestTouches(ownerSql(), [touchOf(live, who, { key: SECRET, subject: `To ${SECRET}` })]));
  const { claimed } = await at(monday + GATHER_MS, () => decidePeople(live.workspaceId, [who.personId]));
  expect(claimed.length).toBeGreaterThan(0);
  await expect(eraseContact({ ctx, input: { id: contactId, because: "asked" } })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await at(monday + GATHER_MS, () =>
    handOverTouches(live.workspaceId, claimed, async () => createSandboxTransport(async () => "kept")),
  );
  const [touch] =
    await ownerSql()`select id from touch where person_id = ${who.personId} and state = 'accepted' limit 1`;
  await recordEvents({
    ctx,
    input: [{ type: "event", name: "seen", id: "e1", contact: { email }, data: { text: SECRET } }],
  });
  await recordSignals(ownerSql(), [
    {
      workspaceId: live.workspaceId,
      ...who,
      kind: "reply",
      name: "interested",
      touchId: String(touch?.id),
      source: "own",
      sourceId: SECRET,
      data: { subject: SECRET },
      verdict: "human",
      occurredAt: toEpochMs(monday + 60_000),
    },
  ]);
  await ownerSql()`
    insert into inbound_mail (id, workspace_id, dedup_key, person_id, contact_id, match_method, confidence, class, from_address, new_text, received_at)
    values (${newId("inbound")}, ${live.workspaceId}, 'm', ${who.personId}, ${contactId}, 'token', 'sure', 'interested', ${email}, ${SECRET}, now())`;
  const problems = [email, "somebody@else.example"].map((one, n) => ({
    line: n,
    cause: "Not a zone",
    row: `${one}, Mars`,
  }));
  await ownerSql()`
    insert into import_job (id, workspace_id, file_name, mapping, consent, problems)
    values ('imp_1', ${live.workspaceId}, 'a.csv', '{}', '{}', ${JSON.stringify(problems)}::text::jsonb)`;
  expect((await readPersonFile({ ctx, input: { contactId } })).file.rowsThatCouldNotComeIn).toHaveLength(1);
  await createTask({ ctx, input: { title: `Call ${SECRET}`, contactId } });
  await leaveAlone({ ctx, input: { contactId, until: new Date(monday + 86_400_000), reason: `${SECRET} is ill` } });
  expect((await whereSaid(SECRET)).length).toBeGreaterThan(8);

  await eraseContact({ ctx, input: { id: contactId, because: "asked" } });

  // the company keeps its domain; of the person nothing is left
  expect(await whereSaid(SECRET)).toEqual([]);
  expect(await whereSaid("somebody@else.example")).toHaveLength(1);
  const [left] = await ownerSql()`
    select (select count(*)::int from touch where person_id = ${who.personId} and counted_at is not null) as counted,
      (select count(*)::int from enrollment where person_id = ${who.personId} and status = 'active') as active,
      (select erased_at is not null from person where id = ${who.personId}) as erased`;
  expect(left).toMatchObject({ active: 0, erased: true });
  expect(Number(left?.counted)).toBeGreaterThan(0);

  const again = await createContact({ ctx, input: { email } });
  const [barred] = await ownerSql()`
    select s.reason from contact c join suppression s on s.workspace_id = c.workspace_id and s.lifted_at is null
      and s.email_hash = encode(sha256(convert_to(c.email_key, 'UTF8')), 'hex') where c.id = ${again.id}`;
  expect(barred?.reason).toBe("erasure");
});

test("what belongs to somebody whose address only ends like theirs stays, and is not told to them", async () => {
  const { workspaceId } = await createWorkspace();
  const ctx = systemContext({ workspaceId, name: "test" });
  const create = async (email: string) => (await createContact({ ctx, input: { email } })).id;
  const ann = await create("ann@acme.example");
  await create("joann@acme.example");
  const rows = [
    "ann@acme.example, Mars",
    "joann@acme.example, Mars",
    "ann@acme.example.org, Mars",
    "Mars\nAnn@acme.example",
  ];
  const problems = rows.map((row, line) => ({ line, cause: "Not a zone", row }));
  await ownerSql()`
    insert into import_job (id, workspace_id, file_name, mapping, consent, problems)
    values (${newId("importJob")}, ${workspaceId}, 'a.csv', '{}', '{}', ${JSON.stringify(problems)}::text::jsonb)`;
  const integrationId = newId("integration");
  await ownerSql()`
    insert into integration (id, workspace_id, kind, token, secrets) values (${integrationId}, ${workspaceId}, 'stripe', ${integrationId}, '{}')`;
  for (const email of ["ann@acme.example", "joann@acme.example", "o'ann@acme.example"])
    await ownerSql()`
      insert into provider_event (id, workspace_id, integration_id, source_id, type, payload)
      values (${newId("providerEvent")}, ${workspaceId}, ${integrationId}, ${email}, 'paid', ${JSON.stringify({ email })}::text::jsonb)`;
  const { file } = await readPersonFile({ ctx, input: { contactId: ann } });
  expect(file.rowsThatCouldNotComeIn).toMatchObject([{ problem: { line: 0 } }, { problem: { line: 3 } }]);

  await eraseContact({ ctx, input: { id: ann, because: "asked" } });

  const [job] = await ownerSql()`select problems from import_job where workspace_id = ${workspaceId}`;
  expect(job?.problems).toMatchObject([{ line: 1 }, { line: 2 }]);
  const left = await ownerSql()`
    select source_id from provider_event where workspace_id = ${workspaceId} order by source_id`;
  expect(left.map(({ source_id }) => source_id)).toEqual(["joann@acme.example", "o'ann@acme.example"]);
});

test("a mail that is being decided meanwhile is waited for: nobody is erased while one leaves", async () => {
  const live = await at(monday, () => liveSequence(graph));
  const ctx = { ...systemContext({ workspaceId: live.workspaceId, name: "test" }), now: () => new Date(monday) };
  const { id: contactId } = await createContact({
    ctx,
    input: { email: "slow@acme.example", consent: { basis: "opt_in", source: "Form" } },
  });
  const [row] = await ownerSql()`select person_id from contact where id = ${contactId}`;
  const who = { contactId, personId: String(row?.person_id) };
  await at(monday, () => requestTouches(ownerSql(), [touchOf(live, who, { key: "slow", subject: "Slow" })]));
  let erasing: Promise<unknown> = Promise.resolve();
  await ownerSql().begin(async (tx) => {
    await lockPeople(tx, live.workspaceId, [who.personId]);
    erasing = eraseContact({ ctx, input: { id: contactId, because: "asked" } }).catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const waiting = await ownerSql()`
        select 1 from pg_locks l join pg_stat_activity a using (pid)
        where not l.granted and a.datname = current_database()`;
      expect(waiting.length).toBeGreaterThan(0);
    });
    await tx`update touch set state = 'claimed', claimed_at = now(), counted_at = now(), content_hash = 'x' where person_id = ${who.personId}`;
  });
  expect(await erasing).toMatchObject({ code: "CONFLICT" });
  const [kept] = await ownerSql()`select email from contact where id = ${contactId}`;
  expect(kept?.email).toBe("slow@acme.example");
});
