import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { queryRows } from "@/db/query-rows";
import { testDatabase } from "@/db/testing/database";
import { enterSequences } from "@/server/services/enrollments/enter";
import { pauseSequence, resumeSequence } from "@/server/services/sequences/manage";
import { openSequence, standing } from "@/server/services/version-moves/testing/standing";

testDatabase();

const open = () =>
  openSequence((mail) => ({
    start: { kind: "trigger", config: { reentry: { mode: "after-entry", days: 0 } }, next: { next: "mail" } },
    mail: { kind: "email", config: mail("One"), next: { next: "end" } },
    end: { kind: "exit" },
  }));

const contactsOf = (sequenceId: string) =>
  queryRows<{ contactId: string; personId: string }>(
    ownerSql(),
    `select contact_id as "contactId", person_id as "personId" from enrollment where sequence_id = $1::text order by id`,
    [sequenceId],
  );

test("pausing and resuming wait for nobody's lock, and those for whom something waits are looked at", async () => {
  const of = await open();
  await standing(of, 1);
  const [who] = await contactsOf(of.id);
  if (!who) throw new Error("nobody is inside");
  const entry = { workspaceId: of.workspaceId, sequenceId: of.id, contactId: who.contactId, by: "hand" as const };
  const entered = await ownerSql().begin(async (tx) => {
    await tx`select 1 from person where id = ${who.personId} for no key update`;
    await pauseSequence({ ctx: of.ctx, input: { id: of.id, clock: "runs" } });
    const [paused] = await enterSequences(tx, [entry]); // asks for the sequence behind the person
    await resumeSequence({ ctx: of.ctx, input: { id: of.id } });
    const [again] = await enterSequences(tx, [entry]);
    return [paused, again];
  });
  expect(entered).toEqual([
    { ok: false, reason: "not-live" },
    { ok: false, reason: "still-inside" },
  ]);
  const asked = await ownerSql()<{ sequence: string }[]>`
    select data->>'sequenceId' as sequence from outbox where name = 'people/look-again'`;
  expect(asked).toEqual([{ sequence: of.id }, { sequence: of.id }]);
});

test("while many enter it is paused and resumed again and again, and nobody has to give way", async () => {
  const of = await open();
  await standing(of, 40);
  const people = await contactsOf(of.id);
  await ownerSql()`update enrollment set status = 'finished', ended_at = now(), entered_at = now() - interval '1 day' where sequence_id = ${of.id}`;
  const enter = async (contactId: string) => {
    const request = { workspaceId: of.workspaceId, sequenceId: of.id, contactId, by: "hand" as const };
    for (let tries = 0; tries < 200; tries += 1) {
      const [outcome] = await ownerSql().begin((tx) => enterSequences(tx, [request]));
      if (outcome?.ok) return;
    }
    throw new Error("never live");
  };
  const steer = async () => {
    for (let round = 0; round < 8; round += 1) {
      await pauseSequence({ ctx: of.ctx, input: { id: of.id, clock: "runs" } });
      await resumeSequence({ ctx: of.ctx, input: { id: of.id } });
    }
  };
  await Promise.all([steer(), ...people.map(({ contactId }) => enter(contactId))]);
  const inside = await contactsOf(of.id);
  expect(new Set(inside.map(({ contactId }) => contactId)).size).toBe(40);
  expect(inside).toHaveLength(80);
});
