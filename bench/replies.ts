import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { CHANGE_CHANNEL } from "@/db/change-feed";
import { type Database, openDatabase, useDatabase as setDatabase } from "@/db/client";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import { startDovecot } from "@/server/mailbox/testing/dovecot";
import { openPeer, plainMail } from "@/server/mailbox/testing/peer";
import { enterSequences } from "@/server/services/enrollments/enter";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";
import { restingGraph } from "@/server/services/mailboxes/testing/resting";
import { percentile } from "./harness/percentile";
import { startPostgres } from "./harness/postgres";
import { memoryOf } from "./harness/proc";
import { startCrew } from "./heed/crew";
import { prepareHeed } from "./heed/environment";
import { type BenchPerson, insertPeople } from "./heed/people";

const PATIENCE_MS = 60_000;
const EXTRA_MAILBOXES = 20;

/**
 * `bench replies [--replies N] [--every MS]`: answers are appended to a mailbox in Dovecot, one after the other at uneven
 * moments; for each, from APPEND's OK to the commit of the transaction that stops the sequence, as PostgreSQL tells it to
 * whoever listens. Then more mailboxes are connected: what each costs the worker in memory.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: { replies: { type: "string", default: "200" }, every: { type: "string", default: "250" } },
  });
  const replies = Number(values.replies);
  const every = Number(values.every);
  const [postgres, dovecot] = await Promise.all([startPostgres(), startDovecot()]);
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    Object.assign(process.env, heed.variables); // credentials are sealed here and opened by the worker
    const database = openDatabase({ ...heed, poolSize: 8 });
    setDatabase(database);
    const { workspaceId, people } = await enroll(database, replies);
    const address = "ana@ours.example";
    const { mailboxId } = await connectMailbox({ workspaceId, address, imapPort: dovecot.port });
    const crew = await startCrew(1, heed.variables);
    await untilLooked(database, [mailboxId]);
    const stops = await listenToStops(database);
    const peer = await openPeer(dovecot.port, address);
    const sentAt = new Map<string, number>();
    for (const [n, person] of people.entries()) {
      const mail = { from: person.email, to: address, subject: "About your mail", id: `reply.${n}`, text: TEXT };
      await peer.append("INBOX", plainMail(mail));
      sentAt.set(person.personId, performance.now());
      await pause(every * (0.5 + ((n * 7) % 10) / 10)); // at ever other moments
      if ((n + 1) % 50 === 0) process.stderr.write(`${n + 1} appended, ${stops.size} stopped\n`);
    }
    const until = performance.now() + PATIENCE_MS;
    while (stops.size < replies && performance.now() < until) await pause(50);
    const times = [...sentAt].flatMap(([personId, at]) => {
      const stopped = stops.get(personId);
      return stopped === undefined ? [] : [stopped - at];
    });
    const [rows] = await database.ownerSql<{ mails: number; signals: number }[]>`
      select (select count(*)::int from inbound_mail) as mails,
        (select count(*)::int from signal where kind = 'reply') as signals`;
    const perMailbox = await weighMailboxes(database, { workspaceId, port: dovecot.port, pids: crew.pids });
    await peer.close();
    await crew.stop();
    await database.close();
    return {
      replies,
      p50_ms: percentile(times, 0.5),
      p95_ms: percentile(times, 0.95),
      max_ms: percentile(times, 1),
      lost: replies - times.length,
      doubled: Math.max(rows?.mails ?? 0, rows?.signals ?? 0) - replies + (replies - times.length),
      rss_mb_per_mailbox: perMailbox,
      every_ms: every,
      postgres: postgres.version,
    };
  } finally {
    await dovecot.stop();
    await postgres.stop();
  }
}

const TEXT = "Thank you, but we are not interested.";

/** Everybody rests before the next mail; nothing is drawn for a reply. */
async function enroll(database: Database, count: number): Promise<{ workspaceId: string; people: BenchPerson[] }> {
  const { workspaceId, senderId, topicId } = await createWorkspace();
  const { sequenceId } = await createSequence(workspaceId, restingGraph({ senderId, topicId }));
  const people = await insertPeople(database, workspaceId, count);
  await database.ownerSql.begin((tx) =>
    enterSequences(
      tx,
      people.map(({ contactId }) => ({ workspaceId, sequenceId, contactId, by: "hand" as const })),
    ),
  );
  return { workspaceId, people };
}

/** By person, when the commit of their stop was told. */
async function listenToStops(database: Database): Promise<Map<string, number>> {
  const stops = new Map<string, number>();
  const look = async (): Promise<void> => {
    const told = performance.now();
    const rows = await database.ownerSql<{ person_id: string }[]>`
      select person_id from enrollment where status = 'finished' and person_id <> all(${[...stops.keys()]})`;
    for (const { person_id: id } of rows) if (!stops.has(id)) stops.set(id, told);
  };
  await database.ownerSql.listen(CHANGE_CHANNEL, (what) => {
    if (what.endsWith(" enrollment")) void look();
  });
  return stops;
}

async function untilLooked(database: Database, mailboxIds: readonly string[]): Promise<void> {
  for (;;) {
    const [row] = await database.ownerSql<{ open: number }[]>`
      select count(*)::int as open from mailbox_folder where mailbox_id = any(${[...mailboxIds]}) and looked_at is null`;
    if (row?.open === 0) return;
    await pause(50);
  }
}

/** Memory of the worker before and after many more mailboxes, by mailbox, in MB. */
async function weighMailboxes(
  database: Database,
  of: { workspaceId: string; port: number; pids: readonly number[] },
): Promise<number> {
  const before = memoryOf(of.pids);
  const ids: string[] = [];
  for (let n = 0; n < EXTRA_MAILBOXES; n += 1) {
    const address = `more${n}@ours.example`;
    ids.push((await connectMailbox({ workspaceId: of.workspaceId, address, imapPort: of.port })).mailboxId);
  }
  await untilLooked(database, ids);
  return Math.round(((memoryOf(of.pids) - before) / 1_048_576 / EXTRA_MAILBOXES) * 100) / 100;
}
