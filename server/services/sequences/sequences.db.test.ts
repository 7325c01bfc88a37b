import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { sequence, sequenceTrigger, sequenceVersion } from "@/db/schema/sequence";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { memberContext, type ServiceContext, systemContext } from "@/server/services/context";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { validateSequence } from "@/server/services/sequences/check";
import { countSequence } from "@/server/services/sequences/counts";
import { createSequence, duplicateSequence } from "@/server/services/sequences/create";
import { discardDraft, getSequence, restoreVersion, saveDraft } from "@/server/services/sequences/draft";
import { listSequences } from "@/server/services/sequences/list";
import { archiveSequence, pauseSequence, restoreSequence, resumeSequence } from "@/server/services/sequences/manage";
import { listPeople } from "@/server/services/sequences/people";
import { publishSequence } from "@/server/services/sequences/publish";
import { listVersions } from "@/server/services/sequences/versions";
import { updateSettings } from "@/server/services/workspaces/settings";

testDatabase();

let ctx: ServiceContext;
let world: Awaited<ReturnType<typeof createWorkspace>>;
beforeEach(async () => {
  world = await createWorkspace();
  ctx = systemContext({ workspaceId: world.workspaceId, name: "test" });
});

const withMail = (subject = "Hello") =>
  drawGraph({
    start: {
      kind: "trigger",
      config: { entrance: { by: "event", name: "trial.started", where: [] } },
      next: { next: "mail" },
    },
    mail: {
      kind: "email",
      config: { senderId: world.senderId, topicId: world.topicId, subject, body: "<p>Hi</p>" },
      next: { next: "pause" },
    },
    pause: { kind: "delay", next: { next: "end" } },
    end: { kind: "exit" },
  });

async function published(graph = withMail()) {
  const { id } = await createSequence({ ctx, input: { name: "Trial", graph } });
  const outcome = await publishSequence({ ctx, input: { id, revision: 1 } });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return { id, versionId: outcome.versionId };
}

describe("drafts", () => {
  test("a new one has its entry; what is wrong is said by step, and it cannot be published", async () => {
    const { id } = await createSequence({ ctx, input: {} });
    const { draft, nextVersion, liveVersion } = await getSequence({ ctx, input: { id } });
    expect(Object.values(draft.nodes).map(({ kind }) => kind)).toEqual(["trigger"]);
    expect([nextVersion, liveVersion]).toEqual([1, null]);
    const refused = await publishSequence({ ctx, input: { id, revision: 1 } });
    expect(refused).toMatchObject({ ok: false, reason: "problems" });
    const { problems } = await validateSequence({ ctx, input: { id } });
    expect(problems.some(({ rank, code }) => rank === "must" && code === "empty")).toBe(true);
    expect(
      await withWorkspace(ctx, (tx) => tx.select().from(sequenceVersion).where(eq(sequenceVersion.sequenceId, id))),
    ).toEqual([]);
  });

  test("links that publishing names are a change: whoever saves what was open before is told, and has their ids", async () => {
    const graph = withMail("Look");
    const mail = graph.nodes.mail;
    if (!mail) throw new Error("there is a mail");
    const config = { ...mail.config, body: '<p><a href="https://acme.example/demo">See it</a></p>' };
    const { id } = await published({ ...graph, nodes: { ...graph.nodes, mail: { ...mail, config } } });
    const { draft, draftRevision } = await getSequence({ ctx, input: { id } });
    expect(draft.nodes.mail?.config.links).toMatchObject([{ url: "https://acme.example/demo" }]);
    expect(draftRevision).toBe(2);
    const stale = await saveDraft({ ctx, input: { id, revision: 1, graph: withMail("Look again") } });
    expect(stale).toMatchObject({ ok: false, reason: "changed", revision: 2, draft });
    // published once more as it is: nothing is new
    await publishSequence({ ctx, input: { id, revision: 2 } });
    expect(await getSequence({ ctx, input: { id } })).toMatchObject({ draft, draftRevision: 2 });
  });

  test("two who save on the same revision: the second is told and nothing is lost", async () => {
    const { id } = await createSequence({ ctx, input: { graph: withMail("One") } });
    expect(await saveDraft({ ctx, input: { id, revision: 1, graph: withMail("Two") } })).toEqual({
      ok: true,
      revision: 2,
    });
    const second = await saveDraft({ ctx, input: { id, revision: 1, graph: withMail("Three") } });
    expect(second).toMatchObject({ ok: false, reason: "changed", revision: 2, draft: withMail("Two") });
    expect(await publishSequence({ ctx, input: { id, revision: 1 } })).toEqual({
      ok: false,
      reason: "changed",
      revision: 2,
    });
  });

  test("a graph that is none is refused with the place", async () => {
    const { id } = await createSequence({ ctx, input: {} });
    const graph = { ...withMail(), nodes: { a: { id: "b", step: 1, kind: "email", config: {}, next: {} } } };
    await expect(saveDraft({ ctx, input: { id, revision: 1, graph } })).rejects.toMatchObject({
      code: "INVALID",
      fields: [{ path: "graph.nodes.a.id" }],
    });
  });

  test("discard goes back to what is live, restore takes an older version", async () => {
    const { id, versionId } = await published(withMail("First"));
    await saveDraft({ ctx, input: { id, revision: 1, graph: withMail("Second") } });
    await publishSequence({ ctx, input: { id, revision: 2 } });
    await saveDraft({ ctx, input: { id, revision: 2, graph: withMail("Third") } });
    expect(await discardDraft({ ctx, input: { id } })).toMatchObject({ revision: 4, draft: withMail("Second") });
    expect(await restoreVersion({ ctx, input: { id, versionId } })).toMatchObject({
      revision: 5,
      draft: withMail("First"),
      before: withMail("Second"),
    });
    expect(await getSequence({ ctx, input: { id } })).toMatchObject({ liveVersion: { number: 2 }, nextVersion: 3 });
    const other = await published();
    await expect(restoreVersion({ ctx, input: { id, versionId: other.versionId } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("S-numbers", () => {
  test("a version that becomes the draft again gives no number a second time", async () => {
    const { id, versionId } = await published(withMail("First"));
    const longer = { ...withMail("Second"), nextStep: 9 };
    await saveDraft({ ctx, input: { id, revision: 1, graph: longer } });
    expect((await restoreVersion({ ctx, input: { id, versionId } })).draft).toEqual({
      ...withMail("First"),
      nextStep: 9,
    });
    expect((await discardDraft({ ctx, input: { id } })).draft.nextStep).toBe(9);
    await archiveSequence({ ctx, input: { id } });
    await expect(discardDraft({ ctx, input: { id } })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("publishing", () => {
  test("freezes the draft, counts versions, writes what lets people in; those inside stay on theirs", async () => {
    const { id, versionId } = await published();
    const who = await createContact(world.workspaceId);
    await enrollContacts({ ctx, input: { sequenceId: id, contactIds: [who.contactId] } });
    await saveDraft({ ctx, input: { id, revision: 1, graph: withMail("New") } });
    const second = await publishSequence({ ctx, input: { id, revision: 2, note: "A better subject" } });
    expect(second).toMatchObject({ ok: true, number: 2 });
    expect(await listVersions({ ctx, input: { id } })).toMatchObject([
      { number: 2, people: 0, live: true, note: "A better subject" },
      { id: versionId, number: 1, people: 1, live: false },
    ]);
    const triggers = await withWorkspace(ctx, (tx) =>
      tx.select().from(sequenceTrigger).where(eq(sequenceTrigger.sequenceId, id)),
    );
    expect(triggers).toMatchObject([
      { kind: "event", ref: "trial.started", versionId: second.ok ? second.versionId : "" },
    ]);
    await expect(ownerSql()`update sequence_version set note = 'x' where sequence_id = ${id}`).rejects.toThrow(
      "never changed",
    );
  });

  test("nothing goes out without a name and address of the law, or from a sender nobody reads", async () => {
    await updateSettings({ ctx, input: { legalName: "", postalAddress: "" } });
    await ownerSql()`update sender set answerable = false where id = ${world.senderId}`;
    const { id } = await createSequence({ ctx, input: { graph: withMail() } });
    const refused = await publishSequence({ ctx, input: { id, revision: 1 } });
    if (refused.ok || refused.reason !== "problems") throw new Error("published");
    expect(refused.problems.filter(({ rank }) => rank === "must")).toMatchObject([
      { nodeId: null, code: "legal-name-missing" },
      { nodeId: null, code: "postal-address-missing" },
      { nodeId: "mail", path: "senderId", code: "sender-not-answerable" },
    ]);
  });

  test("a marketer of another team may look, not touch", async () => {
    const { id } = await published();
    await ownerSql()`insert into team (id, workspace_id, name) values ('tea_a', ${world.workspaceId}, 'A'), ('tea_b', ${world.workspaceId}, 'B')`;
    await ownerSql()`update sequence set team_id = 'tea_a' where id = ${id}`;
    const marketer = memberContext({
      workspaceId: world.workspaceId,
      memberId: "mem_b",
      role: "marketer",
      teamIds: ["tea_b"],
      offsetMs: 0,
    });
    expect(await getSequence({ ctx: marketer, input: { id } })).toMatchObject({ id });
    await expect(publishSequence({ ctx: marketer, input: { id, revision: 1 } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(pauseSequence({ ctx: marketer, input: { id } })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const viewer = memberContext({
      workspaceId: world.workspaceId,
      memberId: "mem_v",
      role: "viewer",
      teamIds: [],
      offsetMs: 0,
    });
    await expect(createSequence({ ctx: viewer, input: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await ownerSql()`update sequence set team_id = null where id = ${id}`;
    await ownerSql()`delete from team`;
  });
});

describe("life of a sequence", () => {
  test("paused people stand still and go on; whom a member paused stays paused", async () => {
    const { id } = await published();
    const one = await createContact(world.workspaceId);
    const two = await createContact(world.workspaceId);
    await enrollContacts({ ctx, input: { sequenceId: id, contactIds: [one.contactId, two.contactId] } });
    const pauses = () =>
      ownerSql()<
        { by: string | null }[]
      >`select state->'pause'->>'by' as by from enrollment where sequence_id = ${id} order by contact_id`;
    await ownerSql()`
      update enrollment set state = jsonb_set(state, '{pause}', '{"since":0,"until":null,"clock":"stands","by":"mem_x","reason":"x"}')
      where contact_id = ${two.contactId}`;
    expect(await pauseSequence({ ctx, input: { id, clock: "stands" } })).toEqual({ people: 1 });
    expect((await pauses()).map(({ by }) => by)).toEqual(["sequence", "mem_x"]);
    const seen = await listPeople({ ctx, input: { id } });
    expect(seen.items.map(({ paused }) => paused)).toEqual([true, true]); // also where nobody said why
    const late = await createContact(world.workspaceId);
    expect(await enrollContacts({ ctx, input: { sequenceId: id, contactIds: [late.contactId] } })).toMatchObject({
      entered: 0,
    });
    await expect(pauseSequence({ ctx, input: { id } })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await resumeSequence({ ctx, input: { id } })).toEqual({ people: 2 });
    expect((await pauses()).map(({ by }) => by)).toEqual([null, "mem_x"]);
    const after = await listPeople({ ctx, input: { id } });
    expect(after.items.map(({ contactId, paused }) => [contactId === two.contactId, paused]).toSorted()).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test("archived, everybody leaves; restored, it stands paused with its way in", async () => {
    const { id } = await published();
    const who = await createContact(world.workspaceId);
    await enrollContacts({ ctx, input: { sequenceId: id, contactIds: [who.contactId] } });
    expect(await archiveSequence({ ctx, input: { id } })).toEqual({ people: 1 });
    const [row] = await ownerSql()`select status, end_reason from enrollment where sequence_id = ${id}`;
    expect(row).toMatchObject({ status: "finished", end_reason: "stopped" });
    expect((await listSequences({ ctx, input: {} })).items).toEqual([]);
    await expect(saveDraft({ ctx, input: { id, revision: 1, graph: withMail() } })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await restoreSequence({ ctx, input: { id } });
    const [restored] = await withWorkspace(ctx, (tx) => tx.select().from(sequence).where(eq(sequence.id, id)));
    expect(restored?.state).toBe("paused");
    expect(
      await withWorkspace(ctx, (tx) => tx.select().from(sequenceTrigger).where(eq(sequenceTrigger.sequenceId, id))),
    ).toHaveLength(1);
  });

  test("a copy's mails are of one family with the originals", async () => {
    const { id } = await published();
    const copy = await duplicateSequence({ ctx, input: { id } });
    const { draft, name, state } = await getSequence({ ctx, input: { id: copy.id } });
    expect([name, state]).toEqual(["Trial (copy)", "draft"]);
    expect(draft.nodes.mail?.config.templateFamily).toBe(`${id}/mail`);
    const again = await duplicateSequence({ ctx, input: { id: copy.id } });
    expect((await getSequence({ ctx, input: { id: again.id } })).draft.nodes.mail?.config.templateFamily).toBe(
      `${id}/mail`,
    );
  });

  test("the list and the counts say who is where", async () => {
    const { id } = await published();
    const people = [await createContact(world.workspaceId), await createContact(world.workspaceId)];
    await enrollContacts({ ctx, input: { sequenceId: id, contactIds: people.map(({ contactId }) => contactId) } });
    await ownerSql()`update enrollment set node_id = 'pause' where contact_id = ${people[0]?.contactId ?? ""}`;
    expect((await listSequences({ ctx, input: { search: "tri" } })).items).toMatchObject([
      { id, people: 2, sent: 0, stepCount: 4, mailCount: 1, liveVersion: 1 },
    ]);
    const counts = await countSequence({ ctx, input: { id } });
    expect(counts).toMatchObject({ people: 2, nodes: { pause: { here: 1 } } });
    const at = await listPeople({ ctx, input: { id, nodeId: "pause" } });
    expect(at.items.map(({ contactId }) => contactId)).toEqual([people[0]?.contactId]);
    const first = await listPeople({ ctx, input: { id, limit: 1 } });
    const second = await listPeople({ ctx, input: { id, limit: 1, cursor: first.nextCursor } });
    expect(new Set([...first.items, ...second.items].map(({ contactId }) => contactId)).size).toBe(2);
    expect(second.nextCursor).toBeNull();
  });
});
