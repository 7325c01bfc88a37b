import { expect, it } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createSequence, createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { exportReport, getReport } from "@/server/services/reports/read";

testDatabase();

const graph = drawGraph({ start: { kind: "trigger", next: { next: "end" } }, end: { kind: "exit" } });

async function world() {
  const place = await createWorkspace({ timeZone: "Europe/Berlin" });
  const { workspaceId } = place;
  const { sequenceId, versionId } = await createSequence(workspaceId, graph, { name: "Cards" });
  const [ana, ben] = [await createContact(workspaceId), await createContact(workspaceId)];
  const sql = ownerSql();
  await sql`insert into team (id, workspace_id, name) values (${`tea_${workspaceId}`}, ${workspaceId}, 'Head office')`;
  let n = 0;
  /** A message of the sequence or by the API; `at` is when it left, was held or skipped. */
  const touch = async (of: typeof ana, at: string, state: "accepted" | "skipped" | "held", inSequence = true) => {
    n += 1;
    const id = `tch_${workspaceId}_${n}`;
    const left = state === "accepted" ? at : null;
    await sql`insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, team_id, sequence_id,
        repeat, due_at, claimed_at, counted_at, accepted_at, ended_at, content_hash, failure, because)
      values (${id}, ${workspaceId}, ${of.personId}, ${of.contactId}, ${id}, ${state}, ${inSequence ? "sequence" : "api"}, 'marketing', true, true,
        ${inSequence ? `tea_${workspaceId}` : null}, ${inSequence ? sequenceId : null}, '{"kind":"never"}', ${at}, ${left}, ${left}, ${left},
        ${state === "skipped" ? at : null}, 'hash', ${state === "skipped" ? "no_consent" : null}, null)`;
    return id;
  };
  const react = (of: typeof ana, touchId: string, kind: string, verdict: string, name = "") => {
    n += 1;
    return sql`insert into signal (id, workspace_id, person_id, contact_id, kind, name, touch_id, source, source_id, verdict, occurred_at)
      values (${`sig_${workspaceId}_${n}`}, ${workspaceId}, ${of.personId}, ${of.contactId}, ${kind}, ${name}, ${touchId}, 'own', ${`${n}`}, ${verdict}, '2026-05-20T10:00:00Z')`;
  };
  const ctx = memberContext({ workspaceId, memberId: "mem_x", role: "viewer", teamIds: [], offsetMs: 0 });
  return { ...place, sequenceId, versionId, ana, ben, touch, react, ctx, sql };
}

it("counts by sequence and team what left, waited and was skipped in these days, and what people did since", async () => {
  const { ctx, workspaceId, sequenceId, versionId, ana, ben, touch, react, sql } = await world();
  // the month begins at midnight in Berlin: 22:00 UTC the day before
  await touch(ana, "2026-04-30T21:59:00Z", "accepted");
  const first = await touch(ana, "2026-04-30T22:00:00Z", "accepted");
  const second = await touch(ana, "2026-05-10T10:00:00Z", "accepted");
  const third = await touch(ben, "2026-05-31T21:59:00Z", "accepted");
  await touch(ben, "2026-05-31T22:00:00Z", "accepted");
  await touch(ben, "2026-05-11T10:00:00Z", "accepted", false);
  await touch(ben, "2026-05-12T10:00:00Z", "skipped");
  const held = await touch(ana, "2026-05-13T10:00:00Z", "held");
  for (const [id, name] of [
    ["a", "One a day"],
    ["b", "Three a week"],
  ])
    await sql`insert into touch_decision (id, workspace_id, touch_id, decision, because, decided_at)
      values (${`dec_${workspaceId}${id}`}, ${workspaceId}, ${held}, 'hold', ${JSON.stringify({ because: { kind: "cap", rule: { name } } })}::text::jsonb,
        ${id === "a" ? "2026-05-13T10:00:00Z" : "2026-05-13T12:00:00Z"})`;
  await react(ana, first, "open", "human");
  await react(ana, second, "open", "human");
  await react(ben, third, "open", "machine");
  await react(ana, second, "click", "human");
  await react(ben, third, "reply", "human", "unsubscribe");
  await sql`insert into topic_choice (id, workspace_id, person_id, topic_id, choice, source, touch_id, chosen_at)
    values (${`cho_${workspaceId}`}, ${workspaceId}, ${ana.personId}, 'top_x', 'out', 'one-click', ${second}, '2026-06-02T10:00:00Z')`;
  await sql`insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, status, state, end_reason, entry_key, source, entered_at, ended_at)
    values (${`enr_${workspaceId}`}, ${workspaceId}, ${sequenceId}, ${versionId}, ${ana.contactId}, ${ana.personId}, 'finished', '{}', 'goal', 'once', 'api',
      '2026-05-01T10:00:00Z', '2026-05-15T10:00:00Z')`;

  const input = { from: "2026-05-01", to: "2026-05-31" };
  const { rows, perPerson } = await getReport({ ctx, input });
  const cards = {
    sent: 3,
    people: 2,
    held: 1,
    heldBy: [{ reason: "Three a week", count: 1 }],
    skipped: 1,
    skippedFor: [{ reason: "no_consent", count: 1 }],
    opened: 1,
    clicked: 1,
    replied: 1,
    unsubscribed: 2,
  };
  expect(rows).toMatchObject([
    { key: sequenceId, name: "Cards", ...cards, converted: 1 },
    { key: "api", name: "Messages by the API", sent: 1, people: 1, held: 0, converted: 0 },
  ]);
  expect(perPerson).toEqual([{ mails: 2, people: 2 }]);

  const teams = await getReport({ ctx, input: { ...input, by: "team" } });
  expect(teams.rows.map(({ name, sent }) => [name, sent])).toEqual([
    ["Head office", 3],
    ["No team", 1],
  ]);
  const mine = await getReport({ ctx, input: { ...input, teamId: `tea_${workspaceId}` } });
  expect(mine.rows.map(({ name }) => name)).toEqual(["Cards"]);
  expect(mine.perPerson).toEqual([
    { mails: 1, people: 1 },
    { mails: 2, people: 1 },
  ]);
  const { csv } = await exportReport({ ctx, input });
  expect(csv.split("\n")[1]).toContain("Cards");
  expect(csv).toContain("Three a week: 1");
  await expect(getReport({ ctx, input: { from: "2026-05-02", to: "2026-05-01" } })).rejects.toMatchObject({
    code: "INVALID",
  });
  await expect(getReport({ ctx, input: { from: "2020-05-02", to: "2026-05-01" } })).rejects.toMatchObject({
    code: "INVALID",
  });
});
