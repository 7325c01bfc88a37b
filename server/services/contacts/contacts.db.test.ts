import { beforeEach, describe, expect, test } from "vitest";
import { ownerSql, withWorkspace } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { listAttributes } from "@/server/services/attributes/list";
import { archiveContacts, restoreContacts } from "@/server/services/contacts/archive";
import { setOwner, tagContacts, untagContacts } from "@/server/services/contacts/change-many";
import { createContact } from "@/server/services/contacts/create";
import { getContact } from "@/server/services/contacts/get";
import { clearLeaveAlone, leaveAlone } from "@/server/services/contacts/leave-alone";
import { chooseContacts, countContacts, listContacts } from "@/server/services/contacts/list";
import { updateContact } from "@/server/services/contacts/update";
import { upsertContacts } from "@/server/services/contacts/upsert";
import { listTags } from "@/server/services/contacts/vocabulary";
import { type ServiceContext, systemContext } from "@/server/services/context";

testDatabase();

/** As components/journey/contact-draft.ts fills the form in. */
const toTimeZoneDraft = (shown: { timeZone: string | null; timeZoneSource: string | null }) =>
  shown.timeZoneSource === "explicit" ? shown.timeZone : null;

let ctx: ServiceContext;
let workspaceId: string;
beforeEach(async () => {
  ({ workspaceId } = await createWorkspace());
  ctx = systemContext({ workspaceId, name: "hand" });
});

const add = (email: string, more: Partial<Parameters<typeof createContact>[0]["input"]> = {}) =>
  createContact({ ctx, input: { email, ...more } });

describe("one contact", () => {
  test("has company, zone and consent; its address is its own", async () => {
    const { id } = await add(" Ana@Acme.example ", {
      firstName: "Ana",
      country: "it",
      attributes: { plan: "pro", gone: null },
      tags: ["vip"],
      consent: { basis: "opt_in", source: "Fair", wording: "Yes" },
    });
    expect(await getContact({ ctx, input: { id } })).toMatchObject({
      email: "Ana@Acme.example",
      name: "Ana",
      country: "IT",
      timeZone: "Europe/Rome",
      timeZoneSource: "country",
      attributes: { plan: "pro" },
      company: { domain: "acme.example" },
      tags: ["vip"],
      consents: [{ topicId: null, basis: "opt_in", wording: "Yes" }],
    });
    await expect(add("ana@ACME.example")).rejects.toMatchObject({ code: "CONFLICT", fields: [{ path: "email" }] });
    await expect(add("no-address")).rejects.toMatchObject({ code: "INVALID", fields: [{ path: "email" }] });
    await expect(createContact({ ctx, input: { firstName: "Nobody" } })).rejects.toMatchObject({ code: "INVALID" });
    await expect(add("x@y.example", { timeZone: "Mars/Base" })).rejects.toMatchObject({
      fields: [{ path: "timeZone" }],
    });
    await expect(add("x@y.example", { ownerId: "mem_else" })).rejects.toMatchObject({ fields: [{ path: "ownerId" }] });
  });

  test("changes what is given and leaves the rest; a zone somebody set does not follow the country", async () => {
    const { id } = await add("bo@gmail.com", {
      firstName: "Bo",
      timeZone: "Asia/Tokyo",
      attributes: { plan: "pro", seats: 2 },
    });
    await updateContact({ ctx, input: { id, country: "DE", attributes: { plan: null, city: "Bonn" } } });
    expect(await getContact({ ctx, input: { id } })).toMatchObject({
      firstName: "Bo",
      country: "DE",
      timeZone: "Asia/Tokyo",
      company: null,
      attributes: { seats: 2, city: "Bonn" },
    });
    await updateContact({ ctx, input: { id, email: "bo@bonn.example", firstName: "", tags: ["a", "b"] } });
    await updateContact({ ctx, input: { id, tags: ["b", "c"] } });
    expect(await getContact({ ctx, input: { id } })).toMatchObject({
      firstName: null,
      company: { domain: "bonn.example" },
      tags: ["b", "c"],
    });
    await add("cy@bonn.example");
    await expect(updateContact({ ctx, input: { id, email: "CY@bonn.example" } })).rejects.toMatchObject({
      fields: [{ path: "email" }],
    });
  });

  test("an inferred zone follows the country, also when the form that shows it is saved", async () => {
    const { id } = await add("di@gmail.com", { country: "IT" });
    const shown = await getContact({ ctx, input: { id } });
    await updateContact({ ctx, input: { id, country: "JP", timeZone: toTimeZoneDraft(shown) } });
    expect(await getContact({ ctx, input: { id } })).toMatchObject({
      timeZone: "Asia/Tokyo",
      timeZoneSource: "country",
    });
    await updateContact({ ctx, input: { id, timeZone: "Europe/Lisbon" } });
    const said = await getContact({ ctx, input: { id } });
    await updateContact({ ctx, input: { id, country: "IT", timeZone: toTimeZoneDraft(said) } });
    expect(await getContact({ ctx, input: { id } })).toMatchObject({ timeZone: "Europe/Lisbon" });
  });

  test("a number with its country code says the zone where no country is known", async () => {
    const { id } = await add("ed@gmail.com", { phone: "+49 30 901820" });
    const zoneOf = async () => {
      const { timeZone, timeZoneSource } = await getContact({ ctx, input: { id } });
      return [timeZone, timeZoneSource];
    };
    expect(await zoneOf()).toEqual(["Europe/Berlin", "phone"]);
    await updateContact({ ctx, input: { id, phone: "+39 06 69821234" } });
    expect(await zoneOf()).toEqual(["Europe/Rome", "phone"]);
    await updateContact({ ctx, input: { id, country: "JP" } });
    expect(await zoneOf()).toEqual(["Asia/Tokyo", "country"]);
    const row = {
      email: "ed@gmail.com",
      firstName: null,
      lastName: null,
      companyName: null,
      phone: "+49 30 901820",
      country: null,
      timeZone: null,
      externalId: null,
      tags: [],
      attributes: {},
    };
    const put = () => withWorkspace(ctx, (tx) => upsertContacts(tx, workspaceId, [row], "csv"));
    await put();
    expect(await zoneOf()).toEqual(["Asia/Tokyo", "country"]);
    expect(await put()).toMatchObject([{ isChanged: false }]);
  });

  test("a company stays unless another is said; one the address contradicts is refused", async () => {
    const { id } = await add("bo@gmail.com", { companyName: "Bonn AG" });
    const companyOf = async () => (await getContact({ ctx, input: { id } })).company;
    await updateContact({ ctx, input: { id, email: "bo.berg@gmail.com" } });
    expect(await companyOf()).toMatchObject({ name: "Bonn AG" });
    await updateContact({ ctx, input: { id, companyName: "Berg AG" } });
    expect(await companyOf()).toMatchObject({ name: "Berg AG" });
    await updateContact({ ctx, input: { id, companyName: null } });
    expect(await companyOf()).toBeNull();
    await add("cy@acme.example", { companyName: "Acme" });
    await updateContact({ ctx, input: { id, email: "bo@acme.example", companyName: "" } });
    expect(await companyOf()).toMatchObject({ name: "Acme", domain: "acme.example" });
    await updateContact({ ctx, input: { id, companyName: "acme", firstName: "Bo" } }); // as the form sends it
    for (const companyName of ["Other", null]) {
      await expect(updateContact({ ctx, input: { id, companyName } })).rejects.toMatchObject({
        code: "INVALID",
        fields: [{ path: "companyName", message: expect.stringContaining("Acme (acme.example)") }],
      });
    }
    await updateContact({ ctx, input: { id, email: "bo@gmail.com" } });
    expect(await companyOf()).toMatchObject({ name: "Acme" }); // a free address says nothing
    await expect(add("new@acme.example", { companyName: "Other" })).rejects.toMatchObject({
      fields: [{ path: "companyName" }],
    });
  });

  test("a company called by its domain alone takes the first name that is said", async () => {
    const { id } = await add("a@bonn.example");
    const { id: other } = await add("b@bonn.example", { companyName: "Bonn AG" });
    for (const one of [id, other]) {
      expect((await getContact({ ctx, input: { id: one } })).company).toMatchObject({ name: "Bonn AG" });
    }
  });

  test("colleagues are of one company; the address decides, a free one does not", async () => {
    const one = await add("a@acme.example", { companyName: "Acme GmbH" });
    const two = await add("b@acme.example");
    const three = await add("c@gmail.com", { companyName: "Acme GmbH" });
    const companies = await Promise.all(
      [one, two, three].map(async ({ id }) => (await getContact({ ctx, input: { id } })).company),
    );
    expect(companies[0]?.id).toBe(companies[1]?.id);
    expect(companies[2]?.id).not.toBe(companies[0]?.id);
    expect(companies.map((one) => one?.name)).toEqual(["Acme GmbH", "Acme GmbH", "Acme GmbH"]);
  });

  test("left alone until a date, alone or with the whole company", async () => {
    const { id } = await add("a@acme.example");
    const until = new Date(ctx.now().getTime() + 86_400_000);
    await leaveAlone({ ctx, input: { contactId: id, until, reason: "In hospital" } });
    await leaveAlone({ ctx, input: { contactId: id, until, reason: "In court with them", wholeCompany: true } });
    expect(await getContact({ ctx, input: { id } })).toMatchObject({
      person: { leaveAloneUntil: until, leaveAloneReason: "In hospital" },
      company: { leaveAloneUntil: until },
    });
    await clearLeaveAlone({ ctx, input: { contactId: id } });
    expect((await getContact({ ctx, input: { id } })).person.leaveAloneUntil).toBeNull();
    await expect(leaveAlone({ ctx, input: { contactId: id, until: new Date(0), reason: "x" } })).rejects.toMatchObject({
      fields: [{ path: "until" }],
    });
    const reasons =
      await ownerSql()`select action, reason from audit where workspace_id = ${workspaceId} and action like 'leave%' order by created_at`;
    expect(reasons.map(({ reason }) => reason)).toContain("In hospital");
  });
});

describe("many contacts", () => {
  test("search finds parts of name and address, every word; pages hold each once", async () => {
    for (let n = 0; n < 7; n++)
      await add(`p${n}@acme.example`, { firstName: n % 2 ? "Ana" : "Bo", lastName: `O'Hara_${n}` });
    const names = async (search: string) =>
      (await listContacts({ ctx, input: { search } })).items.map(({ email }) => email);
    expect(await names("ana")).toEqual(["p5@acme.example", "p3@acme.example", "p1@acme.example"]);
    expect(await names("ACME hara_3")).toEqual(["p3@acme.example"]);
    expect(await names("hara_")).toHaveLength(7);
    expect(await names("harax")).toEqual([]);
    expect(await names("%")).toEqual([]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listContacts>> = await listContacts({ ctx, input: { limit: 3, cursor } });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(await countContacts({ ctx, input: { search: "bo" } })).toEqual({ count: 4 });
    for (const filter of [{}, { search: "bo" }, { search: "bo", ownerId: null }]) {
      const { items } = await listContacts({ ctx, input: { ...filter, limit: 100 } });
      expect(await chooseContacts({ ctx, input: filter })).toEqual(items.map(({ id }) => id));
    }
    await expect(listContacts({ ctx, input: { cursor: "nonsense" } })).rejects.toMatchObject({
      fields: [{ path: "cursor" }],
    });
  });

  test("archived ones leave the list and come back; tags and owner are set together; all or none", async () => {
    const ids = [(await add("a@x.example")).id, (await add("b@x.example")).id];
    await tagContacts({ ctx, input: { ids, tag: "hot" } });
    await tagContacts({ ctx, input: { ids, tag: "hot" } });
    expect(await listTags({ ctx })).toEqual([{ tag: "hot", count: 2 }]);
    expect((await listContacts({ ctx, input: { tag: "hot" } })).items).toHaveLength(2);
    await untagContacts({ ctx, input: { ids: ids.slice(0, 1), tag: "hot" } });
    expect(await countContacts({ ctx, input: { tag: "hot" } })).toEqual({ count: 1 });
    await archiveContacts({ ctx, input: { ids } });
    expect(await countContacts({ ctx, input: {} })).toEqual({ count: 0 });
    expect(await countContacts({ ctx, input: { archived: true } })).toEqual({ count: 2 });
    await restoreContacts({ ctx, input: { ids } });
    expect(await countContacts({ ctx, input: { ownerId: null } })).toEqual({ count: 2 });
    await expect(archiveContacts({ ctx, input: { ids: [...ids, "ctc_else"] } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(setOwner({ ctx, input: { ids, ownerId: "mem_else" } })).rejects.toMatchObject({
      fields: [{ path: "ownerId" }],
    });
    expect(await countContacts({ ctx, input: {} })).toEqual({ count: 2 });
    await setOwner({ ctx, input: { ids, ownerId: null } });
    const noted = await ownerSql()`select subject_ref, data from audit
      where workspace_id = ${workspaceId} and action = 'contact.owner-set'`;
    expect(noted).toEqual([{ subject_ref: "nobody", data: { contactIds: expect.arrayContaining(ids) } }]);
  });

  test("fields are known by what their values mostly are", async () => {
    await add("a@x.example", { attributes: { seats: 3, since: "2026-05-01", vip: true, plan: "pro" } });
    await add("b@x.example", { attributes: { seats: 4 } });
    expect((await listAttributes({ ctx })).map(({ key, kind, count }) => [key, kind, count])).toEqual([
      ["seats", "number", 2],
      ["plan", "text", 1],
      ["since", "date", 1],
      ["vip", "boolean", 1],
    ]);
  });
});
