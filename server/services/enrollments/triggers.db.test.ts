import { afterEach, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import type { Entrance } from "@/core/nodes/trigger";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createContact } from "@/db/testing/factories";
import { useClock } from "@/server/clock";
import { enterByDate } from "@/server/services/enrollments/enter-by-date";
import { enterByFacts } from "@/server/services/enrollments/enter-by-facts";
import { liveSequence } from "@/server/services/enrollments/testing/enrolled";

testDatabase();
let restore: (() => void) | undefined;
afterEach(() => {
  restore?.();
  restore = undefined;
});

async function liveOn(entrance: Entrance, ref: string) {
  const live = await liveSequence(
    drawGraph({
      start: {
        kind: "trigger",
        config: { entrance, reentry: { mode: "after-entry", days: 0 } },
        next: { next: "pause" },
      },
      pause: { kind: "delay" },
    }),
  );
  await ownerSql()`
    insert into sequence_trigger (id, workspace_id, sequence_id, version_id, kind, ref)
    values (${newId("trigger")}, ${live.workspaceId}, ${live.sequenceId}, ${live.versionId}, ${entrance.by}, ${ref})`;
  const inside = async () =>
    (await ownerSql()`select contact_id from enrollment where workspace_id = ${live.workspaceId} order by id`).map(
      (row) => row.contact_id,
    );
  return { ...live, inside };
}

const tag = (workspaceId: string, contactId: string) =>
  ownerSql()`insert into contact_tag (id, workspace_id, contact_id, tag) values (${newId("tag")}, ${workspaceId}, ${contactId}, 'vip')`;

test("a tag lets people in when it is added, once while it stays", async () => {
  const { workspaceId, inside } = await liveOn({ by: "tag", tag: "vip" }, "vip");
  const before = await createContact(workspaceId);
  await tag(workspaceId, before.contactId);
  const other = await createContact(workspaceId);
  expect(await enterByFacts(workspaceId, [other.contactId])).toBe(0); // the trigger has just gone live
  expect(await enterByFacts(workspaceId, [before.contactId])).toBe(0);
  await tag(workspaceId, other.contactId);
  await Promise.all([1, 2, 3].map(() => enterByFacts(workspaceId, [other.contactId])));
  expect(await inside()).toEqual([other.contactId]);

  await ownerSql()`delete from contact_tag where contact_id = ${other.contactId}`;
  await ownerSql()`update enrollment set status = 'finished', ended_at = now() where contact_id = ${other.contactId}`;
  expect(await enterByFacts(workspaceId, [other.contactId])).toBe(0);
  await tag(workspaceId, other.contactId);
  expect(await enterByFacts(workspaceId, [other.contactId])).toBe(1);
});

test("all of a workspace enter set after set, each once", { timeout: 60_000 }, async () => {
  const { workspaceId, inside } = await liveOn({ by: "tag", tag: "vip" }, "vip");
  await enterByFacts(workspaceId, []); // the trigger goes live
  const many = "generate_series(1, 401) n";
  await ownerSql().unsafe(`insert into person (id, workspace_id) select 'per_' || n, $1 from ${many}`, [workspaceId]);
  await ownerSql().unsafe(
    `insert into contact (id, workspace_id, person_id) select 'ctc_' || n, $1, 'per_' || n from ${many}`,
    [workspaceId],
  );
  await ownerSql().unsafe(
    `insert into contact_tag (id, workspace_id, contact_id, tag) select 'tag_' || n, $1, 'ctc_' || n, 'vip' from ${many}`,
    [workspaceId],
  );
  expect(await enterByFacts(workspaceId, null)).toBe(401);
  expect(new Set(await inside()).size).toBe(401);
  expect(await enterByFacts(workspaceId, null)).toBe(0);
});

test("a segment lets people in when they begin to be in it, by a change or by the hour", async () => {
  const segmentId = newId("segment");
  const { workspaceId, inside } = await liveOn({ by: "segment", segmentId }, segmentId);
  const condition = { type: "test", subject: { on: "attribute", key: "country", type: "text" }, op: "is", value: "ES" };
  await ownerSql()`
    insert into segment (id, workspace_id, name, condition) values (${segmentId}, ${workspaceId}, 'Spain', ${JSON.stringify(condition)}::text::jsonb)`;
  await createContact(workspaceId, { country: "ES" });
  await enterByFacts(workspaceId, null);
  expect(await inside()).toEqual([]);
  const moved = await createContact(workspaceId, { country: "IT" });
  await enterByFacts(workspaceId, null);
  await ownerSql()`update contact set country = 'ES' where id = ${moved.contactId}`;
  await enterByFacts(workspaceId, null);
  await enterByFacts(workspaceId, [moved.contactId]);
  expect(await inside()).toEqual([moved.contactId]);
});

test("a date lets people in at their own nine o'clock, once", async () => {
  const at = (iso: string) => {
    restore?.();
    restore = useClock(() => new Date(iso));
    return toEpochMs(iso);
  };
  const entrance: Entrance = { by: "date", attribute: "renewal", offsetDays: -7, minute: 540, yearly: false };
  const { workspaceId, inside } = await liveOn(entrance, "renewal");
  const attributes = { renewal: "2026-05-20" };
  const tokyo = await createContact(workspaceId, { attributes, timeZone: "Asia/Tokyo" });
  const rome = await createContact(workspaceId, { attributes, timeZone: "Europe/Rome" });
  await createContact(workspaceId, { attributes: { renewal: "soon" } });
  await ownerSql()`
    insert into trigger_watch (id, workspace_id, kind, ref, checked_at)
    select sequence_id, workspace_id, kind, ref, '2026-05-12T12:00:00Z' from sequence_trigger where workspace_id = ${workspaceId}`;
  expect(await enterByDate(workspaceId, at("2026-05-12T23:59:00Z"))).toBe(0);
  expect(await enterByDate(workspaceId, at("2026-05-13T00:05:00Z"))).toBe(1);
  expect(await inside()).toEqual([tokyo.contactId]);
  expect(await enterByDate(workspaceId, at("2026-05-13T06:59:00Z"))).toBe(0);
  expect(await enterByDate(workspaceId, at("2026-05-13T07:10:00Z"))).toBe(1);
  await ownerSql()`update trigger_watch set checked_at = '2026-05-12T00:00:00Z'`; // judged again, as after a crash
  expect(await enterByDate(workspaceId, at("2026-05-14T00:00:00Z"))).toBe(0);
  expect(await inside()).toEqual([tokyo.contactId, rome.contactId]);
});

test("a yearly date comes every year, also over New Year", async () => {
  const entrance: Entrance = { by: "date", attribute: "birthday", offsetDays: -3, minute: 540, yearly: true };
  const { workspaceId } = await liveOn(entrance, "birthday");
  await createContact(workspaceId, { attributes: { birthday: "1990-01-02" }, timeZone: "UTC" });
  await ownerSql()`
    insert into trigger_watch (id, workspace_id, kind, ref, checked_at)
    select sequence_id, workspace_id, kind, ref, '2025-12-29T00:00:00Z' from sequence_trigger where workspace_id = ${workspaceId}`;
  const at = (iso: string) => {
    restore?.();
    restore = useClock(() => new Date(iso));
    return enterByDate(workspaceId, toEpochMs(iso));
  };
  expect(await at("2025-12-30T08:00:00Z")).toBe(0);
  expect(await at("2025-12-30T09:10:00Z")).toBe(1);
  expect(await at("2026-12-29T12:00:00Z")).toBe(0);
  await ownerSql()`update enrollment set status = 'finished', ended_at = now() where workspace_id = ${workspaceId}`;
  expect(await at("2026-12-30T12:00:00Z")).toBe(1);
});
