import { eq } from "drizzle-orm";
import { everybody } from "@/core/audience";
import { emptyMessage } from "@/core/broadcast";
import { toEpochMs } from "@/core/instant";
import { launchKey } from "@/core/launches";
import { drawGraph } from "@/core/testing/graph";
import { describedPerson } from "@/core/try-stranger";
import { ownerSql, withOwner, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import * as t from "@/db/schema";
import { addIntegrations } from "@/server/api/testing/world-integrations";
import { auth } from "@/server/auth";
import { defineAttribute } from "@/server/services/attributes/define";
import { createBroadcast, saveBroadcast } from "@/server/services/broadcasts/drafts";
import { startBroadcast } from "@/server/services/broadcasts/start";
import { pauseBroadcast } from "@/server/services/broadcasts/steer";
import { archiveContacts } from "@/server/services/contacts/archive";
import { createContact } from "@/server/services/contacts/create";
import { memberContext, type ServiceContext } from "@/server/services/context";
import { saveDomain, savePhone } from "@/server/services/domains/write";
import { enrollContacts } from "@/server/services/enrollments/enroll";
import { startImport } from "@/server/services/imports/start";
import { createKey } from "@/server/services/keys/manage";
import { planLaunch } from "@/server/services/launches/manage";
import { createTemplate } from "@/server/services/mail-templates/write";
import { mailboxInSetup } from "@/server/services/mailboxes/testing/in-setup";
import { inviteMember } from "@/server/services/members/invite";
import { setProductFact } from "@/server/services/product-facts/write";
import { createProduct } from "@/server/services/products/write";
import { receiveMail } from "@/server/services/replies/receive";
import { createSavedAnswer } from "@/server/services/replies/saved-answers";
import { exemptFromRules, listExemptions } from "@/server/services/rules/exempt";
import { createSegment } from "@/server/services/segments/manage";
import { archiveSender, createSender } from "@/server/services/senders/write";
import { createSequence } from "@/server/services/sequences/create";
import { archiveSequence, pauseSequence } from "@/server/services/sequences/manage";
import { publishSequence } from "@/server/services/sequences/publish";
import { addSuppression } from "@/server/services/suppressions/manage";
import { createTask } from "@/server/services/tasks/manage";
import { createTeam } from "@/server/services/teams/write";
import { requestTouches } from "@/server/services/touches/request";
import { touchOf } from "@/server/services/touches/testing/new-touch";
import { createWorkspace } from "@/server/services/workspaces/create";
import { updateSettings } from "@/server/services/workspaces/settings";

export type World = Awaited<ReturnType<typeof buildWorld>>;

let counter = 0;

/** An account that can be signed in with, confirmed, by counter. */
export async function createMember(): Promise<{ id: string; email: string; name: string }> {
  counter += 1;
  const id = newId("member");
  const row = { id, email: `member${counter}@example.com`, name: `Member ${counter}` };
  await withOwner((tx) => tx.insert(t.user).values({ ...row, emailVerified: true }));
  return row;
}

/** Lets an account in, and gives the cookie header of its session. */
export async function signInAs(memberId: string): Promise<string> {
  const context = await auth().$context;
  const session = await context.internalAdapter.createSession(memberId);
  const { name } = context.authCookies.sessionToken;
  const { makeSignature } = await import("better-auth/crypto");
  return `${name}=${encodeURIComponent(`${session.token}.${await makeSignature(session.token, context.secret)}`)}`;
}

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "pause" } },
  pause: { kind: "delay", next: { next: "later" } },
  later: { kind: "delay", next: { next: "end" } },
  end: { kind: "exit" },
});

/** A workspace with one of everything, through the verbs, and its owner. */
export async function buildWorld() {
  const owner = await createMember();
  const colleague = await createMember();
  const { id: workspaceId, slug } = await createWorkspace({ ctx: { memberId: owner.id }, input: { name: "World" } });
  const ctx: ServiceContext = memberContext({
    workspaceId,
    memberId: owner.id,
    role: "owner",
    teamIds: [],
    offsetMs: 0,
  });
  await withOwner((tx) =>
    tx
      .insert(t.member)
      .values({ id: newId("membership"), organizationId: workspaceId, userId: colleague.id, role: "marketer" }),
  );
  await updateSettings({ ctx, input: { legalName: "Acme GmbH", postalAddress: "1 Harbour Street" } });
  const [topic] = await withWorkspace(ctx, (tx) => tx.select().from(t.topic));
  const [sender] = await withWorkspace(ctx, (tx) => tx.select().from(t.sender));
  const [rule] = await withWorkspace(ctx, (tx) => tx.select().from(t.capRule));
  const contact = await createContact({
    ctx,
    input: { email: "ana@acme.example", tags: ["vip"], attributes: { plan: "pro" } },
  });
  const [person] = await withWorkspace(ctx, (tx) => tx.select().from(t.person));
  const other = await createContact({ ctx, input: { email: "bo@acme.example" } });
  const archived = await createContact({ ctx, input: { email: "cy@acme.example" } });
  await archiveContacts({ ctx, input: { ids: [archived.id] } });
  const [company] = await withWorkspace(ctx, (tx) => tx.select().from(t.company));
  const product = await createProduct({ ctx, input: { key: "pro", name: "Pro" } });
  await setProductFact({ ctx, input: { contactId: contact.id, productId: product.id, fact: "has_competing" } });
  const goneSender = await createSender({ ctx, input: { name: "Gone", address: "gone@acme.example" } });
  await archiveSender({ ctx, input: { id: goneSender.id } });
  await defineAttribute({ ctx, input: { key: "seats", label: "Seats", type: "number" } });
  const segment = await createSegment({ ctx, input: { name: "All", condition: everybody } });
  const unusedSegment = await createSegment({ ctx, input: { name: "Nobody asks", condition: everybody } });
  const template = await createTemplate({ ctx, input: { name: "Welcome", subject: "Hello", preview: "", body: "Hi" } });
  const team = await createTeam({ ctx, input: { name: "Team" } });
  const draft = await createSequence({ ctx, input: { name: "Draft", graph } });
  const live = await liveSequence(ctx, "Live");
  const paused = await liveSequence(ctx, "Paused");
  await pauseSequence({ ctx, input: { id: paused.id } });
  const gone = await liveSequence(ctx, "Archived");
  await archiveSequence({ ctx, input: { id: gone.id } });
  await enrollContacts({ ctx, input: { sequenceId: live.id, contactIds: [contact.id] } });
  const [enrollment] = await withWorkspace(ctx, (tx) => tx.select().from(t.enrollment));
  await addSuppression({ ctx, input: { email: "gone@example.com", scope: "all", reason: "Asked us to" } });
  const [suppression] = await withWorkspace(ctx, (tx) => tx.select().from(t.suppression));
  const task = await createTask({ ctx, input: { title: "Call", contactId: contact.id } });
  const notificationId = newId("notification");
  await withWorkspace(ctx, (tx) =>
    tx.insert(t.notification).values({ id: notificationId, workspaceId, memberId: owner.id, title: "Hello" }),
  );
  await requestTouches(ownerSql(), [
    touchOf(
      { workspaceId, senderId: need(sender).id, topicId: need(topic).id },
      { personId: need(person).id, contactId: contact.id },
      { key: "world" },
    ),
  ]);
  const [touch] = await withWorkspace(ctx, (tx) => tx.select().from(t.touch).where(eq(t.touch.key, "world")));
  const domain = await saveDomain({ ctx, input: { domain: "old.example", use: "linked" } });
  const phone = await savePhone({ ctx, input: { number: "0800 123 4567" } });
  const mailboxId = await mailboxInSetup(workspaceId, owner.id);
  const integrations = await addIntegrations(ctx, {
    productId: product.id,
    senderId: need(sender).id,
    topicId: need(topic).id,
    personId: need(person).id,
    contactId: contact.id,
  });
  const startsAt = new Date(ctx.now().getTime() + 5 * 86_400_000);
  await planLaunch({ ctx, input: { sequenceId: paused.id, startsAt } });
  const key = await createKey({ ctx, input: { name: "Test" } });
  const invitation = await inviteMember({ ctx, input: { email: `guest${counter}@example.com`, role: "viewer" } });
  const job = await startImport({
    ctx,
    input: {
      fileName: "a.csv",
      csv: "Email\nzed@acme.example",
      mapping: { Email: "email" },
      consent: { basis: "opt_in", source: "Form" },
    },
  });
  const message = {
    ...emptyMessage(),
    senderId: need(sender).id,
    topicId: need(topic).id,
    subject: "News",
    body: 'Hello {{ first_name | default: "there" }}',
  };
  const broadcastOf = async (name: string) => {
    const { id } = await createBroadcast({ ctx, input: { name, audience: { by: "segment", segmentId: segment.id } } });
    await saveBroadcast({ ctx, input: { id, revision: 1, message } });
    return id;
  };
  const drafted = await broadcastOf("Drafted");
  const scheduled = await broadcastOf("Scheduled");
  const in3Days = new Date(ctx.now().getTime() + 3 * 86_400_000);
  await startBroadcast({ ctx, input: { id: scheduled, revision: 2, at: in3Days } });
  const sending = await broadcastOf("Sending");
  await startBroadcast({ ctx, input: { id: sending, revision: 2 } });
  const stopped = await broadcastOf("Paused");
  await startBroadcast({ ctx, input: { id: stopped, revision: 2 } });
  await pauseBroadcast({ ctx, input: { id: stopped } });
  const sandboxMailId = newId("sandbox");
  await withWorkspace(ctx, (tx) =>
    tx.insert(t.sandboxMail).values({
      id: sandboxMailId,
      workspaceId,
      idempotencyKey: "one",
      fromAddress: "hello@acme.example",
      toAddress: "ana@acme.example",
      subject: "Hello",
      raw: Buffer.from("From: hello@acme.example\r\nTo: ana@acme.example\r\nSubject: Hello\r\n\r\nHello\r\n"),
      receivedAt: ctx.now(),
    }),
  );
  const moveId = newId("versionMove");
  const checkId = newId("check");
  await withWorkspace(ctx, async (tx) => {
    await tx.insert(t.versionMove).values({
      id: moveId,
      workspaceId,
      sequenceId: live.id,
      toVersionId: live.versionId,
      state: "moved",
      choices: {},
      paced: {},
      startedAt: ctx.now(),
    });
    await tx.insert(t.sequenceCheck).values({
      id: checkId,
      workspaceId,
      sequenceId: draft.id,
      name: "Ana",
      tried: triedCase,
      expected: { visits: [], mails: [], end: "reached-end" },
    });
  });
  const actId = newId("enrollmentAct");
  await withWorkspace(ctx, (tx) =>
    tx.insert(t.enrollmentAct).values({
      id: actId,
      workspaceId,
      enrollmentId: need(enrollment).id,
      kind: "skipped",
      before: need(enrollment).state,
      doneAt: ctx.now(),
    }),
  );
  const received = await receiveMail({
    workspaceId,
    raw: Buffer.from(
      `From: ana@acme.example\r\nTo: hello@acme.example\r\nSubject: A question\r\nMessage-ID: <q@acme.example>\r\n\r\nWhat does it cost?\r\n`,
    ),
    receivedAt: toEpochMs(ctx.now()),
  });
  if (!received.ok) throw new Error(`the reply was ${received.reason}`);
  const past = { by: "api", class: "sales" } as const;
  await exemptFromRules({ ctx, input: { of: past, ruleIds: [need(rule).id], reason: "A recall" } });
  const [exemption] = await listExemptions({ ctx });
  const saved = await createSavedAnswer({ ctx, input: { name: "Thanks", body: "Thank you, {{ first_name }}" } });
  return {
    replyId: received.id,
    savedAnswerId: saved.id,
    moveId,
    actId,
    checkId,
    mailboxId,
    ...integrations,
    sandboxMailId,
    broadcastId: drafted,
    scheduledBroadcastId: scheduled,
    sendingBroadcastId: sending,
    pausedBroadcastId: stopped,
    now: ctx.now(),
    ctx,
    workspaceId,
    slug,
    ownerId: owner.id,
    memberId: colleague.id,
    topicId: need(topic).id,
    senderId: need(sender).id,
    archivedSenderId: goneSender.id,
    ruleId: need(rule).id,
    exemptionId: need(exemption).id,
    contactId: contact.id,
    otherContactId: other.id,
    archivedContactId: archived.id,
    companyId: need(company).id,
    productId: product.id,
    segmentId: segment.id,
    unusedSegmentId: unusedSegment.id,
    teamId: team.id,
    templateId: template.id,
    draftId: draft.id,
    liveSequenceId: live.id,
    versionId: live.versionId,
    pausedSequenceId: paused.id,
    archivedSequenceId: gone.id,
    enrollmentId: need(enrollment).id,
    suppressionId: need(suppression).id,
    taskId: task.id,
    notificationId,
    keyId: key.id,
    key: key.key,
    invitationId: invitation.id,
    importId: job.id,
    touchId: need(touch).id,
    domainId: domain.id,
    phoneId: phone.id,
    launchKey: launchKey({ ref: paused.id, startsAt: startsAt.getTime() }),
  };
}

const triedCase = {
  who: "Ana",
  ...describedPerson("UTC", { workspace: null, topics: {}, sequences: {} }),
  ledger: [],
  startAt: toEpochMs(0),
  data: {},
  choices: {},
};

async function liveSequence(ctx: ServiceContext, name: string) {
  const { id } = await createSequence({ ctx, input: { name, graph } });
  const published = await publishSequence({ ctx, input: { id, revision: 1 } });
  if (!published.ok) throw new Error(`not published: ${JSON.stringify(published)}`);
  return { id, versionId: published.versionId };
}

function need<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("the world lacks a row");
  return row;
}
