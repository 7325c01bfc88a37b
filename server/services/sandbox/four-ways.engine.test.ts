import { afterEach, expect, test, vi } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { moveClock, readClock } from "@/server/services/clock/move";
import { systemContext } from "@/server/services/context";
import { enterSequences } from "@/server/services/enrollments/enter";
import { listMails, readMail } from "@/server/services/sandbox/inbox";
import { playMail } from "@/server/services/sandbox/play";
import { openDoor } from "@/server/services/sandbox/testing/open-door";
import { type HeedWorker, startEmbeddedWorker } from "@/server/worker/start-worker";

const db = testDatabase();
let worker: HeedWorker | undefined;
const close = openDoor();
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  close();
});

const soon = { timeout: 60_000, interval: 50 };
const DAY = 86_400_000;

const outcome = (id: string, signal: string) => ({
  id,
  label: "",
  filter: { signal, name: "", linkId: "", replyClasses: [], productId: "", where: [], sameKey: false },
  touch: "",
  count: 1,
});

/** trigger → email → wait (replied | bought | clicked | nothing) → four different steps; the first of them writes again. */
async function fourWays() {
  const { workspaceId, senderId, topicId } = await createWorkspace();
  await ownerSql()`insert into product (id, workspace_id, key, name) values ('prd_four', ${workspaceId}, 'pro', 'Pro')`;
  const rest = (next: string) =>
    ({ kind: "delay", config: { mode: "for", duration: { amount: 60, unit: "days" } }, next: { next } }) as const;
  const { sequenceId } = await createSequence(
    workspaceId,
    drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: {
        kind: "email",
        config: { senderId, topicId, subject: "A look at Pro", body: "Hi, see [the tour](https://shop.example/tour)." },
        next: { next: "wait" },
      },
      wait: {
        kind: "wait",
        config: {
          mode: "settle",
          timeout: { amount: 3, unit: "days" },
          outcomes: [outcome("replied", "reply"), outcome("bought", "purchase"), outcome("clicked", "click")],
        },
        next: { replied: "thanks", bought: "welcome", clicked: "more", timeout: "later" },
      },
      thanks: {
        kind: "email",
        config: { senderId, topicId, subject: "Thank you", body: "Here is your answer." },
        next: { next: "talked" },
      },
      talked: rest("end"),
      welcome: rest("end"),
      more: rest("end"),
      later: rest("end"),
      end: { kind: "exit" },
    }),
  );
  const names = ["reply", "click", "buy", "nothing", "scanner"] as const;
  const enrollments: Record<string, string> = {};
  for (const name of names) {
    const { contactId } = await createContact(workspaceId, { email: `${name}@acme.example` });
    const [entered] = await ownerSql().begin((tx) =>
      enterSequences(tx, [{ workspaceId, sequenceId, contactId, by: "hand" }]),
    );
    if (!entered?.ok) throw new Error("not entered");
    enrollments[name] = entered.enrollmentId;
  }
  return { workspaceId, enrollments, ctx: systemContext({ workspaceId, name: "test" }) };
}

/** A context whose clock is the workspace's as it is now. */
async function nowThere(workspaceId: string) {
  const [row] =
    await ownerSql()`select clock_offset_ms::float8 as ms from workspace_setting where workspace_id = ${workspaceId}`;
  return systemContext({ workspaceId, name: "test", offsetMs: row?.ms ?? 0 });
}

test("one mail, five people, and each takes the way of what they did", async () => {
  worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl });
  const { workspaceId, enrollments, ctx } = await fourWays();
  await vi.waitFor(async () => expect((await listMails({ ctx, input: {} })).items).toHaveLength(5), soon);
  const { items } = await listMails({ ctx, input: {} });
  const mailOf = async (name: string) => {
    const id = items.find(({ to }) => to === `${name}@acme.example`)?.id ?? "";
    return readMail({ ctx, input: { id } });
  };
  const play = async (name: string, action: Parameters<typeof playMail>[0]["input"]["action"], asScanner = false) =>
    playMail({ ctx: await nowThere(workspaceId), input: { id: (await mailOf(name)).id, action, asScanner } });
  const { links } = await mailOf("click");
  const linkId = links[0]?.linkId ?? "";

  expect(await play("reply", { do: "reply", text: "Sounds good, call me." })).toEqual({
    did: "reply",
    class: "interested",
  });
  expect(await play("click", { do: "click", linkId })).toMatchObject({ verdict: "human" });
  expect(await play("buy", { do: "buy", product: "pro" })).toMatchObject({ did: "buy" });
  expect(await play("scanner", { do: "click", linkId }, true)).toMatchObject({ verdict: "machine" });

  const to = new Date((await readClock({ ctx })).now.getTime() + 4 * DAY);
  await moveClock({ ctx, input: { to } });
  await vi.waitFor(async () => expect((await readClock({ ctx })).move?.state).toBe("reached"), soon);

  const rows = await ownerSql()`
    select e.id, e.node_id, v.outlet from enrollment e
    join visit v on v.enrollment_id = e.id and v.node_id = 'wait' where e.workspace_id = ${workspaceId}`;
  const ways = Object.fromEntries(
    Object.entries(enrollments).map(([name, id]) => {
      const row = rows.find((one) => one.id === id);
      return [name, `${row?.outlet} ${row?.node_id}`];
    }),
  );
  expect(ways).toEqual({
    reply: "replied talked",
    click: "clicked more",
    buy: "bought welcome",
    nothing: "timeout later",
    scanner: "timeout later",
  });
  // The mail behind the reply was really sent, although a conversation holds all other marketing.
  const second = (await listMails({ ctx, input: { search: "Thank you" } })).items;
  expect(second).toMatchObject([{ to: "reply@acme.example", subject: "Thank you" }]);
}, 120_000);
