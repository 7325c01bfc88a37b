import { beforeEach, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { exportAudit, listAudit } from "@/server/services/audit/list";
import { writeAudit } from "@/server/services/audit-log";
import { eraseContact } from "@/server/services/contacts/erase";
import { memberContext, type ServiceContext } from "@/server/services/context";
import { removePhone, savePhone } from "@/server/services/domains/write";
import { pauseEnrollments } from "@/server/services/enrollments/stop";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { startExport } from "@/server/services/exports/write";
import { connectIntegration } from "@/server/services/integrations/manage";
import { removeMember } from "@/server/services/members/change-role";
import { cancelInvitation, inviteMember } from "@/server/services/members/invite";
import { importSuppressions } from "@/server/services/suppressions/import";
import { addSuppression } from "@/server/services/suppressions/manage";
import { createTeam, removeTeam, updateTeam } from "@/server/services/teams/write";
import { createEndpoint, removeEndpoint } from "@/server/services/webhooks/manage";

testDatabase();

let workspaceId: string;
let ctx: ServiceContext;
beforeEach(async () => {
  ({ workspaceId } = await createWorkspace());
  ctx = memberContext({ workspaceId, memberId: await join("Olga", "owner"), role: "owner", teamIds: [], offsetMs: 0 });
});

async function join(name: string, role: string): Promise<string> {
  const id = newId("member");
  await ownerSql()`insert into member (id, name, email) values (${id}, ${name}, ${`${id}@example.com`})`;
  await ownerSql()`insert into membership (id, workspace_ref, member_id, role) values (${`m${id}`}, ${workspaceId}, ${id}, ${role})`;
  return id;
}

/** What the log says, in no order: entries of one moment have none. */
async function told(as = ctx): Promise<ReadonlySet<string>> {
  const { items } = await listAudit({ ctx: as, input: {} });
  return new Set(
    items.map(({ by, action, contact, about }) => [by, action, contact?.name, about].filter(Boolean).join(" ")),
  );
}

test("an invitation is told by its address and role, a list by how much it held, an export by its kind", async () => {
  const { id } = await inviteMember({ ctx, input: { email: "ada@example.com", role: "marketer" } });
  await cancelInvitation({ ctx, input: { id } });
  const text = "a@x.example\nb@x.example\nnot one\n";
  await importSuppressions({ ctx, input: { text, scope: "all", reason: "Old program" } });
  await importSuppressions({ ctx, input: { text, scope: "all", reason: "Old program" } });
  await startExport(ctx, "touches");
  expect(await told()).toEqual(
    new Set([
      "Olga member.invited ada@example.com, as marketer",
      "Olga invitation.cancelled ada@example.com",
      "Olga suppression.imported 2 addresses, 1 line unreadable",
      "Olga suppression.imported 2 addresses, 2 on the list before, 1 line unreadable",
      "Olga data.exported messages",
    ]),
  );
  const { csv } = await exportAudit({ ctx, input: { action: "member" } });
  expect(csv).toContain('"ada@example.com, as marketer"');
});

test("what is gone keeps the name it had, and whoever left", async () => {
  const left = await join("Lena", "admin");
  const theirs = memberContext({ workspaceId, memberId: left, role: "admin", teamIds: [], offsetMs: 0 });
  const { id: teamId } = await createTeam({ ctx: theirs, input: { name: "Sales", tone: "pine" } });
  await removeTeam({ ctx, input: { id: teamId } });
  const { id: phone } = await savePhone({ ctx, input: { number: "+44 20 7946 0777", label: "" } });
  await removePhone({ ctx, input: { id: phone } });
  const { id: hook } = await createEndpoint({
    ctx,
    input: { name: "Shop", url: "https://shop.example/in", events: ["reply.received"] },
  });
  await removeEndpoint({ ctx, input: { id: hook } });
  await removeMember({ ctx, input: { memberId: left } });
  expect(await told()).toEqual(
    new Set([
      "Lena team.created Sales",
      "Olga team.removed Sales",
      "Olga phone.saved +44 20 7946 0777",
      "Olga phone.removed +44 20 7946 0777",
      "Olga webhook.created Shop",
      "Olga webhook.removed Shop",
      "Olga member.removed Lena",
    ]),
  );
});

test("a team that is called otherwise is told with what changed; an integration connected twice, once", async () => {
  const { id } = await createTeam({ ctx, input: { name: "Sales", tone: "pine" } });
  await updateTeam({ ctx, input: { id, name: "Sales North" } });
  await connectIntegration({ ctx, input: { kind: "stripe" } });
  await connectIntegration({ ctx, input: { kind: "stripe" } });
  const { items } = await listAudit({ ctx, input: {} });
  expect(items.map(({ action, about }) => `${action} ${about}`).sort()).toEqual([
    "integration.connected Stripe",
    "team.created Sales North",
    "team.updated Sales North (name)",
  ]);
});

test("a rule that was removed is called what its last version was", async () => {
  for (const [version, name] of [
    [1, "Old words"],
    [2, "Weekly"],
  ] as const)
    await ownerSql()`insert into cap_rule_version (id, workspace_id, rule_id, version, rule)
      values (${newId("rule")}, ${workspaceId}, 'rul_gone', ${version}, ${ownerSql().json({ name })})`;
  const data = { ruleId: "rul_gone", by: "api" };
  await withWorkspace(ctx, async (tx) => {
    await writeAudit(tx, ctx, { action: "rule.removed", subjectRef: "rul_gone", reason: "Too strict" });
    await writeAudit(tx, ctx, { action: "caps.exempted", subjectRef: "marketing", data });
  });
  expect(await told()).toEqual(new Set(["Olga rule.removed Weekly", "Olga caps.exempted marketing from Weekly"]));
});

test("a passage is told by whose and where; of an erased person neither name nor address is left", async () => {
  const of = await liveSequence(
    drawGraph({ start: { kind: "trigger", next: { next: "end" } }, end: { kind: "exit" } }),
  );
  const owner = memberContext({
    workspaceId: of.workspaceId,
    memberId: "mem_x",
    role: "owner",
    teamIds: [],
    offsetMs: 0,
  });
  const { enrollmentId, contactId } = await enterPerson(of);
  await ownerSql()`update contact set first_name = 'Jonas', last_name = 'Weber' where id = ${contactId}`;
  await ownerSql()`update sequence set name = 'Welcome' where id = ${of.sequenceId}`;
  await pauseEnrollments({ ctx: owner, input: { ids: [enrollmentId], reason: "Is ill" } });
  await withWorkspace(
    owner,
    (tx) => writeAudit(tx, owner, { action: "enrollment.paused", subjectRef: enrollmentId }), // as it was written before
  );
  await addSuppression({ ctx: owner, input: { email: "stranger@x.example", scope: "all", reason: "Asked" } });
  expect(await told(owner)).toEqual(
    new Set([
      "A former member enrollment.paused Jonas Weber in Welcome",
      "A former member enrollment.paused somebody in Welcome",
      "A former member suppression.added stranger@x.example",
    ]),
  );
  await eraseContact({ ctx: owner, input: { id: contactId, because: "asked" } });
  expect([...(await told(owner))].filter((line) => line.includes("Jonas"))).toEqual([]);
  expect(await told(owner)).toContain("A former member enrollment.paused in Welcome");
});

test("another workspace's things have no name here", async () => {
  const { workspaceId: elsewhere } = await createWorkspace();
  const stranger = memberContext({
    workspaceId: elsewhere,
    memberId: "mem_y",
    role: "owner",
    teamIds: [],
    offsetMs: 0,
  });
  const { id } = await createTeam({ ctx, input: { name: "Sales", tone: "pine" } });
  await withWorkspace(stranger, (tx) => writeAudit(tx, stranger, { action: "team.paused", subjectRef: id }));
  expect(await told(stranger)).toEqual(new Set(["A former member team.paused that is gone"]));
});
