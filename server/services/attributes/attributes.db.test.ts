import { beforeEach, expect, test } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { foreseeConversion } from "@/server/services/attributes/convert";
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

test("a field that gets another type writes the values that fit in it, in one audited action, counted before", async () => {
  const made = async (email: string, attributes: Record<string, string | number>) =>
    (await createContact({ ctx, input: { email, attributes } })).id;
  const twelve = await made("a@x.example", { size: "12" });
  const seven = await made("b@x.example", { size: 7 });
  const many = await made("c@x.example", { size: "many" });
  const size = { key: "size", label: "Size", type: "number" as const };
  expect(await foreseeConversion({ ctx, input: size })).toEqual({ converts: 1, misfits: 1, examples: ["many"] });
  await defineAttribute({ ctx, input: size });
  expect(await attributesOf(twelve)).toEqual({ size: "12" });
  await redefineAttribute({ ctx, input: { ...size, convert: true } });
  expect(await Promise.all([twelve, seven, many].map(attributesOf))).toEqual([
    { size: 12 },
    { size: 7 },
    { size: "many" },
  ]);
  await redefineAttribute({ ctx, input: { ...size, type: "text", convert: true } });
  expect(await Promise.all([twelve, seven, many].map(attributesOf))).toEqual([
    { size: "12" },
    { size: "7" },
    { size: "many" },
  ]);
  const told = await ownerSql()<{ data: unknown }[]>`
    select data from audit where workspace_id = ${ctx.workspaceId} and subject_ref = 'size' order by id`;
  expect(told.map(({ data }) => data)).toEqual([
    { type: "number" },
    { type: "number", converted: 1, kept: 1 },
    { type: "text", converted: 2, kept: 0 },
  ]);
});
