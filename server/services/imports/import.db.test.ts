import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { consent } from "@/db/schema/consent";
import { contact, contactTag } from "@/db/schema/contact";
import { enrollment } from "@/db/schema/enrollment";
import { outbox } from "@/db/schema/outbox";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { recordConsent } from "@/server/services/consents/record";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { pruneRuntime } from "@/server/services/enrollments/prune-runtime";
import { listLeftOut } from "@/server/services/imports/left-out";
import { getImport } from "@/server/services/imports/list";
import { failImport, runImportBatch } from "@/server/services/imports/run";
import { readImport, startImport } from "@/server/services/imports/start";
import { createProduct } from "@/server/services/products/write";
import { createTopic } from "@/server/services/topics/write";

testDatabase();

let ctx: ServiceContext;
let workspaceId: string;
let topicId: string;
beforeEach(async () => {
  ({ workspaceId, topicId } = await createWorkspace());
  ctx = systemContext({ workspaceId, name: "test" });
});

const consentInput = { basis: "opt_in", source: "Trade fair 2026", wording: "Yes, write to me" } as const;
const mapping = { Email: "email", Name: "name", Company: "company", Plan: "attribute:plan", Id: "externalId" };

async function runAll(id: string): Promise<number> {
  for (let batches = 1; ; batches++) if ((await runImportBatch(workspaceId, id)).over) return batches;
}

const contacts = () =>
  withWorkspace(ctx, (tx) =>
    tx.select().from(contact).where(eq(contact.workspaceId, workspaceId)).orderBy(asc(contact.emailKey)),
  );

describe("imports", () => {
  test("good rows come in with company, consent and tags; bad ones are listed with line and cause", async () => {
    const csv = [
      "Email,Name,Company,Plan,Id",
      "Ana@acme.example,Ana Ruiz,Acme,pro,1",
      "not-an-address,Bo,,,", // 3
      'cy@acme.example,"Cy "quoted",,,', // 4
      "di@gmail.com,Di,,free,2",
      "ed@acme.example,Ed", // 6
    ].join("\n");
    const read = await readImport({ ctx, input: { fileName: "a.csv", csv } });
    expect(read.columns.map(({ suggested }) => suggested)).toEqual([
      "email",
      "name",
      "company",
      "attribute:plan",
      "externalId",
    ]);
    expect(read).toMatchObject({ rows: 5, goodRows: 2, problemCount: 3 });
    const { id } = await startImport({
      ctx,
      input: { fileName: "a.csv", csv, mapping, consent: consentInput, tags: ["fair"] },
    });
    expect(await getImport({ ctx, input: { id } })).toMatchObject({ state: "waiting", total: 5, cursor: 0 });
    await runAll(id);
    const job = await getImport({ ctx, input: { id } });
    expect(job).toMatchObject({ state: "finished", created: 2, updated: 0, problemCount: 3, cursor: 4 });
    expect(job.problems.map(({ line, column, cause }) => ({ line, column, cause }))).toEqual([
      { line: 3, column: "Email", cause: "“not-an-address” is not an e-mail address" },
      { line: 4, column: undefined, cause: "A quotation mark stands where none may be" },
      { line: 6, column: undefined, cause: "The row has 2 values where the first line names 5 columns" },
    ]);
    const [ana, di] = await contacts();
    expect(ana).toMatchObject({
      email: "Ana@acme.example",
      emailKey: "ana@acme.example",
      firstName: "Ana",
      lastName: "Ruiz",
      attributes: { plan: "pro" },
    });
    expect(di).toMatchObject({ emailKey: "di@gmail.com", companyId: null, externalId: "2" });
    const rows = await withWorkspace(ctx, async (tx) => ({
      companies: (await tx.select().from(company)).map(({ name, domain }) => ({ name, domain })),
      consents: (await tx.select().from(consent)).map(({ basis, wording }) => ({ basis, wording })),
      tags: (await tx.select().from(contactTag)).map(({ tag }) => tag),
      told: (
        await tx
          .select()
          .from(outbox)
          .where(and(eq(outbox.name, "contact/changed")))
      ).length,
    }));
    expect(rows).toEqual({
      companies: [{ name: "Acme", domain: "acme.example" }],
      consents: [
        { basis: "opt_in", wording: "Yes, write to me" },
        { basis: "opt_in", wording: "Yes, write to me" },
      ],
      tags: ["fair", "fair"],
      told: 1,
    });
  });

  test("who is known is completed, not doubled; an id that is somebody else's stays with them", async () => {
    const first = "Email,Name,Plan,Id\nana@acme.example,Ana,pro,7\nbo@acme.example,Bo,free,8\n";
    await runAll(
      (await startImport({ ctx, input: { fileName: "1.csv", csv: first, mapping, consent: consentInput } })).id,
    );
    const second =
      "Email,Name,Plan,Id\nANA@acme.example,,team,8\n,Bo Berg,,8\nnew@acme.example,New,,9\nnew@acme.example,Newer,,\n";
    const { id } = await startImport({
      ctx,
      input: { fileName: "2.csv", csv: second, mapping, consent: consentInput },
    });
    await runAll(id);
    expect(await getImport({ ctx, input: { id } })).toMatchObject({
      ...{ total: 4, created: 1, updated: 2, repeated: 1, problemCount: 0 },
    });
    expect(
      (await contacts()).map(({ emailKey, firstName, lastName, externalId, attributes }) => [
        emailKey,
        firstName,
        lastName,
        externalId,
        attributes,
      ]),
    ).toEqual([
      ["ana@acme.example", "Ana", null, "7", { plan: "team" }],
      ["bo@acme.example", "Bo", "Berg", "8", { plan: "free" }],
      ["new@acme.example", "Newer", null, "9", {}],
    ]);
  });

  test("a crash between batches loses nothing and doubles nothing", async () => {
    const rows = Array.from({ length: 1_234 }, (_, n) => `p${n}@acme.example,P${n}`);
    const csv = ["Email,Name", ...rows].join("\n");
    const { id } = await startImport({ ctx, input: { fileName: "big.csv", csv, mapping, consent: consentInput } });
    expect(await runImportBatch(workspaceId, id)).toEqual({ over: false, cursor: 500 });
    // the second batch dies after most of its rows were written
    await ownerSql().unsafe(`
      create function die() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
      create trigger die before insert on contact for each row when (new.email_key = 'p987@acme.example') execute function die()`);
    await expect(runImportBatch(workspaceId, id)).rejects.toThrow();
    expect(await contacts()).toHaveLength(500);
    await ownerSql().unsafe("drop trigger die on contact");
    expect(await getImport({ ctx, input: { id } })).toMatchObject({ state: "running", cursor: 500, created: 500 });
    expect(await runAll(id)).toBe(2);
    expect(await getImport({ ctx, input: { id } })).toMatchObject({ state: "finished", cursor: 1_234, created: 1_234 });
    expect(await contacts()).toHaveLength(1_234);
    expect(await runImportBatch(workspaceId, id)).toEqual({ over: true, cursor: 1_234 });
  });

  test("every row is counted once: new, known, the same person again (also after a restart), or not imported", async () => {
    const rows = Array.from({ length: 600 }, (_, n) => `p${n}@acme.example,P,,,${n}`);
    const again = ["P7@acme.example,Pia,,,", ",Paul,,,7", "nobody,,,,", "new@acme.example,,,,", "new@acme.example,,,,"];
    const csv = ["Email,Name,Company,Plan,Id", ...rows, ...again, "p8@acme.example,Ed"].join("\n");
    const count = async (isKilled: boolean) => {
      const { id } = await startImport({ ctx, input: { fileName: "r.csv", csv, mapping, consent: consentInput } });
      await runImportBatch(workspaceId, id);
      // another file is read in between, as by a worker that was started anew
      if (isKilled) {
        const small = { fileName: "s.csv", csv: "Email\nanybody@acme.example", mapping, consent: consentInput };
        await runAll((await startImport({ ctx, input: small })).id);
      }
      await runAll(id);
      const job = await getImport({ ctx, input: { id } });
      expect(job.created + job.updated + job.repeated + job.problemCount).toBe(job.total);
      return job;
    };
    const sums = { total: 606, problemCount: 2, repeated: 3 };
    expect(await count(false)).toMatchObject({ ...sums, created: 601, updated: 0 });
    expect(await count(true)).toMatchObject({ ...sums, created: 0, updated: 601 });
  });

  test("a failed import keeps nothing of the file; rows that could not come in are kept for 30 days", async () => {
    const csv = "Email,Name\nana@acme.example,Ana\nnobody,Bo\n";
    const { id } = await startImport({ ctx, input: { fileName: "f.csv", csv, mapping, consent: consentInput } });
    await runAll(id);
    const kept = async () => {
      await pruneRuntime(ownerSql());
      const { problems, problemCount } = await getImport({ ctx, input: { id } });
      return { rows: problems.length, problemCount };
    };
    await ownerSql()`update import_job set finished_at = now() - interval '29 days' where id = ${id}`;
    expect(await kept()).toEqual({ rows: 1, problemCount: 1 });
    await ownerSql()`update import_job set finished_at = now() - interval '31 days' where id = ${id}`;
    expect(await kept()).toEqual({ rows: 0, problemCount: 1 });

    const failed = await startImport({ ctx, input: { fileName: "g.csv", csv, mapping, consent: consentInput } });
    await failImport(workspaceId, failed.id, "Broken");
    expect(await ownerSql()`select state, csv from import_job where id = ${failed.id}`).toEqual([
      { state: "failed", csv: null },
    ]);
  });

  test("people enter the sequence that was chosen", async () => {
    const { sequenceId } = await createSequence(
      workspaceId,
      drawGraph({ start: { kind: "trigger", next: { next: "pause" } }, pause: { kind: "delay" } }),
    );
    const csv = "Email\nana@acme.example\nbo@acme.example";
    const { id } = await startImport({
      ctx,
      input: { fileName: "e.csv", csv, mapping, consent: consentInput, enrollInSequenceId: sequenceId },
    });
    await runAll(id);
    const entered = await withWorkspace(ctx, (tx) => tx.select({ source: enrollment.source }).from(enrollment));
    expect(entered.map(({ source }) => source)).toEqual(["csv", "csv"]);
  });

  test("a list takes no consent away: what is known and as good is kept, and said so", async () => {
    const run = async (basis: "none" | "customer" | "opt_in", csv: string, topicId: string | null = null) => {
      const named = { ...consentInput, basis, topicId };
      const { id } = await startImport({ ctx, input: { fileName: "l.csv", csv, mapping, consent: named } });
      await runAll(id);
      return getImport({ ctx, input: { id } });
    };
    const bases = async () =>
      (
        await ownerSql()`select c.email_key, n.basis from consent n join contact c on c.person_id = n.person_id
          where n.workspace_id = ${workspaceId} order by c.email_key, n.recorded_at, n.id`
      ).map(({ email_key, basis }) => `${email_key} ${basis}`);
    expect(await run("customer", "Email\nana@acme.example")).toMatchObject({ created: 1, consentKept: 0 });
    const bought = "Email\nana@acme.example\nbo@acme.example";
    expect(await run("none", bought)).toMatchObject({ created: 1, updated: 1, consentKept: 1 });
    expect(await run("none", "Email\nana@acme.example", topicId)).toMatchObject({ consentKept: 1 });
    expect(await bases()).toEqual(["ana@acme.example customer", "bo@acme.example none"]);
    expect(await run("opt_in", bought)).toMatchObject({ updated: 2, consentKept: 0 });
    expect(await bases()).toEqual([
      "ana@acme.example customer",
      "ana@acme.example opt_in",
      "bo@acme.example none",
      "bo@acme.example opt_in",
    ]);
  });

  test("what somebody withdrew no list gives back; to the one who never agreed it does", async () => {
    const run = async (basis: "none" | "customer" | "opt_in", csv: string) => {
      const { id } = await startImport({
        ctx,
        input: { fileName: "w.csv", csv, mapping, consent: { ...consentInput, basis } },
      });
      await runAll(id);
      return getImport({ ctx, input: { id } });
    };
    await run("customer", "Email\nana@acme.example");
    await run("none", "Email\nbo@acme.example");
    const [ana] = await ownerSql()<{ id: string }[]>`
      select id from contact where workspace_id = ${workspaceId} and email_key = 'ana@acme.example'`;
    const withdrawal = { contactId: ana?.id ?? "", basis: "none" as const, source: "On the telephone" };
    const member = { ...ctx, rights: new Set([...ctx.rights, "consent.write" as const]) };
    await recordConsent({ ctx: member, input: withdrawal });
    expect(await run("opt_in", "Email\nana@acme.example\nbo@acme.example")).toMatchObject({
      updated: 2,
      consentKept: 1,
    });
    const last = await ownerSql()`
      select distinct on (c.email_key) c.email_key, n.basis from consent n join contact c on c.person_id = n.person_id
      where n.workspace_id = ${workspaceId} order by c.email_key, n.ordinal desc`;
    expect(last.map(({ email_key, basis }) => `${email_key} ${basis}`)).toEqual([
      "ana@acme.example none",
      "bo@acme.example opt_in",
    ]);
  });

  test("a list for every topic leaves what they withdrew of one topic withdrawn", async () => {
    const member = { ...ctx, rights: new Set([...ctx.rights, "consent.write" as const, "topics.write" as const]) };
    const list = { fileName: "t.csv", csv: "Email\ncy@acme.example", mapping };
    const run = async () => {
      const given = { ...consentInput, basis: "customer" as const, topicId: null };
      await runAll((await startImport({ ctx, input: { ...list, consent: given } })).id);
    };
    const { id: news } = await createTopic({ ctx: member, input: { name: "News" } });
    const { id: offers } = await createTopic({ ctx: member, input: { name: "Offers" } });
    const { contactId, personId } = await createContact(workspaceId, { email: "cy@acme.example", basis: "none" });
    const say = (topicId: string, basis: "opt_in" | "none") =>
      recordConsent({ ctx: member, input: { contactId, topicId, basis, source: "By hand" } });
    await say(news, "opt_in");
    await say(news, "none");
    await run();
    await run(); // and the next list adds nothing
    const holds = await ownerSql()`
      select t.name, (select c.basis from consent c where c.person_id = ${personId}
        and (c.topic_id is null or c.topic_id = t.id) order by c.ordinal desc limit 1) as basis
      from topic t where t.id in (${news}, ${offers}) order by t.name`;
    expect(holds.map(({ name, basis }) => `${name} ${basis}`)).toEqual(["News none", "Offers customer"]);
    const rows = await ownerSql()`select basis from consent where person_id = ${personId} order by ordinal`;
    expect(rows.map(({ basis }) => basis).slice(-4)).toEqual(["opt_in", "none", "customer", "none"]);
  });

  test("what people have bought, have of another maker or have no use for comes in, from the import", async () => {
    for (const key of ["pro", "crm"]) await createProduct({ ctx, input: { key, name: key.toUpperCase() } });
    const csv =
      "Email,Bought,Competing,No use\nana@acme.example,PRO;crm,,\nbo@acme.example,,crm,pro\ncy@acme.example,mug,,";
    const named = { Email: "email", Bought: "bought", Competing: "hasCompeting", "No use": "notForThem" };
    const { id } = await startImport({
      ctx,
      input: { fileName: "p.csv", csv, mapping: named, consent: consentInput },
    });
    await runAll(id);
    expect(await getImport({ ctx, input: { id } })).toMatchObject({
      created: 2,
      problems: [{ line: 4, column: "Bought", cause: "“mug” is no key of your products" }],
    });
    const facts = await ownerSql()`
      select c.email_key, p.key, f.fact, f.source, f.source_ref from product_fact f
      join product p on p.id = f.product_id join contact c on c.person_id = f.person_id
      where f.workspace_id = ${workspaceId} order by c.email_key, p.key`;
    expect(facts.map(({ email_key, key, fact }) => `${email_key} ${key} ${fact}`)).toEqual([
      "ana@acme.example crm bought",
      "ana@acme.example pro bought",
      "bo@acme.example crm has_competing",
      "bo@acme.example pro not_for_them",
    ]);
    expect(facts[0]).toMatchObject({ source: "import", source_ref: id });
  });

  test("who may not enter the sequence is counted by reason, and can be seen", async () => {
    const country = { on: "attribute", key: "country", type: "text" };
    const { sequenceId } = await createSequence(
      workspaceId,
      drawGraph({
        start: {
          kind: "trigger",
          config: { condition: { type: "test", subject: country, op: "is", value: "ES" } },
          next: { next: "pause" },
        },
        pause: { kind: "delay" },
      }),
    );
    const into = async (csv: string) => {
      const input = { fileName: "e.csv", csv, mapping: { Email: "email", Country: "country" }, consent: consentInput };
      const { id } = await startImport({ ctx, input: { ...input, enrollInSequenceId: sequenceId } });
      await runAll(id);
      return id;
    };
    const first = await into("Email,Country\nana@acme.example,ES\nbo@acme.example,IT\ncy@acme.example,DE");
    expect(await getImport({ ctx, input: { id: first } })).toMatchObject({
      created: 3,
      entered: 1,
      leftOut: { condition: { count: 2 } },
    });
    const names = async (id: string, reason: string) =>
      (await listLeftOut({ ctx, input: { id, reason } })).map(({ email }) => email).sort();
    expect(await names(first, "condition")).toEqual(["bo@acme.example", "cy@acme.example"]);
    const again = await into("Email,Country\nana@acme.example,ES");
    expect(await getImport({ ctx, input: { id: again } })).toMatchObject({
      entered: 0,
      leftOut: { "entered-before": { count: 1 } },
    });
    expect(await names(again, "entered-before")).toEqual(["ana@acme.example"]);
    expect(await names(again, "condition")).toEqual([]);
  });

  test.each([
    ["", "csv"],
    ["Email,Name\n", "csv"],
    ["Name\nAna", "mapping"],
    ["Email,Name,Mail\na@x.example,A,a@x.example", "mapping.Mail"],
  ])("a file that cannot be imported says why at its field: %j", async (csv, path) => {
    const start = startImport({
      ctx,
      input: { fileName: "x.csv", csv, mapping: { ...mapping, Mail: "email" }, consent: consentInput },
    });
    await expect(start).rejects.toMatchObject({ code: "INVALID", fields: [{ path }] });
  });
});

test("a row with two things wrong is one row that cannot come in", async () => {
  const csv = ["Email,Country", "not-an-address,Atlantis", "fa@acme.example,ES"].join("\n");
  const read = await readImport({ ctx, input: { fileName: "b.csv", csv } });
  expect(read).toMatchObject({ rows: 2, goodRows: 1, problemCount: 1 });
  expect(read.problems).toHaveLength(2);
  const { id } = await startImport({
    ctx,
    input: { fileName: "b.csv", csv, mapping: { Email: "email", Country: "country" }, consent: consentInput },
  });
  await runAll(id);
  expect(await getImport({ ctx, input: { id } })).toMatchObject({ created: 1, problemCount: 1 });
});
