import { noBrand } from "@/core/brand";
import type { EpochMs } from "@/core/instant";
import { DAY_MS } from "@/core/instant";
import { withOwner } from "@/db/client";
import { demoSignIn } from "@/db/demo-sign-in";
import { newId } from "@/db/ids";
import { member } from "@/db/schema/auth";
import { auth } from "@/server/auth";
import { moveDemoClock, setDemoClock } from "@/server/seed/clock";
import { as, type House, type Staff, staff, staffKeys } from "@/server/seed/house";
import { saveBrand } from "@/server/services/brands/manage";
import { saveDomain, savePhone } from "@/server/services/domains/write";
import { createProduct } from "@/server/services/products/write";
import { createRule } from "@/server/services/rules/manage";
import { createSegment } from "@/server/services/segments/manage";
import { listSenders } from "@/server/services/senders/list";
import { createSender, updateSender } from "@/server/services/senders/write";
import { createTeam, setTeamMembers } from "@/server/services/teams/write";
import { listTopics } from "@/server/services/topics/list";
import { createTopic, updateTopic } from "@/server/services/topics/write";
import { createWorkspace } from "@/server/services/workspaces/create";
import { updateSettings } from "@/server/services/workspaces/settings";

/** Founds Northbeam at an instant: people who work there, teams, senders, topics, products, segments, rules. */
export async function foundHouse(at: EpochMs): Promise<House> {
  setDemoClock(at);
  const members = await createStaff();
  const { id: workspaceId } = await createWorkspace({
    ctx: { memberId: members.ana },
    input: { name: "Northbeam", timeZone: "Europe/Berlin" },
  });
  await moveDemoClock(workspaceId, at);
  await hire(workspaceId, members);
  const ctx = as({ workspaceId, members }, "ana");
  await updateSettings({
    ctx,
    input: {
      legalName: "Northbeam Software GmbH",
      postalAddress: "Speicherstraße 14, 20457 Hamburg, Germany",
      country: "DE",
      supportContact: "support@northbeam.example",
      privacyUrl: "https://northbeam.example/privacy",
    },
  });
  await saveDomain({ ctx, input: { domain: "northbeam.example", use: "mail", note: "Shop, product and mail" } });
  await saveDomain({
    ctx,
    input: { domain: "northbeam-status.example", use: "web", note: "Says whether Northbeam runs" },
  });
  await saveDomain({
    ctx,
    input: { domain: "northbeam-login.example", use: "phish", note: "Shown by a customer in spring" },
  });
  await savePhone({ ctx, input: { number: "+49 40 5550 1200", label: "Northbeam support, Hamburg" } });
  const teams = {
    head: (await createTeam({ ctx, input: { name: "Head office", tone: "pine" } })).id,
    hamburg: (await createTeam({ ctx, input: { name: "Hamburg shop", tone: "amber" } })).id,
    sales: (await createTeam({ ctx, input: { name: "Sales", tone: "iris" } })).id,
  };
  await setTeamMembers({ ctx, input: { id: teams.head, memberIds: [members.ana, members.jonas] } });
  await setTeamMembers({ ctx, input: { id: teams.hamburg, memberIds: [members.lena] } });
  await setTeamMembers({ ctx, input: { id: teams.sales, memberIds: [members.maya, members.tom] } });
  const topics = await nameTopics(ctx);
  await createRule({
    ctx,
    input: {
      rule: {
        name: "At most two local offers in 14 days",
        scope: { kind: "topic", id: topics.offers },
        max: 2,
        window: { kind: "rolling", lengthMs: 14 * DAY_MS },
        minGapMs: null,
        counts: null,
        appliesTo: null,
        atCap: "skip",
        shelfLifeMs: null,
      },
      reason: "The Hamburg shop and head office agreed on it in spring",
    },
  });
  const products = {
    plan: (await createProduct({ ctx, input: { key: "plan", name: "Northbeam Plan" } })).id,
    site: (await createProduct({ ctx, input: { key: "site", name: "Northbeam Site" } })).id,
    training: (await createProduct({ ctx, input: { key: "training", name: "Crew training day" } })).id,
  };
  const tagged = (tag: string) => ({
    type: "test" as const,
    subject: { on: "tags" as const },
    op: "has",
    value: [tag],
  });
  const segments = {
    trials: (await createSegment({ ctx, input: { name: "In a trial", condition: tagged("trial") } })).id,
    hamburg: (await createSegment({ ctx, input: { name: "Hamburg and around", condition: tagged("hamburg") } })).id,
    customers: (
      await createSegment({
        ctx,
        input: {
          name: "Customers with ten seats or more",
          condition: {
            type: "all",
            of: [
              tagged("customer"),
              {
                type: "test",
                subject: { on: "attribute", key: "seats", type: "number" },
                op: "at-least",
                value: 10,
              },
            ],
          },
        },
      })
    ).id,
  };
  const senders = await createSenders(ctx, teams, members);
  await agreeOnBrand(ctx, teams, senders);
  return { workspaceId, members, teams, senders, topics, products, segments };
}

/** No logo: a demo loads nothing from elsewhere. */
async function agreeOnBrand(ctx: Ctx, teams: House["teams"], senders: House["senders"]): Promise<void> {
  const rules = {
    ...noBrand,
    accent: "#1f6b52",
    footer: "Northbeam plans crews, cranes and weather.",
    avoid: ["guaranteed", "last chance", "act now"],
  };
  await saveBrand({ ctx, input: { teamId: null, rules } });
  await saveBrand({
    ctx,
    input: { teamId: teams.hamburg, rules: { ...noBrand, senderIds: [senders.hamburg], avoid: ["cheapest"] } },
  });
}

type Ctx = ReturnType<typeof as>;

/** Accounts that can be signed in with, all with the demo's password. No mail is sent to anybody. */
async function createStaff(): Promise<Record<Staff, string>> {
  const { internalAdapter, password } = await auth().$context;
  const hash = await password.hash(demoSignIn.password);
  const add = async (who: Staff) => {
    const { name, address } = staff[who];
    const email = who === "ana" ? demoSignIn.email : address;
    const user = await internalAdapter.createUser({ name, email, emailVerified: true }, { method: "admin" });
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: hash,
    });
    return user.id;
  };
  return {
    ana: await add("ana"),
    jonas: await add("jonas"),
    lena: await add("lena"),
    maya: await add("maya"),
    tom: await add("tom"),
    sofia: await add("sofia"),
    peter: await add("peter"),
  };
}

/** Lets colleagues in. Nobody is there to open an invitation's mail, so the membership is written as accepting one writes it. */
async function hire(workspaceId: string, members: Record<Staff, string>): Promise<void> {
  const rows = staffKeys
    .filter((who) => who !== "ana") // she founded it
    .map((who) => ({ userId: members[who], role: staff[who].role }));
  await withOwner((tx) =>
    tx.insert(member).values(rows.map((row) => ({ id: newId("membership"), organizationId: workspaceId, ...row }))),
  );
}

async function nameTopics(ctx: Ctx): Promise<House["topics"]> {
  const known = await listTopics({ ctx });
  const find = (name: string): string => {
    const found = known.find((topic) => topic.name === name);
    if (!found) throw new Error(`a new workspace has no topic ${name}`);
    return found.id;
  };
  const news = find("Product news");
  await updateTopic({ ctx, input: { id: news, description: "What is new in Northbeam, once or twice a month" } });
  const start = { name: "Getting started", description: "The first weeks with Northbeam", class: "marketing" as const };
  const offers = {
    name: "Offers near you",
    description: "From our shop in Hamburg: prices, open days, courses",
    class: "marketing" as const,
  };
  return {
    news,
    personal: find("Personal messages"),
    start: (await createTopic({ ctx, input: start })).id,
    offers: (await createTopic({ ctx, input: offers })).id,
  };
}

async function createSenders(ctx: Ctx, teams: House["teams"], members: House["members"]): Promise<House["senders"]> {
  const [brand] = await listSenders({ ctx });
  if (!brand) throw new Error("a new workspace has no sender");
  await updateSender({ ctx, input: { id: brand.id, name: "Northbeam", teamId: teams.head } });
  const add = async (name: string, address: string, teamId: string, memberId: string | null) =>
    (await createSender({ ctx, input: { name, address, teamId, memberId } })).id;
  return {
    hello: brand.id,
    hamburg: await add("Northbeam Hamburg", "hamburg@northbeam.example", teams.hamburg, null),
    maya: await add(staff.maya.name, staff.maya.address, teams.sales, members.maya),
    tom: await add(staff.tom.name, staff.tom.address, teams.sales, members.tom),
  };
}
