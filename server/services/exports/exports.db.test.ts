import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type Role, rightsOf } from "@/core/rights";
import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import * as t from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { buildWorld, type World } from "@/server/api/testing/world";
import type { ServiceContext } from "@/server/services/context";
import { recordEvents } from "@/server/services/events/record";
import { listExports } from "@/server/services/exports/list";
import { type ExportKind, exportTables, isExportKind } from "@/server/services/exports/tables";
import { startExport } from "@/server/services/exports/write";

testDatabase();

let world: World;
let stranger: World;
beforeAll(async () => {
  [world, stranger] = [await buildWorld(), await buildWorld()];
  const contact = { email: "ana@acme.example" };
  const input = [
    { type: "purchase" as const, id: "o-1", products: ["pro", "mug"], amount: 49.5, currency: "EUR", contact },
    { type: "event" as const, name: "trial.started", id: "e-1", contact },
  ];
  await recordEvents({ ctx: world.ctx, input });
  await withOwner((tx) =>
    tx.insert(t.inboundMail).values({
      id: newId("inbound"),
      workspaceId: world.workspaceId,
      dedupKey: "export",
      matchMethod: "token",
      confidence: "sure",
      class: "interested",
      fromAddress: "ana@acme.example",
      newText: "Yes, please.\nAna",
      receivedAt: new Date("2026-01-01T10:00:00Z"),
    }),
  );
});

const as = (role: Role): ServiceContext => ({ ...world.ctx, rights: rightsOf(role) });

async function read(kind: ExportKind, ctx = world.ctx): Promise<string> {
  let text = "";
  for await (const piece of await startExport(ctx, kind)) text += piece;
  return text;
}

const kinds = Object.keys(exportTables).filter(isExportKind);

describe.each(kinds)("the file of %s", (kind) => {
  test("begins with its columns, has a line of this workspace at most, and none of another", async () => {
    const own = await read(kind);
    expect(own.slice(1).split("\r\n")[0]).toBe(exportTables[kind].columns.join(","));
    const theirs = await read(kind, stranger.ctx);
    for (const id of [world.contactId, world.workspaceId, world.productId]) expect(theirs).not.toContain(id);
  });
});

test("purchases, events, replies and companies say what they are", async () => {
  expect(await read("purchases")).toContain(",pro,pro;mug,49.5,EUR,");
  expect(await read("events")).toContain(",trial.started,");
  expect(await read("replies")).toContain('interested,"Yes, please.\nAna"');
  expect(await read("companies")).toMatch(/,acme\.example,,\d+,/);
  expect(await read("enrollments")).toContain("enr_");
  expect(await read("templates")).toContain(",true,");
});

test("a passage that stands until somebody resumes it is paused in the file too", async () => {
  const [state, id] = ["state", "id"].map((column) => exportTables.enrollments.columns.indexOf(column));
  await withOwner((tx) =>
    tx.update(t.enrollment).set({ pauseReason: "" }).where(eq(t.enrollment.workspaceId, world.workspaceId)),
  );
  const rows = (await read("enrollments")).trimEnd().split("\r\n").slice(1);
  expect(rows.map((row) => row.split(",")).map((cells) => [cells[id ?? -1]?.slice(0, 4), cells[state ?? -1]])).toEqual([
    ["enr_", "paused"],
  ]);
});

test("a file is for whom the table is: replies need the right to read them, the audit log its own", async () => {
  const of = async (role: Role) => (await listExports({ ctx: as(role) })).map(({ kind }) => kind);
  expect(await of("owner")).toEqual(kinds);
  expect(await of("marketer")).toEqual(kinds.filter((kind) => kind !== "replies" && kind !== "audit"));
  expect(await of("sales")).toEqual([]);
  await expect(startExport(as("marketer"), "replies")).rejects.toThrow("replies.read");
  await expect(startExport(as("viewer"), "contacts")).rejects.toThrow("contacts.export");
});

test("what a reply says stands in the file of replies, not in that of tasks", async () => {
  await withOwner(async (tx) => {
    const [mail] = await tx
      .select({ id: t.inboundMail.id })
      .from(t.inboundMail)
      .where(eq(t.inboundMail.workspaceId, world.workspaceId));
    await tx.insert(t.task).values([
      {
        id: newId("task"),
        workspaceId: world.workspaceId,
        title: "Answer Ana",
        note: "Yes, please.",
        inboundMailId: mail?.id,
      },
      { id: newId("task"), workspaceId: world.workspaceId, title: "Call Bo", note: "After lunch" },
    ]);
  });
  const tasks = await read("tasks", as("marketer"));
  expect(tasks).toContain("Answer Ana,,");
  expect(tasks).toContain("Call Bo,After lunch");
});
