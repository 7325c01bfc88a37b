import { expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { testDatabase } from "@/db/testing/database";
import { createSequence } from "@/db/testing/factories";
import { buildWorld } from "@/server/api/testing/world";
import type { OutgoingMail } from "@/server/mail/port";
import { listTemplatePins } from "@/server/services/mail-templates/pins";
import { restoreTemplate } from "@/server/services/mail-templates/restore";
import { previewWording } from "@/server/services/mails/preview";
import { sendTest } from "@/server/services/mails/send-test";
import { listTemplates, listTemplateVersions } from "./list";
import { archiveTemplate, createTemplate, saveTemplate } from "./write";

testDatabase();

const wording = { subject: "Hello", preview: "", body: 'Hi {{ first_name | default: "there" }}' };

test("a template keeps every wording; two who save at once do not lose one; archived names are free again", async () => {
  const { ctx } = await buildWorld();
  const { id } = await createTemplate({ ctx, input: { name: "Greeting", ...wording } });
  await expect(createTemplate({ ctx, input: { name: "Greeting", ...wording } })).rejects.toMatchObject({
    code: "CONFLICT",
    fields: [{ path: "name" }],
  });
  const again = () => saveTemplate({ ctx, input: { id, version: 1, ...wording, subject: "Hello again" } });
  const both = await Promise.allSettled([again(), again()]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await listTemplateVersions({ ctx, input: { id } })).map(({ subject }) => subject)).toEqual([
    "Hello again",
    "Hello",
  ]);
  expect((await listTemplates({ ctx })).find((one) => one.id === id)).toMatchObject({
    version: 2,
    subject: "Hello again",
  });
  await archiveTemplate({ ctx, input: { id } });
  expect((await listTemplates({ ctx })).some((one) => one.id === id)).toBe(false);
  await createTemplate({ ctx, input: { name: "Greeting", ...wording } });
});

test("a test mail goes to the member who asks, with the person's values, untracked; a blank is refused at the text", async () => {
  const world = await buildWorld();
  const sent: OutgoingMail[] = [];
  const through = () =>
    Promise.resolve({
      honoursKeys: true,
      send: (mail: OutgoingMail) => {
        sent.push(mail);
        return Promise.resolve({
          outcome: "accepted" as const,
          providerId: null,
          messageId: mail.messageId,
          aliases: [],
          answer: "",
        });
      },
      close: () => Promise.resolve(),
    });
  const input = {
    contactId: world.contactId,
    senderId: world.senderId,
    class: "marketing" as const,
    ...wording,
    body: "[Go](https://a.example) {{ email }}",
  };
  const { sentTo } = await sendTest({ ctx: world.ctx, input, through });
  expect(sent[0]).toMatchObject({ to: sentTo, subject: "[Test] Hello" });
  expect(sent[0]?.html).toContain('href="https://a.example"');
  await expect(
    sendTest({ ctx: world.ctx, input: { ...input, body: "{{ attributes.nothing }}" }, through }),
  ).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "body" }] });
  expect(sent).toHaveLength(1);
});

test("a preview is the mail as it would leave, measures nothing and says its size; what would leave a blank says so", async () => {
  const world = await buildWorld();
  const input = {
    contactId: world.contactId,
    senderId: world.senderId,
    class: "marketing" as const,
    ...wording,
    body: "[Go](https://a.example) {{ email }}",
  };
  const shown = await previewWording({ ctx: world.ctx, input });
  if (!shown.ok) throw new Error(shown.reason);
  expect(shown.html).toContain('href="https://a.example"');
  expect(shown.html).toContain("Unsubscribe");
  expect(shown.html).not.toContain('width="1" height="1"');
  expect(shown.bytes).toBeGreaterThan(Buffer.byteLength(shown.html)); // the links and the pixel it leaves with
  expect(await previewWording({ ctx: world.ctx, input: { ...input, body: "{{ attributes.nothing }}" } })).toEqual({
    ok: false,
    reason: expect.stringContaining("blank"),
  });
});

test("an older wording becomes the newest again; running sequences are named with the version they hold", async () => {
  const { ctx, workspaceId } = await buildWorld();
  const { id } = await createTemplate({ ctx, input: { name: "Greeting", ...wording } });
  await saveTemplate({ ctx, input: { id, version: 1, ...wording, subject: "Second" } });
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config: { template: { id, version: 1 } }, next: { next: "end" } },
      end: { kind: "exit" },
    }),
    { name: "Trial" },
  );
  expect(await restoreTemplate({ ctx, input: { id, version: 2, restore: 1 } })).toEqual({ version: 3 });
  expect((await listTemplateVersions({ ctx, input: { id } })).map(({ subject }) => subject)).toEqual([
    "Hello",
    "Second",
    "Hello",
  ]);
  await expect(restoreTemplate({ ctx, input: { id, version: 2, restore: 1 } })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(restoreTemplate({ ctx, input: { id, version: 3, restore: 9 } })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await listTemplatePins({ ctx, input: { id } })).toEqual([
    { version: 1, sequenceId, sequenceName: "Trial", step: expect.any(Number) },
  ]);
  const stranger = await buildWorld();
  await expect(listTemplatePins({ ctx: stranger.ctx, input: { id } })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
