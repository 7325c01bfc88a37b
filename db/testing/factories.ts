import { defaultQuietHours, defaultRules } from "@/core/attention/default-rules";
import type { CapRule } from "@/core/attention/rule";
import type { ConsentBasis } from "@/core/facts";
import type { Graph } from "@/core/graph";
import { defaultSequenceSettings } from "@/core/sequence-settings";
import { withOwner } from "@/db/client";
import { newId } from "@/db/ids";
import * as t from "@/db/schema";

// Rows by counter: no chance, no clock. Each answers the ids a test needs.
let counter = 0;
const next = () => ++counter;

/** A workspace that may send: settings, a sandbox sender, a marketing topic. No rules unless `rules` says so. */
export async function createWorkspace(
  given: { timeZone?: string; rules?: "default" | readonly CapRule[]; hours?: "default" | null } = {},
) {
  const n = next();
  const id = newId("workspace");
  const senderId = newId("sender");
  const topicId = newId("topic");
  await withOwner(async (tx) => {
    await tx.insert(t.organization).values({ id, name: `Workspace ${n}`, slug: `workspace-${n}-${id.slice(-6)}` });
    await tx.insert(t.workspaceSetting).values({
      workspaceId: id,
      timeZone: given.timeZone ?? "UTC",
      legalName: "Northbeam Ltd",
      postalAddress: "1 Harbour Street, 20457 Hamburg",
      hours: given.hours === "default" ? defaultQuietHours : null,
    });
    await tx
      .insert(t.sender)
      .values({ id: senderId, workspaceId: id, name: "Northbeam", address: "hello@northbeam.example" });
    await tx.insert(t.topic).values({ id: topicId, workspaceId: id, name: "Product news" });
    const rules = given.rules === "default" ? defaultRules : (given.rules ?? []);
    if (rules.length > 0) {
      await tx.insert(t.capRule).values(
        rules.map(({ id: _, version, name, ...rule }) => ({
          id: newId("rule"),
          workspaceId: id,
          version,
          name,
          rule,
        })),
      );
    }
  });
  return { workspaceId: id, senderId, topicId };
}

/** A person with one address and a basis to be written to. */
export async function createContact(
  workspaceId: string,
  given: Partial<Omit<typeof t.contact.$inferInsert, "id" | "workspaceId" | "personId">> & {
    basis?: ConsentBasis;
  } = {},
) {
  const n = next();
  const { basis = "customer", ...columns } = given;
  const personId = newId("person");
  const contactId = newId("contact");
  const email = columns.email ?? `person${n}@example.com`;
  await withOwner(async (tx) => {
    await tx.insert(t.person).values({ id: personId, workspaceId });
    await tx.insert(t.contact).values({
      firstName: `First${n}`,
      lastName: `Last${n}`,
      ...columns,
      id: contactId,
      workspaceId,
      personId,
      email,
      emailKey: email.toLowerCase(),
    });
    await tx.insert(t.consent).values({
      id: newId("consent"),
      workspaceId,
      personId,
      basis,
      source: "test",
      recordedAt: new Date("2020-01-01T00:00:00Z"),
    });
  });
  return { personId, contactId, email };
}

/** A live sequence with this graph as its first version. */
export async function createSequence(
  workspaceId: string,
  graph: Graph,
  given: { name?: string; priority?: number } = {},
) {
  const n = next();
  const sequenceId = newId("sequence");
  const versionId = newId("version");
  const settings = { ...defaultSequenceSettings, priority: given.priority ?? defaultSequenceSettings.priority };
  await withOwner(async (tx) => {
    await tx.insert(t.sequence).values({
      id: sequenceId,
      workspaceId,
      name: given.name ?? `Sequence ${n}`,
      state: "live",
      draft: graph,
      settings,
      liveVersionId: versionId,
    });
    await tx.insert(t.sequenceVersion).values({
      id: versionId,
      workspaceId,
      sequenceId,
      number: 1,
      graph,
      settings,
      publishedAt: new Date("2020-01-01T00:00:00Z"),
    });
  });
  return { sequenceId, versionId };
}
