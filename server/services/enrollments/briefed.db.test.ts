import { describe, expect, it } from "vitest";
import { emptyBriefing } from "@/core/briefing";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { systemContext } from "@/server/services/context";
import { needBriefed } from "@/server/services/enrollments/briefed";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { validateSequence } from "@/server/services/sequences/check";
import { createSequence } from "@/server/services/sequences/create";
import { publishSequence } from "@/server/services/sequences/publish";
import { getToday } from "@/server/services/today/get";

testDatabase();

const briefed = { ...emptyBriefing, about: "A card.", questions: [{ ask: "Is it you?", answer: "Yes." }] };

async function drawn(briefing: typeof emptyBriefing, entrance: Record<string, unknown> = { by: "hand" }) {
  const place = await createWorkspace();
  const ctx = systemContext({ workspaceId: place.workspaceId, name: "test" });
  const { senderId, topicId } = place;
  const graph = drawGraph({
    start: { kind: "trigger", config: { entrance }, next: { next: "mail" } },
    mail: {
      kind: "email",
      config: { senderId, topicId, subject: "Your card", body: "Hi", briefing },
      next: { next: "end" },
    },
    end: { kind: "exit" },
  });
  const { id } = await createSequence({ ctx, input: { name: "Cards", graph } });
  return { ...place, ctx, id };
}

const publish = async ({ ctx, id }: Awaited<ReturnType<typeof drawn>>) => {
  const published = await publishSequence({ ctx, input: { id, revision: 1 } });
  if (!published.ok) throw new Error(JSON.stringify(published));
};

/** 600 people more, who come to stand in the sequence or did something. */
const crowd = (workspaceId: string) => ownerSql()`
  with people as (
    insert into person (id, workspace_id) select 'per_' || ${workspaceId}::text || i, ${workspaceId} from generate_series(1, 600) i returning id)
  insert into contact (id, workspace_id, person_id) select 'ctc_' || id, ${workspaceId}, id from people`;

describe("the duty to brief above 500 people", () => {
  it("holds for people let in by hand: a set that makes it more is refused until there is a briefing", async () => {
    const bare = await drawn(emptyBriefing);
    await publish(bare);
    const { workspaceId, ctx, id } = bare;
    const who = await createContact(workspaceId);
    const input = { sequenceId: id, contactIds: [who.contactId] };
    expect((await enrollContacts({ ctx, input })).entered).toBe(1);
    const need = (coming: number) => withWorkspace(ctx, (tx) => needBriefed(tx, ctx, id, coming));
    expect(await need(499)).toBeUndefined();
    await expect(need(500)).rejects.toMatchObject({ code: "CONFLICT" });
    await crowd(workspaceId);
    const all = await ownerSql()<{ id: string }[]>`select id from contact where workspace_id = ${workspaceId}`;
    const contactIds = all.map((row) => row.id);
    await expect(enrollContacts({ ctx, input: { sequenceId: id, contactIds } })).rejects.toThrow(/Your card/);

    const told = await drawn(briefed);
    await publish(told);
    await withWorkspace(told.ctx, (tx) => needBriefed(tx, told.ctx, told.id, 5_000));
  });

  it("stands on Today where people came one by one", async () => {
    const place = await drawn(emptyBriefing);
    await publish(place);
    const { workspaceId, ctx, id } = place;
    const problems = async () => (await getToday({ ctx })).problems.filter(({ kind }) => kind === "briefing");
    expect(await problems()).toEqual([]);
    await crowd(workspaceId);
    await ownerSql()`insert into enrollment (id, workspace_id, sequence_id, version_id, contact_id, person_id, state, entry_key, source, entered_at)
      select 'enr_' || c.id, ${workspaceId}, ${id}, q.live_version_id, c.id, c.person_id, '{}', 'once', 'api', now()
      from contact c, sequence q where c.workspace_id = ${workspaceId} and q.id = ${id}`;
    expect(await problems()).toMatchObject([{ href: `/sequences/${id}/draft` }]);
  });

  it("counts who did in the last month what lets people in", async () => {
    for (const [entrance, signal] of [
      [
        { by: "event", name: "signed up", where: [] },
        { kind: "event", name: "signed up", data: {} },
      ],
      [
        { by: "form", formId: "f1" },
        { kind: "event", name: "form.submitted", data: { formId: "f1" } },
      ],
      [
        { by: "purchase", productId: "", where: [] },
        { kind: "purchase", name: "anything", data: {} },
      ],
    ] as const) {
      const { workspaceId, ctx, id } = await drawn(emptyBriefing, entrance);
      const missing = async () =>
        (await validateSequence({ ctx, input: { id } })).problems.some(({ code }) => code === "briefing-missing");
      expect(await missing()).toBe(false);
      await crowd(workspaceId);
      await ownerSql()`insert into signal (id, workspace_id, person_id, contact_id, kind, name, data, source, source_id, verdict, occurred_at)
        select 'sig_' || c.id, ${workspaceId}, c.person_id, c.id, ${signal.kind}, ${signal.name}, ${JSON.stringify(signal.data)}::text::jsonb, 'api', c.id, 'human', now()
        from contact c where c.workspace_id = ${workspaceId}`;
      expect(await missing()).toBe(true);
    }
  });
});
