import { expect, inject, test, vi } from "vitest";
import { choiceKey } from "@/core/migrate-choice";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { killable } from "@/server/engine/testing/killable";
import { saveDraft } from "@/server/services/sequences/draft";
import { publishSequence } from "@/server/services/sequences/publish";
import { openSequence, standing, whereabouts } from "@/server/services/version-moves/testing/standing";
import { undoMove } from "@/server/services/version-moves/undo";
import { lapseLeases } from "@/server/worker/testing/lapse-leases";

const db = testDatabase();
const { start, kill } = killable();
const startWorker = () => start(inject("programs").move, [db.ownerUrl, db.appUrl]);

const PEOPLE = 1_000;
const patient = { timeout: 200_000, interval: 25 };

test("1,000 people are moved off a deleted step, and back, while the worker is killed with -9 in the middle of both", {
  timeout: 600_000,
}, async () => {
  const days = { mode: "for", duration: { amount: 30, unit: "days" } };
  const of = await openSequence((mail) => ({
    start: { kind: "trigger", next: { next: "pause" } },
    pause: { kind: "delay", config: days, next: { next: "mail" } },
    mail: { kind: "email", config: mail("One"), next: { next: "later" } },
    later: { kind: "delay", config: days, next: { next: "end" } },
    end: { kind: "exit" },
  }));
  await standing(of, PEOPLE);
  await saveDraft({
    ctx: of.ctx,
    input: {
      id: of.id,
      revision: 1,
      graph: of.toGraph((mail) => ({
        start: { kind: "trigger", next: { next: "mail" } },
        mail: { kind: "email", config: mail("One"), next: { next: "later" } },
        later: { kind: "delay", config: days, next: { next: "end" } },
        end: { kind: "exit" },
      })),
    },
  });
  const published = await publishSequence({
    ctx: of.ctx,
    input: {
      id: of.id,
      revision: 2,
      people: { how: "move", choices: { [choiceKey(of.versionId, "pause")]: { to: "node", nodeId: "later" } } },
    },
  });
  if (!published.ok || published.moveId === null) throw new Error(JSON.stringify(published));
  const { moveId } = published;
  const move = async () =>
    (
      await ownerSql()<{ state: string; cursor: string }[]>`select state, cursor from version_move where id = ${moveId}`
    )[0];
  const until = (wanted: { state: string; begun: boolean }) =>
    vi.waitFor(async () => {
      const now = await move();
      expect({ state: now?.state, begun: now?.cursor !== "" || now?.state !== wanted.state }).toEqual(wanted);
    }, patient);

  const first = await startWorker();
  await until({ state: "moving", begun: true }); // one batch is written, the other is under way
  await kill(first);
  expect((await move())?.state).toBe("moving");
  await lapseLeases();
  const second = await startWorker();
  await vi.waitFor(async () => expect((await move())?.state).toBe("moved"), patient);
  expect(await whereabouts(of.id)).toEqual({ "v2 later": PEOPLE });
  expect(await ownerSql()`select count(*)::int as n from enrollment_move where state = 'moved'`).toEqual([
    { n: PEOPLE },
  ]);

  await undoMove({ ctx: of.ctx, input: { id: moveId } });
  await until({ state: "undoing", begun: true });
  await kill(second);
  await lapseLeases();
  await startWorker();
  await vi.waitFor(async () => expect((await move())?.state).toBe("undone"), patient);
  expect(await whereabouts(of.id)).toEqual({ "v1 pause": PEOPLE });
  expect(await ownerSql()`select state, count(*)::int as n from enrollment_move group by 1`).toEqual([
    { state: "undone", n: PEOPLE },
  ]);
  // nobody got a mail, nothing was ever asked to leave
  expect(await ownerSql()`select 1 from sandbox_mail`).toEqual([]);
  expect(await ownerSql()`select 1 from touch where state not in ('planned', 'withdrawn')`).toEqual([]);
});
