import { beforeAll, describe, expect, test } from "vitest";
import { withOwner, withWorkspace } from "@/db/client";
import * as t from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { streamChanges } from "@/server/api/live-stream";
import { buildWorld, createMember, signInAs, type World } from "@/server/api/testing/world";
import { getSequence, saveDraft } from "@/server/services/sequences/draft";
import { renameSequence } from "@/server/services/sequences/manage";
import { createTask } from "@/server/services/tasks/manage";

testDatabase();

let world: World;
let cookie: string;
beforeAll(async () => {
  world = await buildWorld();
  cookie = await signInAs(world.ownerId);
});

function open(slug: string, as = cookie) {
  const gone = new AbortController();
  const request = new Request(`http://x/api/live?workspace=${slug}`, { headers: { cookie: as }, signal: gone.signal });
  return { answer: streamChanges(request), leave: () => gone.abort() };
}

/** Messages until one names `entity`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, entity: string): Promise<string[]> {
  const heard: string[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended before ${entity}: ${heard.join(" ")}`);
    heard.push(
      ...new TextDecoder()
        .decode(value)
        .split("\n")
        .filter((line) => line.startsWith("data: ")),
    );
    if (heard.some((line) => line.includes(`"${entity}"`))) return heard;
  }
}

describe("the change feed", () => {
  test("says everything first, then what changed, and nothing of another workspace", async () => {
    const other = await buildWorld();
    const { answer, leave } = open(world.slug);
    const response = await answer;
    expect(response.headers.get("content-type")).toMatch("text/event-stream");
    const reader = response.body?.getReader();
    if (!reader) throw new Error("no stream");
    await readUntil(reader, "everything");
    await renameSequence({ ctx: other.ctx, input: { id: other.draftId, name: "Elsewhere" } });
    await createTask({ ctx: world.ctx, input: { title: "Call" } });
    const heard = await readUntil(reader, "task");
    expect(heard.join(" ")).not.toContain("sequence");
    leave();
    expect((await reader.read()).done).toBe(true);
  });

  test("ends for who went away before it began", async () => {
    const { answer, leave } = open(world.slug);
    leave();
    const reader = (await answer).body?.getReader();
    expect((await reader?.read())?.done).toBe(true);
  });

  test("a change that is rolled back is not told", async () => {
    const { answer, leave } = open(world.slug);
    const reader = (await answer).body?.getReader();
    if (!reader) throw new Error("no stream");
    await readUntil(reader, "everything");
    const undone = withWorkspace(world.ctx, async (tx) => {
      await tx.update(t.sequence).set({ name: "Undone" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await createTask({ ctx: world.ctx, input: { title: "Call" } });
    expect((await readUntil(reader, "task")).join(" ")).not.toContain("sequence");
    leave();
  });

  test("is for members only", async () => {
    const { id } = await createMember();
    expect((await open(world.slug, await signInAs(id)).answer).status).toBe(403);
    expect((await open(world.slug, "").answer).status).toBe(401);
    expect((await open("nowhere").answer).status).toBe(403);
  });

  test("a draft that is saved is told apart from a sequence that is called otherwise", async () => {
    const told: string[] = [];
    const { listenTo } = await import("@/server/api/live");
    const stop = await listenTo(world.workspaceId, (entity) => told.push(entity));
    const { draft: graph, draftRevision: revision } = await getSequence({
      ctx: world.ctx,
      input: { id: world.draftId },
    });
    await saveDraft({ ctx: world.ctx, input: { id: world.draftId, revision, graph } });
    await renameSequence({ ctx: world.ctx, input: { id: world.draftId, name: "Another name" } });
    await expect.poll(() => told).toEqual(["draft", "sequence"]);
    stop();
  });

  test("a statement over many rows says it once", async () => {
    const told: string[] = [];
    const { listenTo } = await import("@/server/api/live");
    const stop = await listenTo(world.workspaceId, (entity) => told.push(entity));
    await withOwner(async (tx) => {
      await tx.update(t.contact).set({ country: "IT" });
      await tx.update(t.contact).set({ country: "DE" });
      await tx.update(t.task).set({ note: "x" });
    });
    await expect.poll(() => told.length).toBe(2);
    expect(told.sort()).toEqual(["contact", "task"]);
    stop();
  });
});
