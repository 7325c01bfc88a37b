import { expect, test } from "vitest";
import { rightsOf } from "@/core/rights";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { readPersonFile } from "@/server/services/access/read";
import { systemContext } from "@/server/services/context";
import { listTasks } from "@/server/services/tasks/manage";

testDatabase();

test("who may not read replies gets the file and the tasks without what people wrote, and is told", async () => {
  const { workspaceId } = await createWorkspace();
  const { contactId, personId } = await createContact(workspaceId);
  const mailId = newId("inbound");
  await ownerSql()`insert into inbound_mail (id, workspace_id, dedup_key, person_id, contact_id, match_method, confidence, class,
      from_address, subject, new_text, text, html, evidence, received_at)
    values (${mailId}, ${workspaceId}, 'd', ${personId}, ${contactId}, 'token', 'certain', 'interested', 'a@x.example', 'Re: Hello',
      'I am in hospital', 'I am in hospital > you wrote', '<p>I am in hospital</p>', '[{"why":"word","seen":"hospital"}]', now())`;
  await ownerSql()`insert into task (id, workspace_id, title, note, person_id, contact_id, inbound_mail_id)
    values (${newId("task")}, ${workspaceId}, 'Read this', 'I am in hospital', ${personId}, ${contactId}, ${mailId})`;
  const all = systemContext({ workspaceId, name: "test" });
  const marketer = { ...all, rights: rightsOf("marketer") };

  const full = await readPersonFile({ ctx: all, input: { contactId } });
  expect(full.file.mailFromThem?.[0]).toMatchObject({ new_text: "I am in hospital" });
  expect(full.file.leftOut).toBeUndefined();
  expect((await listTasks({ ctx: all, input: {} }))[0]?.note).toBe("I am in hospital");

  const { file } = await readPersonFile({ ctx: marketer, input: { contactId } });
  expect(JSON.stringify(file)).not.toContain("hospital");
  expect(file.mailFromThem).toMatchObject([{ subject: "Re: Hello", class: "interested" }]);
  expect(file.leftOut).toMatchObject([{ from: "mailFromThem", rows: 1 }, { from: "tasks" }]);
  expect((await listTasks({ ctx: marketer, input: {} }))[0]?.note).toBe("");
});

test("the mail they wrote stands in the file as it travelled, to be read; what is no text as base64", async () => {
  const { workspaceId } = await createWorkspace();
  const { contactId, personId } = await createContact(workspaceId);
  const mails = [
    Buffer.from("Subject: Grüße\r\n\r\nI am in hospital\r\n"),
    Buffer.from("Subject: Gr\xfc\xdfe\r\n", "latin1"),
  ];
  for (const [n, raw] of mails.entries())
    await ownerSql()`insert into inbound_mail (id, workspace_id, dedup_key, person_id, contact_id, match_method, confidence, class,
        from_address, subject, new_text, text, raw, received_at)
      values (${newId("inbound")}, ${workspaceId}, ${`d${n}`}, ${personId}, ${contactId}, 'token', 'certain', 'interested',
        'a@x.example', ${`${n}`}, '', '', ${raw}, now())`;
  const all = systemContext({ workspaceId, name: "test" });
  const { file } = await readPersonFile({ ctx: all, input: { contactId } });
  const told = file.mailFromThem?.toSorted((one, other) => (String(one.subject) < String(other.subject) ? -1 : 1));
  expect(told?.map(({ raw, raw_base64 }) => [raw, raw_base64])).toEqual([
    [mails[0]?.toString("utf8"), undefined],
    [undefined, mails[1]?.toString("base64")],
  ]);

  const { file: less } = await readPersonFile({ ctx: { ...all, rights: rightsOf("marketer") }, input: { contactId } });
  expect(less.mailFromThem?.flatMap((row) => [row.raw, row.raw_base64])).toEqual(Array(4).fill(undefined));
});
