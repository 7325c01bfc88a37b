import { beforeEach, describe, expect, it } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import type { RepeatPolicy } from "@/core/attention/touch";
import { DAY_MS } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createSequence, createWorkspace } from "@/db/testing/factories";
import type { MailTransport, OutgoingMail } from "@/server/mail/port";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { enterSequences } from "@/server/services/enrollments/enter";
import { decidePeople } from "./decide";
import { handOverTouches } from "./hand-over";
import { GATHER_MS } from "./request";
import { at, monday } from "./testing/new-touch";

testDatabase();

// What other systems were seen to fail at: 100 people wanted by five sequences at one moment, one message a day allowed.
const PEOPLE = 100;
const SEQUENCES = 5;

type World = Awaited<ReturnType<typeof createWorkspace>>;
let world: World;
let people: { personId: string; contactId: string }[];
let arrived: OutgoingMail[];

const sink: MailTransport = {
  honoursKeys: false,
  send: async (mail) => {
    arrived.push(mail);
    return { outcome: "accepted", providerId: null, messageId: mail.messageId, aliases: [], answer: "250 OK" };
  },
  close: () => Promise.resolve(),
};

beforeEach(async () => {
  world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  people = await insertPeople();
  arrived = [];
});

/** All at once: a hundred transactions one by one would be most of the test. */
async function insertPeople() {
  const { workspaceId } = world;
  const rows = Array.from({ length: PEOPLE }, (_, n) => ({
    n,
    personId: newId("person"),
    contactId: newId("contact"),
  }));
  const sql = ownerSql();
  await sql`insert into person ${sql(rows.map(({ personId }) => ({ id: personId, workspace_id: workspaceId })))}`;
  await sql`insert into contact ${sql(
    rows.map(({ n, personId, contactId }) => ({
      id: contactId,
      workspace_id: workspaceId,
      person_id: personId,
      email: `p${n}@example.com`,
      email_key: `p${n}@example.com`,
    })),
  )}`;
  await sql`insert into consent ${sql(
    rows.map(({ personId }) => ({
      id: newId("consent"),
      workspace_id: workspaceId,
      person_id: personId,
      basis: "customer",
      source: "test",
      recorded_at: new Date("2020-01-01T00:00:00Z"),
    })),
  )}`;
  return rows;
}

/** Five sequences of one mail each, and everybody into all of them at the same moment, each in a transaction of its own. */
async function enterAll(mail: { templateFamily?: string; mayRepeat?: RepeatPolicy }) {
  const { workspaceId, senderId, topicId } = world;
  const ids: string[] = [];
  for (let n = 1; n <= SEQUENCES; n += 1) {
    const config = { senderId, topicId, subject: `Mail ${n}`, body: `These are the words of number ${n}.`, ...mail };
    const graph = drawGraph({
      start: { kind: "trigger", next: { next: "mail" } },
      mail: { kind: "email", config, next: { next: "end" } },
      end: { kind: "exit" },
    });
    ids.push((await createSequence(workspaceId, graph)).sequenceId);
  }
  await at(monday, async () => {
    await Promise.all(
      ids.map((sequenceId) =>
        ownerSql().begin((tx) =>
          enterSequences(
            tx,
            people.map(({ contactId }) => ({ workspaceId, sequenceId, contactId, by: "hand" as const })),
          ),
        ),
      ),
    );
    await advanceAll();
  });
}

async function advanceAll() {
  const rows = await ownerSql()<{ id: string; epoch: number }[]>`
    select id, epoch from enrollment where workspace_id = ${world.workspaceId} and status = 'active' order by id`;
  const sets = [];
  for (let n = 0; n < rows.length; n += 100) sets.push(rows.slice(n, n + 100));
  await Promise.all(
    sets.map((set) => advanceEnrollments(set.map(({ id, epoch }) => ({ workspaceId: world.workspaceId, id, epoch })))),
  );
}

/** Four deciders at once, each person in the hands of two, in different orders; what they claim is handed over, and the runs go on. */
async function decideAll(now: number) {
  await at(now, async () => {
    const ids = people.map(({ personId }) => personId);
    const sets = [
      ids.slice(0, 50),
      ids.slice(50),
      ids.slice(25, 75).toReversed(),
      [...ids.slice(75), ...ids.slice(0, 25)],
    ];
    const decided = await Promise.all(sets.map((set) => decidePeople(world.workspaceId, set)));
    const claimed = decided.flatMap((one) => one.claimed);
    expect(new Set(claimed).size).toBe(claimed.length);
    await handOverTouches(world.workspaceId, claimed, () => Promise.resolve(sink));
    await advanceAll();
  });
}

async function countBy(column: string): Promise<Record<string, number>> {
  const rows = await ownerSql().unsafe(
    `select ${column} as what, count(*)::int as n from touch where workspace_id = $1 group by 1`,
    [world.workspaceId],
  );
  return Object.fromEntries(rows.map(({ what, n }) => [String(what), Number(n)]));
}

const finished = async () => {
  const [row] = await ownerSql()`
    select count(*)::int as n from enrollment where workspace_id = ${world.workspaceId} and status = 'finished'`;
  return Number(row?.n);
};

describe("100 people wanted by five sequences at once, one message a day", { timeout: 120_000 }, () => {
  it("sends exactly one to each and holds the rest, each with the rule", async () => {
    await enterAll({});
    await decideAll(monday + GATHER_MS);
    expect(new Set(arrived.map(({ to }) => to)).size).toBe(PEOPLE);
    expect(arrived).toHaveLength(PEOPLE);
    expect(await countBy("state")).toEqual({ accepted: 100, held: 400 });
    expect(await countBy("because->'because'->'rule'->>'name'")).toEqual({ null: 100, "One message a day": 400 });
    expect(await finished()).toBe(100);
  });

  it("with one template sends it once to each, skips the repeats, and every enrollment goes on", async () => {
    await enterAll({ templateFamily: "welcome" });
    await decideAll(monday + GATHER_MS);
    expect(arrived).toHaveLength(PEOPLE);
    expect(await countBy("state || coalesce(' ' || failure, '')")).toEqual({ accepted: 100, "skipped repeat": 400 });
    expect(await finished()).toBe(500);
  });

  it("that may repeat after a day, sends 500 in five days: one a day to each", async () => {
    await enterAll({ templateFamily: "digest", mayRepeat: { kind: "after", days: 1 } });
    for (let day = 0; day < 5; day += 1) {
      await decideAll(monday + GATHER_MS + day * DAY_MS);
      expect(arrived).toHaveLength(PEOPLE * (day + 1));
      expect(new Set(arrived.slice(PEOPLE * day).map(({ to }) => to)).size).toBe(PEOPLE);
    }
    expect(await countBy("state")).toEqual({ accepted: 500 });
    expect(await finished()).toBe(500);
  });
});
