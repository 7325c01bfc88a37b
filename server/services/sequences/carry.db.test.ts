import { expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { realNow, useClock as setClock } from "@/server/clock";
import { sweepCarrying } from "@/server/services/sequences/carry";
import { archiveSequence, pauseSequence, restoreSequence, resumeSequence } from "@/server/services/sequences/manage";
import { decidePeople } from "@/server/services/touches/decide";
import { openSequence, standing } from "@/server/services/version-moves/testing/standing";

testDatabase();

const open = () =>
  openSequence((mail) => ({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: { kind: "email", config: mail("One"), next: { next: "end" } },
    end: { kind: "exit" },
  }));

/** Refuses what would be written to enrollments meanwhile. */
async function refusing(when: string, code: string, work: () => Promise<unknown>): Promise<void> {
  await ownerSql().unsafe(`
    create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'refused' using errcode = '${code}'; end $$;
    create trigger refuse before update on enrollment for each row when (${when}) execute function refuse()`);
  await work();
  await ownerSql().unsafe("drop function refuse cascade");
}

/** Lets the work fail after its first transaction, as it does when the database goes away there. */
const cutShort = (when: string, work: () => Promise<unknown>) =>
  refusing(when, "57P03", () => expect(work()).rejects.toThrow());

/** The sweep as it comes two minutes later. */
async function sweepLater(): Promise<number> {
  await ownerSql()`update sequence set carried_at = carried_at - interval '2 minutes' where carrying is not null`;
  return sweepCarrying(ownerSql());
}

const stands = (sequenceId: string) =>
  ownerSql()<{ status: string; by: string | null }[]>`
    select status, state->'pause'->>'by' as by from enrollment where sequence_id = ${sequenceId}`;

test("archiving that was cut short: nothing leaves any more, and the sweep brings everybody out", async () => {
  const of = await open();
  await standing(of, 3);
  await cutShort("new.status <> 'active'", () => archiveSequence({ ctx: of.ctx, input: { id: of.id } }));
  const people = await ownerSql()<{ person_id: string }[]>`
    select person_id from enrollment where sequence_id = ${of.id} and status = 'active'`;
  expect(people).toHaveLength(3);

  const soon = realNow().getTime() + 60_000;
  const undo = setClock(() => new Date(soon));
  const decided = await decidePeople(
    of.workspaceId,
    people.map((row) => row.person_id),
  ).finally(undo);
  expect(decided.claimed).toEqual([]);

  await expect(restoreSequence({ ctx: of.ctx, input: { id: of.id } })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await sweepCarrying(ownerSql())).toBe(0); // whoever is at it is given a minute
  expect(await sweepLater()).toBe(1);
  expect(await stands(of.id)).toEqual(Array.from({ length: 3 }, () => ({ status: "finished", by: null })));
  const [row] = await ownerSql()`select carrying, carried_at from sequence where id = ${of.id}`;
  expect(row).toEqual({ carrying: null, carried_at: null });
  expect(await ownerSql()`select 1 from touch where sequence_id = ${of.id} and state <> 'withdrawn'`).toHaveLength(0);
  await restoreSequence({ ctx: of.ctx, input: { id: of.id } });
  await expect(archiveSequence({ ctx: of.ctx, input: { id: of.id } })).resolves.toEqual({ people: 0 });
  await expect(archiveSequence({ ctx: of.ctx, input: { id: of.id } })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("pausing and resuming that were cut short are carried to their end", async () => {
  const of = await open();
  await standing(of, 2);
  await cutShort("new.state->'pause' <> 'null'", () => pauseSequence({ ctx: of.ctx, input: { id: of.id } }));
  await sweepLater();
  expect((await stands(of.id)).map(({ by }) => by)).toEqual(["sequence", "sequence"]);
  await cutShort("new.state->'pause' = 'null'", () => resumeSequence({ ctx: of.ctx, input: { id: of.id } }));
  expect((await stands(of.id)).map(({ by }) => by)).toEqual(["sequence", "sequence"]);
  await sweepLater();
  expect((await stands(of.id)).map(({ by }) => by)).toEqual([null, null]);
  expect(await sweepLater()).toBe(0);
});

test("what was asked last is what happens to all: a pause in the middle of resuming", async () => {
  const of = await open();
  await standing(of, 2);
  await pauseSequence({ ctx: of.ctx, input: { id: of.id } });
  await cutShort("new.state->'pause' = 'null'", () => resumeSequence({ ctx: of.ctx, input: { id: of.id } }));
  await pauseSequence({ ctx: of.ctx, input: { id: of.id } });
  expect(await sweepLater()).toBe(0);
  expect((await stands(of.id)).map(({ by }) => by)).toEqual(["sequence", "sequence"]);
});

test("one to whom it cannot happen keeps nobody behind them; where it happens to none, all of it is tried again", async () => {
  const of = await open();
  const [first = ""] = (await standing(of, 25)).sort();
  await refusing(`new.id = '${first}'`, "23514", () => archiveSequence({ ctx: of.ctx, input: { id: of.id } }));
  const left = await ownerSql()`select id from enrollment where sequence_id = ${of.id} and status = 'active'`;
  expect(left).toEqual([{ id: first }]);

  const sick = await open();
  await standing(sick, 25);
  await refusing("true", "23514", () =>
    expect(archiveSequence({ ctx: sick.ctx, input: { id: sick.id } })).rejects.toThrow(),
  );
  await sweepLater();
  expect(new Set((await stands(sick.id)).map(({ status }) => status))).toEqual(new Set(["finished"]));
});
