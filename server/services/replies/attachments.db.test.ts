import { expect, test } from "vitest";
import { rightsOf } from "@/core/rights";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { listAttachments, readAttachment } from "@/server/services/replies/attachments";

testDatabase();

const mail = [
  "From: ana@acme.example",
  "Subject: The plan",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain",
  "",
  "Here it is.",
  "--b",
  'Content-Type: application/pdf; name="plan.pdf"',
  'Content-Disposition: attachment; filename="plan.pdf"',
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from("%PDF-1.7 plan").toString("base64"),
  "--b",
  "Content-Type: message/delivery-status",
  "",
  "Reporting-MTA: dns; mx.example",
  "--b--",
  "",
].join("\r\n");

async function replied(raw: string | null) {
  const { workspaceId } = await createWorkspace();
  const who = await createContact(workspaceId);
  const id = newId("inbound");
  await ownerSql()`
    insert into inbound_mail (id, workspace_id, dedup_key, person_id, contact_id, match_method, confidence, class, from_address, raw, received_at)
    values (${id}, ${workspaceId}, ${id}, ${who.personId}, ${who.contactId}, 'token', 'sure', 'interested', 'ana@acme.example',
      ${raw === null ? null : Buffer.from(raw)}, now())`;
  return { ctx: systemContext({ workspaceId, name: "hand" }), id };
}

test("the files of a reply are listed and one is taken, for those who may read replies, and written down", async () => {
  const { ctx, id } = await replied(mail);
  expect(await listAttachments({ ctx, input: { id } })).toEqual([
    { index: 0, name: "plan.pdf", type: "application/pdf", bytes: 13 },
  ]);
  expect((await readAttachment({ ctx, input: { id, index: 0 } })).content.toString()).toBe("%PDF-1.7 plan");
  await expect(readAttachment({ ctx, input: { id, index: 1 } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const noted = await ownerSql()`select 1 from audit where subject_ref = ${id} and action = 'reply.attachment-taken'`;
  expect(noted.length).toBeGreaterThan(0);
  const marketer = { ...ctx, rights: rightsOf("marketer") };
  await expect(listAttachments({ ctx: marketer, input: { id } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(readAttachment({ ctx: marketer, input: { id, index: 0 } })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a mail that is not kept has none; another workspace's is not there", async () => {
  const { ctx, id } = await replied(null);
  expect(await listAttachments({ ctx, input: { id } })).toEqual([]);
  const { ctx: stranger } = await replied(mail);
  await expect(listAttachments({ ctx: stranger, input: { id } })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
