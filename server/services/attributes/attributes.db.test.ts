import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { defineAttribute, redefineAttribute, undefineAttribute } from "@/server/services/attributes/define";
import { listAttributes } from "@/server/services/attributes/list";
import { createContact } from "@/server/services/contacts/create";
import { getContact } from "@/server/services/contacts/get";
import { putContact } from "@/server/services/contacts/put";
import { updateContact } from "@/server/services/contacts/update";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { recordEvents } from "@/server/services/events/record";

testDatabase();

let ctx: ServiceContext;
beforeEach(async () => {
  const { workspaceId } = await createWorkspace();
  ctx = systemContext({ workspaceId, name: "hand" });
  await defineAttribute({ ctx, input: { key: "seats", label: "Seats", type: "number" } });
  await defineAttribute({ ctx, input: { key: "plan", label: "Plan", type: "option", options: ["Free", "Pro"] } });
});

const attributesOf = async (id: string) => (await getContact({ ctx, input: { id } })).attributes;

test("doors that can answer refuse what does not fit, at its place, and keep the rest in its type", async () => {
  const bad = { seats: "many", plan: "Max" };
  await expect(createContact({ ctx, input: { email: "a@x.example", attributes: bad } })).rejects.toMatchObject({
    fields: [{ path: "attributes.seats" }, { path: "attributes.plan" }],
  });
  await expect(
    putContact({ ctx, input: { contact: { email: "a@x.example", attributes: { seats: "many" } } } }),
  ).rejects.toMatchObject({ fields: [{ path: "contact.attributes.seats" }] });
  const { id } = await createContact({
    ctx,
    input: { email: "a@x.example", attributes: { seats: "12", plan: "pro" } },
  });
  expect(await attributesOf(id)).toEqual({ seats: 12, plan: "Pro" });
  await expect(updateContact({ ctx, input: { id, attributes: { seats: "few" } } })).rejects.toMatchObject({
    fields: [{ path: "attributes.seats" }],
  });
  await updateContact({ ctx, input: { id, attributes: { seats: null, city: "Bonn" } } });
  expect(await attributesOf(id)).toEqual({ plan: "Pro", city: "Bonn" });
});

test("an event keeps what does not fit as it came, and says so", async () => {
  const [told] = await recordEvents({
    ctx,
    input: [
      {
        type: "event",
        name: "trial.started",
        id: "e1",
        contact: { email: "b@x.example", attributes: { seats: "many", plan: "free" } },
      },
    ],
  });
  expect(told?.misfits).toEqual(["seats"]);
  expect(await attributesOf(told?.contactId ?? "")).toEqual({ seats: "many", plan: "Free" });
  expect((await listAttributes({ ctx })).map(({ key, kind, count, misfits }) => [key, kind, count, misfits])).toEqual([
    ["plan", "option", 1, 0],
    ["seats", "number", 1, 1],
  ]);
});

test("what a field means can be said anew and forgotten; contacts keep what they have", async () => {
  const { id } = await createContact({ ctx, input: { email: "c@x.example", attributes: { seats: 3 } } });
  await expect(defineAttribute({ ctx, input: { key: "seats", label: "Other", type: "text" } })).rejects.toMatchObject({
    fields: [{ path: "key" }],
  });
  await expect(
    redefineAttribute({ ctx, input: { key: "seats", label: "Seats", type: "option" } }),
  ).rejects.toMatchObject({ fields: [{ path: "options" }] });
  await redefineAttribute({ ctx, input: { key: "seats", label: "Chairs", type: "text" } });
  await undefineAttribute({ ctx, input: { key: "plan" } });
  expect((await listAttributes({ ctx })).map(({ key, label, kind }) => [key, label, kind])).toEqual([
    ["seats", "Chairs", "text"],
  ]);
  expect(await attributesOf(id)).toEqual({ seats: 3 });
  const { workspaceId } = await createWorkspace();
  const stranger = systemContext({ workspaceId, name: "hand" });
  await expect(undefineAttribute({ ctx: stranger, input: { key: "seats" } })).rejects.toThrow("does not exist");
});
