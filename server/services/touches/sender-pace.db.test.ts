import { expect, it } from "vitest";
import { DAY_MS, toEpochMs } from "@/core/instant";
import { ownerSql, withOwner } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { forecastTouches } from "@/server/services/journeys/forecast";
import { decidePeople } from "./decide";
import { GATHER_MS, requestTouches } from "./request";
import { at, monday, touchOf } from "./testing/new-touch";

testDatabase();

const now = monday + GATHER_MS;

async function queueOf(count: number, sender: { spacing?: number; limit?: number }) {
  const world = await createWorkspace();
  await ownerSql()`
    update sender set spacing_seconds = ${sender.spacing ?? 0}, daily_limit = ${sender.limit ?? null} where id = ${world.senderId}`;
  const join = async () => {
    const who = await createContact(world.workspaceId);
    await requestTouches(ownerSql(), [touchOf(world, who, { key: who.personId })]);
    return who.personId;
  };
  const people: string[] = [];
  for (let n = 0; n < count; n += 1) people.push(await join());
  const decide = (when: number, ids: readonly string[] = people) =>
    at(when, () => decidePeople(world.workspaceId, ids));
  const heldFor = async () => {
    const rows = await ownerSql()<{ until: Date }[]>`
      select held_until as until from touch where workspace_id = ${world.workspaceId} and state = 'held' order by held_until`;
    return rows.map(({ until }) => until.getTime() - now);
  };
  return { ...world, people, join, decide, heldFor };
}

it("those who wait for a sender's pace are told one after the other when to come, not all at once", async () => {
  const { people, join, decide, heldFor } = await queueOf(5, { spacing: 60 });
  expect((await decide(now)).claimed).toHaveLength(1);
  expect(await heldFor()).toEqual([60_000, 120_000, 180_000, 240_000]);
  // who comes later stands at the end of the queue
  await decide(now, [await join()]);
  expect(await heldFor()).toEqual([60_000, 120_000, 180_000, 240_000, 300_000]);
  // asked again before their time they keep it
  await decide(now + 1_000);
  expect(await heldFor()).toEqual([60_000, 120_000, 180_000, 240_000, 300_000]);
  // at its time each finds room; three at once that are late: one goes, the others a minute later each
  expect((await decide(now + 60_000)).claimed).toHaveLength(1);
  expect((await decide(now + 240_000)).claimed).toHaveLength(1);
  expect(await heldFor()).toEqual([300_000, 300_000, 360_000]);
  expect(people).toHaveLength(5);
});

it("a daily limit lets through what is left of it and spreads the rest over the next days", async () => {
  const { decide, heldFor } = await queueOf(5, { limit: 2 });
  expect((await decide(now)).claimed).toHaveLength(2);
  expect(await heldFor()).toEqual([DAY_MS, 1.5 * DAY_MS, 2 * DAY_MS]);
});

it("who only reads when it is expected waits for nobody who decides", async () => {
  const { people, workspaceId, senderId } = await queueOf(1, { spacing: 60 });
  const [personId = ""] = people;
  const forecasts = await ownerSql().begin(async (tx) => {
    await tx`select 1 from sender where id = ${senderId} for no key update`;
    return withOwner((reading) => forecastTouches(reading, workspaceId, personId, toEpochMs(now)));
  });
  expect(forecasts.size).toBe(1);
});
