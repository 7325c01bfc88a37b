import { beforeEach, expect, test } from "vitest";
import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import * as t from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { getCompany } from "@/server/services/companies/get";
import { listCompanies } from "@/server/services/companies/list";
import { renameCompany } from "@/server/services/companies/rename";
import { listConsents, recordConsent } from "@/server/services/consents/record";
import { createContact } from "@/server/services/contacts/create";
import { getContact } from "@/server/services/contacts/get";
import { type ServiceContext, systemContext } from "@/server/services/context";
import { logTouch } from "@/server/services/touches/log-touch";

testDatabase();

let ctx: ServiceContext;
let contactId: string;
let companyId: string;
beforeEach(async () => {
  const { workspaceId } = await createWorkspace();
  ctx = systemContext({ workspaceId, name: "hand" });
  ({ id: contactId } = await createContact({ ctx, input: { email: "ana@acme.example", firstName: "Ana" } }));
  await createContact({ ctx, input: { email: "bo@acme.example" } });
  companyId = (await getContact({ ctx, input: { id: contactId } })).company?.id ?? "";
});

test("a company says how many people it has, what was last said to them, and how full its rules are", async () => {
  await withOwner((tx) =>
    tx.insert(t.capRule).values({
      id: newId("rule"),
      workspaceId: ctx.workspaceId,
      version: 1,
      name: "One of a company",
      rule: {
        scope: { kind: "company" },
        max: 1,
        window: { kind: "rolling", lengthMs: 7 * 86_400_000 },
        minGapMs: null,
        counts: null,
        appliesTo: null,
        atCap: "hold",
        shelfLifeMs: null,
      },
    }),
  );
  expect(await getCompany({ ctx, input: { id: companyId } })).toMatchObject({
    people: 2,
    mails: [],
    rules: [{ used: 0, freesAt: null }],
  });
  await logTouch({ ctx, input: { contactId, source: "logged", channel: "call", subject: "About the renewal" } });
  const { mails, rules } = await getCompany({ ctx, input: { id: companyId } });
  expect(mails).toMatchObject([{ contactId, name: "Ana", subject: "About the renewal", channel: "call" }]);
  expect(rules).toMatchObject([{ used: 1, rule: { name: "One of a company", max: 1 } }]);
  expect(rules[0]?.freesAt).toBeInstanceOf(Date);
  const { items } = await listCompanies({ ctx, input: {} });
  expect(items).toMatchObject([{ id: companyId, people: 2, lastTouchAt: expect.any(Date) }]);
});

test("a company is renamed in its own workspace alone", async () => {
  await renameCompany({ ctx, input: { id: companyId, name: "Acme GmbH" } });
  expect(await getContact({ ctx, input: { id: contactId } })).toMatchObject({ company: { name: "Acme GmbH" } });
  const stranger = systemContext({ workspaceId: (await createWorkspace()).workspaceId, name: "hand" });
  await expect(renameCompany({ ctx: stranger, input: { id: companyId, name: "Mine" } })).rejects.toThrow(
    "does not exist",
  );
});

test("a consent is recorded with its proof and the day it was said; a withdrawal stands above it", async () => {
  const consent = { contactId, source: "Fair", proof: "Card 12", recordedAt: new Date("2026-01-02T10:00:00Z") };
  await recordConsent({ ctx, input: { ...consent, basis: "opt_in", wording: "Yes" } });
  await recordConsent({ ctx, input: { contactId, basis: "none", source: "On the telephone" } });
  expect(await listConsents({ ctx, input: { contactId } })).toMatchObject([
    { basis: "none", source: "On the telephone" },
    { basis: "opt_in", proof: "Card 12", recordedAt: consent.recordedAt },
  ]);
  const future = new Date("2999-01-01T00:00:00Z");
  await expect(
    recordConsent({ ctx, input: { ...consent, basis: "opt_in", recordedAt: future } }),
  ).rejects.toMatchObject({
    fields: [{ path: "recordedAt" }],
  });
});
