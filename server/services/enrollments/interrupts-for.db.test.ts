import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact } from "@/db/testing/factories";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { happenTo } from "@/server/services/enrollments/happen";
import { interruptsFor } from "@/server/services/enrollments/interrupts-for";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { recordSignals } from "@/server/services/signals/record";

testDatabase();

async function atMail() {
  const live = await liveSequence(
    drawGraph({
      start: {
        kind: "trigger",
        config: { exits: [{ id: "bought", by: "signal", filter: anySignal("purchase"), scope: "anywhere" }] },
        next: { next: "mail" },
      },
      mail: { kind: "email" },
    }),
  );
  const person = await enterPerson(live);
  const { workspaceId } = live;
  const step = () => advanceEnrollments([{ workspaceId, id: person.enrollmentId, epoch: 1 }]);
  await step();
  const key = `${person.enrollmentId}/mail/1`;
  const check = () => interruptsFor(ownerSql(), [{ workspaceId, enrollmentId: person.enrollmentId, key }]);
  return { ...person, workspaceId, key, check, step };
}

test("a purchase nobody has looked at yet keeps the mail from leaving", async () => {
  const { workspaceId, personId, contactId, enrollmentId, key, check, step } = await atMail();
  expect(await check()).toEqual(new Map());
  await ownerSql().begin((tx) =>
    recordSignals(tx, [
      {
        workspaceId,
        personId,
        contactId,
        kind: "purchase",
        name: "pro",
        source: "api",
        sourceId: "p1",
        verdict: "human",
        occurredAt: toEpochMs(Date.now()),
      },
    ]),
  );
  expect((await check()).get(key)).toMatchObject({ verdict: "leaves", because: { code: "exit" } });
  await step();
  expect(await ownerSql()`select status, end_reason from enrollment where id = ${enrollmentId}`).toEqual([
    { status: "finished", end_reason: "exit-rule" },
  ]);
  expect(await ownerSql()`select state from touch where key = ${key}`).toEqual([{ state: "withdrawn" }]);
  expect((await check()).get(key)).toMatchObject({ verdict: "leaves" });
});

test("a paused enrollment sends nothing until it is resumed", async () => {
  const { workspaceId, enrollmentId, key, check } = await atMail();
  const pause = { type: "pause", until: null, clock: "stands", by: "mem_1", reason: "on holiday" } as const;
  expect(await ownerSql().begin((tx) => happenTo(tx, workspaceId, [enrollmentId], pause))).toBe(1);
  expect((await check()).get(key)).toEqual({ verdict: "paused", until: null, reason: "on holiday" });
  await ownerSql().begin((tx) => happenTo(tx, workspaceId, [enrollmentId], { type: "resume" }));
  expect(await check()).toEqual(new Map());
});

test("a stop withdraws what has not left, and the run is woken to end", async () => {
  const { workspaceId, enrollmentId, key, check } = await atMail();
  await ownerSql().begin((tx) =>
    happenTo(tx, workspaceId, [enrollmentId], { type: "stop", by: "mem_1", reason: "asked to" }),
  );
  expect((await check()).get(key)).toMatchObject({ verdict: "leaves", because: { code: "stopped" } });
  expect(await ownerSql()`select state from touch where key = ${key}`).toEqual([{ state: "withdrawn" }]);
  expect(await ownerSql()`select 1 from wake where enrollment_id = ${enrollmentId} and eaten_at is null`).toHaveLength(
    1,
  );
});

test("buying the very cart, told by the entry's property alone, keeps the mail from leaving", async () => {
  const live = await liveSequence(
    drawGraph({
      start: {
        kind: "trigger",
        config: {
          keyPath: "cart_id",
          reentry: { mode: "once-per-key" },
          exits: [
            { id: "bought", by: "signal", filter: { ...anySignal("purchase"), sameKey: true }, scope: "anywhere" },
          ],
        },
        next: { next: "mail" },
      },
      mail: { kind: "email" },
    }),
  );
  const { workspaceId, sequenceId } = live;
  const { contactId, personId } = await createContact(workspaceId);
  const [outcome] = await ownerSql().begin((tx) =>
    enterSequences(tx, [{ workspaceId, sequenceId, contactId, by: "event", data: { cart_id: 42 } }]),
  );
  if (!outcome?.ok) throw new Error("not entered");
  const { enrollmentId } = outcome;
  await advanceEnrollments([{ workspaceId, id: enrollmentId, epoch: 1 }]);
  const key = `${enrollmentId}/mail/1`;
  const buy = (cart_id: string | number) =>
    ownerSql().begin((tx) =>
      recordSignals(tx, [
        {
          workspaceId,
          personId,
          contactId,
          kind: "purchase",
          name: "pro",
          source: "api",
          sourceId: `cart ${cart_id}`,
          data: { cart_id },
          verdict: "human",
          occurredAt: toEpochMs(Date.now()),
        },
      ]),
    );
  const check = () => interruptsFor(ownerSql(), [{ workspaceId, enrollmentId, key }]);
  await buy(43);
  expect(await check()).toEqual(new Map());
  await buy("42");
  expect((await check()).get(key)).toMatchObject({ verdict: "leaves", because: { code: "exit" } });
});
