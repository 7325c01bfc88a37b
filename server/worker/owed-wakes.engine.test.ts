import { afterEach, expect, test, vi } from "vitest";
import { toEpochMs } from "@/core/instant";
import { anySignal } from "@/core/signal-filter";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import type { SdkHandler } from "@/server/engine/sdk-handler";
import { enterPeople, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { recordSignals } from "@/server/services/signals/record";
import { type HeedWorker, startEmbeddedWorker } from "@/server/worker/start-worker";

const db = testDatabase();
let worker: HeedWorker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const PEOPLE = 200;
const WAVE = 25;

test("200 signals stored exactly between a step's commit and the registration of its wait are all answered", async () => {
  const live = await liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "ask" } },
      ask: {
        kind: "wait",
        config: {
          mode: "first",
          outcomes: [{ id: "pinged", label: "", filter: { ...anySignal("event"), name: "ping" }, touch: "", count: 1 }],
        },
        next: { pinged: "end", timeout: "end" },
      },
      end: { kind: "exit" },
    }),
  );
  const byEnrollment = new Map<string, Awaited<ReturnType<typeof enterPeople>>[number]>();
  const stored = new Map<string, number>();

  /** The step has committed and asks for its wait; the engine has not heard of it yet. */
  async function storeSignal(enrollmentId: string): Promise<void> {
    const person = byEnrollment.get(enrollmentId);
    if (!person || stored.has(enrollmentId)) return;
    const now = Date.now();
    stored.set(enrollmentId, now);
    await ownerSql().begin((tx) =>
      recordSignals(tx, [
        {
          workspaceId: live.workspaceId,
          personId: person.personId,
          contactId: person.contactId,
          kind: "event",
          name: "ping",
          source: "test",
          sourceId: enrollmentId,
          verdict: "human",
          occurredAt: toEpochMs(now),
        },
      ]),
    );
  }

  const around =
    (handler: SdkHandler): SdkHandler =>
    async (request) => {
      const response = await handler(request);
      if (response.body.includes('"WaitForEvent"')) {
        const id = /"id":"(enr_\w+)"/.exec(JSON.stringify(request.body))?.[1];
        if (id) await storeSignal(id);
      }
      return response;
    };
  const sql = ownerSql();
  const active = async () => (await sql`select id from enrollment where status = 'active'`).length;
  // in waves: how late an answer is shall say nothing about how many there are
  for (let wave = 0; wave < PEOPLE / WAVE; wave += 1) {
    await worker?.stop();
    for (const person of await enterPeople(live, WAVE)) byEnrollment.set(person.enrollmentId, person);
    worker = await startEmbeddedWorker({ databaseUrl: db.ownerUrl, around });
    await vi.waitFor(async () => expect(await active()).toBe(0), { timeout: 60_000, interval: 100 });
  }
  expect(stored.size).toBe(PEOPLE);
  const answered = await sql`
    select e.last_step_at, s.created_at from enrollment e join signal s on s.source_id = e.id where e.workspace_id = ${live.workspaceId}`;
  const lateness = answered.map((row) => row.last_step_at - row.created_at).sort((a, b) => a - b);
  expect(lateness).toHaveLength(PEOPLE);
  expect(lateness[PEOPLE - 1]).toBeLessThan(30_000);
  expect(lateness[PEOPLE / 2]).toBeLessThan(2_000);
  expect(await sql`select distinct outlet from visit where node_id = 'ask'`).toEqual([{ outlet: "pinged" }]);
});
