import { expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import type { Reentry } from "@/core/nodes/trigger";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact } from "@/db/testing/factories";
import { mergeContacts } from "@/server/services/contacts/merge/merge";
import { apiKeyContext, memberContext, systemContext } from "@/server/services/context";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { type EntryOutcome, type EntryRequest, enterSequences } from "@/server/services/enrollments/enter";
import { enterBySignals } from "@/server/services/enrollments/enter-by-signals";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { recordSignals } from "@/server/services/signals/record";

testDatabase();

async function onEvent(reentry: Reentry, keyPath = "") {
  const live = await liveSequence(
    drawGraph({
      start: {
        kind: "trigger",
        config: {
          entrance: { by: "event", name: "cart.left", where: [{ path: "total", op: "at-least", value: 10 }] },
          reentry,
          keyPath,
        },
        next: { next: "pause" },
      },
      pause: { kind: "delay" },
    }),
  );
  await ownerSql()`
    insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${live.workspaceId}, ${live.sequenceId}, ${live.versionId}, 'event', 'cart.left')`;
  const { contactId, personId } = await createContact(live.workspaceId);
  const record = (sourceId: string, data: Record<string, string | number> = { total: 20 }) =>
    ownerSql().begin(async (tx) => {
      const [signal] = await recordSignals(tx, [
        {
          workspaceId: live.workspaceId,
          contactId,
          personId,
          kind: "event",
          name: "cart.left",
          source: "api",
          sourceId,
          data,
          verdict: "human",
          occurredAt: toEpochMs(Date.now()),
        },
      ]);
      return signal?.id ?? "";
    });
  const entered = () =>
    ownerSql()`select entry_key from enrollment where workspace_id = ${live.workspaceId} order by id`;
  return { ...live, contactId, record, entered };
}

test("the same event five times at once enters once", async () => {
  for (const reentry of [
    { mode: "never" },
    { mode: "after-exit", days: 0 },
    { mode: "after-entry", days: 0 },
  ] as const) {
    const { workspaceId, record, entered } = await onEvent(reentry);
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => record("one")));
    expect(new Set(ids).size).toBe(1);
    await Promise.all(ids.map((id) => enterBySignals(workspaceId, [id])));
    expect(await entered()).toHaveLength(1);
  }
});

test("five different events at once enter once where the rule says so", async () => {
  const { workspaceId, record, entered } = await onEvent({ mode: "after-entry", days: 1 });
  const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => record(`e${n}`)));
  const outcomes = await Promise.all(ids.map((id) => enterBySignals(workspaceId, [id])));
  expect(await entered()).toHaveLength(1);
  expect(outcomes.flat().filter(({ ok }) => ok)).toHaveLength(1);
});

test("once for each cart, whatever the order and however often", async () => {
  const { workspaceId, record, entered } = await onEvent({ mode: "once-per-key" }, "cart");
  const ids = await Promise.all(["a", "b", "a", "b", "a"].map((cart, n) => record(`e${n}`, { total: 20, cart })));
  await Promise.all(ids.map((id) => enterBySignals(workspaceId, [id])));
  expect((await entered()).map(({ entry_key }) => entry_key).sort()).toEqual(["key:a", "key:b"]);
  const without = await record("e9", { total: 20 });
  expect(await enterBySignals(workspaceId, [without])).toEqual([{ ok: false, reason: "no-key" }]);
});

test("once for each cart of a person, whichever of their addresses it comes by", async () => {
  const { workspaceId, sequenceId, contactId: one, entered } = await onEvent({ mode: "once-per-key" }, "cart");
  const { contactId: other } = await createContact(workspaceId);
  const left = (contactId: string, cart: string) => ({
    workspaceId,
    sequenceId,
    contactId,
    by: "event" as const,
    data: { cart },
  });
  const enter = (...requests: EntryRequest[]): Promise<EntryOutcome[]> =>
    ownerSql().begin((tx) => enterSequences(tx, requests)) as Promise<EntryOutcome[]>;
  expect(await enter(left(other, "before"))).toMatchObject([{ ok: true }]);
  const ctx = systemContext({ workspaceId, name: "hand" });
  await mergeContacts({ ctx, input: { keepId: one, otherId: other, reason: "Said so" } });

  const again = { ok: false, reason: "entered-before" };
  expect(await enter(left(one, "before"))).toEqual([again]);
  expect(await enter(left(one, "set"), left(other, "set"), left(other, "next"))).toMatchObject([
    { ok: true },
    again,
    { ok: true },
  ]);
  const atOnce = await Promise.all([one, other, one, other].map((contactId) => enter(left(contactId, "at once"))));
  expect(atOnce.flat().filter(({ ok }) => ok)).toHaveLength(1);
  expect((await entered()).map(({ entry_key }) => entry_key).sort()).toEqual([
    "key:at once",
    "key:before",
    "key:next",
    "key:set",
  ]);
});

test("an event that does not match the entry's filter enters nobody", async () => {
  const { workspaceId, record, entered } = await onEvent({ mode: "never" });
  await enterBySignals(workspaceId, [await record("small", { total: 5 })]);
  expect(await entered()).toEqual([]);
});

test("who may not enter is told why", async () => {
  const live = await liveSequence(
    drawGraph({ start: { kind: "trigger", next: { next: "pause" } }, pause: { kind: "delay" } }),
  );
  const { contactId, enrollmentId } = await enterPerson(live);
  const { workspaceId, sequenceId } = live;
  const enter = (of: { contactId: string }) =>
    ownerSql().begin((tx) => enterSequences(tx, [{ workspaceId, sequenceId, by: "hand", ...of }]));
  expect(await enter({ contactId })).toEqual([{ ok: false, reason: "entered-before" }]);
  expect(await enter({ contactId: "ctc_nobody" })).toEqual([{ ok: false, reason: "no-contact" }]);
  await ownerSql()`update sequence set state = 'paused' where id = ${sequenceId}`;
  const { contactId: late } = await createContact(workspaceId);
  expect(await enter({ contactId: late })).toEqual([{ ok: false, reason: "not-live" }]);
  expect(await ownerSql()`select id from enrollment where sequence_id = ${sequenceId}`).toEqual([{ id: enrollmentId }]);
});

test("an entry condition keeps others out", async () => {
  const live = await liveSequence(
    drawGraph({
      start: {
        kind: "trigger",
        config: {
          condition: {
            type: "test",
            subject: { on: "attribute", key: "country", type: "text" },
            op: "is",
            value: "ES",
          },
        },
        next: { next: "pause" },
      },
      pause: { kind: "delay" },
    }),
  );
  const { workspaceId, sequenceId } = live;
  const spain = await createContact(workspaceId, { country: "ES" });
  const italy = await createContact(workspaceId, { country: "IT" });
  const outcomes = await ownerSql().begin((tx) =>
    enterSequences(
      tx,
      [spain, italy].map(({ contactId }) => ({ workspaceId, sequenceId, contactId, by: "hand" as const })),
    ),
  );
  expect(outcomes).toEqual([
    { ok: true, enrollmentId: expect.any(String) },
    { ok: false, reason: "condition" },
  ]);
});

test("a member's enrollment passes for no key's: who said no to sales enters by a member only with a reason", async () => {
  const live = await liveSequence(
    drawGraph({
      start: { kind: "trigger", config: { reentry: { mode: "after-entry", days: 0 } }, next: { next: "mail" } },
      mail: { kind: "email", config: { class: "sales" } },
    }),
  );
  const { workspaceId, sequenceId } = live;
  const { contactId, personId } = await createContact(workspaceId);
  await ownerSql()`update person set sales_barred_until = now() + interval '90 days' where id = ${personId}`;
  const member = memberContext({ workspaceId, memberId: "mem_1", role: "owner", teamIds: [], offsetMs: 0 });
  const key = apiKeyContext({ workspaceId, apiKeyId: "key_1", scopes: ["enrollments"], offsetMs: 0 });
  const asked = { sequenceId, contactIds: [contactId], by: "api" }; // what a browser may send besides
  expect(await enrollContacts({ ctx: member, input: asked })).toMatchObject({ refused: { "sales-barred": 1 } });
  expect(await enrollContacts({ ctx: member, input: { ...asked, reason: "Asked for it" } })).toMatchObject({
    entered: 1,
  });
  expect(await ownerSql()`select source from enrollment where workspace_id = ${workspaceId}`).toEqual([
    { source: "hand" },
  ]);
  await ownerSql()`update enrollment set status = 'finished', ended_at = now() where workspace_id = ${workspaceId}`;
  expect(await enrollContacts({ ctx: key, input: { sequenceId, contactIds: [contactId] } })).toMatchObject({
    entered: 1,
  });
});
