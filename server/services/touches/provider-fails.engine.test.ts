import type { ChildProcess } from "node:child_process";
import { afterEach, expect, inject, test, vi } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { vault } from "@/server/crypto";
import { killable } from "@/server/engine/testing/killable";
import { type Failure, failures, type Point, startResendMock } from "@/server/mail/testing/resend-mock";
import { enterPeople, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { lapseLeases } from "@/server/worker/testing/lapse-leases";

const db = testDatabase();
const { start, kill } = killable();
const startWorker = () => start(inject("programs").mail, [db.ownerUrl, db.appUrl]);
afterEach(() => {
  vi.unstubAllEnvs();
});

async function giveToResend(senderId: string): Promise<void> {
  const place = { table: "sender", column: "credentials", rowId: senderId };
  const secret = vault().seal("sender", place, JSON.stringify({ transport: "resend", apiKey: "re_test" }));
  await ownerSql()`update sender set transport = 'resend', credentials = ${secret} where id = ${senderId}`;
}

/** What minutes and hours would do: leases nobody renews lapse, pauses are over, a refused sender may try, alarms ring. */
async function passTime(worker: ChildProcess | null): Promise<void> {
  const sql = ownerSql();
  await sql`update touch set lease_until = now() - interval '1 second'
    where state in ('claimed', 'handed_over') and (${worker === null} or updated_at < now() - interval '8 seconds')`;
  await sql`update touch set retry_at = now() where state = 'held' and retry_at > now()`;
  await sql`update sender set breaker_until = now() where breaker_until > now()`;
  await sql`update person set next_look_at = least(next_look_at, now()), look_sent_at = null
    where id in (select person_id from touch where state in ('waiting', 'held'))`;
  worker?.send("settle");
}

const PEOPLE = 24;
/** Every other request fails, until each failure was played many times. */
const FAILING = 100;
const kinds = Object.keys(failures) as Failure[]; // the keys of a literal
const REFUSED = /^(?:person3|person4)@/;
const patient = { timeout: 240_000, interval: 400 };

test("the provider fails in every way there is while the worker is killed with -9 again and again: each mail arrives once", {
  timeout: 600_000,
}, async () => {
  const provider = await startResendMock((n, to) => {
    if (REFUSED.test(to)) return "refuse";
    return n < FAILING && n % 2 === 0 ? (kinds[(n / 2) % kinds.length] ?? null) : null;
  });
  vi.stubEnv("RESEND_BASE_URL", provider.url);
  vi.stubEnv("NODE_ENV", "production"); // else the SDK writes each failure down
  vi.stubEnv("LOG_LEVEL", "silent");
  const mail = (subject: string) => ({ subject, body: `This is ${subject}` });
  const of = await liveSequence(
    drawGraph({
      start: { kind: "trigger", next: { next: "one" } },
      one: { kind: "email", config: mail("One"), next: { next: "two" } },
      two: { kind: "email", config: mail("Two"), next: { next: "end" } },
      end: { kind: "exit" },
    }),
  );
  await giveToResend(of.senderId);
  const people = await enterPeople(of, PEOPLE);
  expect(people.filter(({ email }) => REFUSED.test(email))).toHaveLength(2);

  let worker = await startWorker();
  const points: Point[] = ["arrived", "taken", "answered"];
  for (let round = 0; round < 6; round += 1) {
    const reached = provider.reach(points[round % points.length] ?? "arrived");
    let goOn: (() => void) | undefined;
    reached.then((go) => {
      goOn = go;
    });
    await vi.waitFor(async () => {
      if (goOn === undefined) await passTime(worker);
      expect(goOn).toBeDefined();
    }, patient);
    await kill(worker);
    await lapseLeases();
    worker = await startWorker();
    goOn?.(); // the provider works on although nobody hears it
    await passTime(null);
  }

  const open = () =>
    ownerSql()`select state, count(*)::int as n from touch where state not in ('accepted', 'failed', 'withdrawn') group by 1`;
  await vi.waitFor(async () => {
    const [row] = await ownerSql()<{ n: number }[]>`select count(*)::int as n from enrollment where status = 'active'`;
    if (row?.n !== 0) await passTime(worker);
    expect({ travelling: row?.n, open: await open() }).toEqual({ travelling: 0, open: [] });
  }, patient);
  await kill(worker);

  const written = people.filter(({ email }) => !REFUSED.test(email));
  const wanted = written.flatMap(({ email }) => [`${email} One`, `${email} Two`]).sort();
  expect(provider.taken.map(({ to, subject }) => `${to} ${subject}`).sort()).toEqual(wanted);
  expect(new Set(provider.taken.map(({ touch }) => touch)).size).toBe(wanted.length);
  expect(await ownerSql()`select state, count(*)::int as n from touch group by 1 order by 1`).toEqual([
    { state: "accepted", n: wanted.length },
    { state: "failed", n: 4 },
  ]);
  // a key was never used for other words, and no failure was left out
  expect(provider.conflicts).toBe(0);
  expect(kinds.filter((kind) => !provider.played.has(kind))).toEqual([]);
  await provider.close();
});
