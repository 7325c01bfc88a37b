import { everybody } from "@/core/audience";
import { noBrand } from "@/core/brand";
import { emptyGraph } from "@/core/edit";
import { toEpochMs } from "@/core/instant";
import { describedPerson } from "@/core/try-stranger";
import type { RouterInputs } from "@/server/api/root";
import type { World } from "@/server/api/testing/world";

/**
 * An input of every procedure, made from the ids of one workspace. A procedure without one is a type error; the
 * cross-workspace test (isolation.db.test.ts) runs each.
 */
type Inputs = {
  [R in keyof RouterInputs]: { [P in keyof RouterInputs[R]]: (world: World) => RouterInputs[R][P] };
};

const none = () => undefined;
const soon = (world: World) => new Date(world.now.getTime() + 3 * 86_400_000);
const rule = {
  name: "Two a week",
  scope: { kind: "everything" },
  max: 2,
  window: { kind: "rolling", lengthMs: 7 * 86_400_000 },
  minGapMs: null,
  counts: null,
  appliesTo: null,
  atCap: "hold",
  shelfLifeMs: null,
};
const csv = "Email,Name\nnew@acme.example,New Person\n";
const consent = { basis: "opt_in", source: "Form", wording: "Yes", topicId: null } as const;

const triedCase = {
  who: "Ana",
  ...describedPerson("UTC", { workspace: null, topics: {}, sequences: {} }),
  ledger: [],
  startAt: toEpochMs(0),
  data: {},
  choices: {},
};
const triedPath = { visits: [], mails: [], end: "reached-end" };

export const inputs: Inputs = {
  account: {
    me: none,
    signUp: () => ({ name: "Zoe", email: "zoe@example.com", password: "correct horse battery" }),
    signIn: () => ({ email: "zoe@example.com", password: "correct horse battery" }),
    verifyTwoFactor: () => ({ code: "123456" }),
    signOut: none,
    sendVerification: () => ({ email: "zoe@example.com" }),
    verifyEmail: () => ({ token: "token" }),
    requestReset: () => ({ email: "zoe@example.com" }),
    resetPassword: () => ({ token: "token", password: "correct horse battery" }),
    updateProfile: () => ({ name: "Zoe" }),
    changePassword: () => ({ current: "correct horse battery", next: "correct horse batteries" }),
    enableTwoFactor: () => ({ password: "correct horse battery" }),
    confirmTwoFactor: () => ({ code: "123456" }),
    disableTwoFactor: () => ({ password: "correct horse battery" }),
  },
  invitations: {
    get: (w) => ({ id: w.invitationId }),
    accept: (w) => ({ id: w.invitationId }),
  },
  workspaces: {
    list: none,
    create: () => ({ name: "Another one" }),
    switch: (w) => ({ slug: w.slug }),
  },
  attention: {
    held: () => ({}),
    counts: () => ({}),
    letGo: () => ({ which: { filter: {} }, reason: "Asked for it" }),
    cancel: () => ({ which: { filter: {} }, reason: "Sold out" }),
    calendar: () => ({ from: "2026-05-01", to: "2026-05-31" }),
    starts: none,
    nearLimit: () => ({}),
    collisions: none,
    leftAlone: none,
    endLeftAlone: (w) => ({ of: "company", id: w.companyId }),
    logTouch: (w) => ({ contactId: w.contactId, channel: "call", subject: "Called about seats" }),
  },
  audit: { list: () => ({}) },
  broadcasts: {
    list: () => ({}),
    get: (w) => ({ id: w.broadcastId }),
    validate: (w) => ({ id: w.broadcastId }),
    previewAudience: (w) => ({ audience: { by: "segment", segmentId: w.segmentId } }),
    resolveList: () => ({ text: "ana@acme.example, nobody@acme.example" }),
    create: (w) => ({ name: "Fresh", teamId: w.teamId, audience: { by: "everybody" } }),
    save: (w) => ({ id: w.broadcastId, revision: 2, name: "Renamed" }),
    duplicate: (w) => ({ id: w.broadcastId }),
    remove: (w) => ({ id: w.broadcastId }),
    start: (w) => ({ id: w.broadcastId, revision: 2 }),
    unschedule: (w) => ({ id: w.scheduledBroadcastId }),
    pause: (w) => ({ id: w.sendingBroadcastId }),
    resume: (w) => ({ id: w.pausedBroadcastId }),
    cancel: (w) => ({ id: w.sendingBroadcastId }),
  },
  brands: {
    list: none,
    save: (w) => ({ teamId: w.teamId, rules: { ...noBrand, avoid: ["cheap"], senderIds: [w.senderId] } }),
  },
  clock: { get: none, move: (w) => ({ to: soon(w) }), stop: none },
  companies: { list: () => ({}), get: (w) => ({ id: w.companyId }) },
  consents: {
    list: (w) => ({ contactId: w.contactId }),
    record: (w) => ({ contactId: w.contactId, ...consent, topicId: w.topicId }),
  },
  contacts: {
    list: () => ({}),
    count: () => ({}),
    get: (w) => ({ id: w.contactId }),
    tags: none,
    attributes: none,
    create: () => ({ email: "fresh@acme.example", firstName: "Fresh", tags: ["vip"], consent }),
    update: (w) => ({ id: w.contactId, firstName: "Changed", attributes: { plan: "team" } }),
    archive: (w) => ({ ids: [w.contactId] }),
    restore: (w) => ({ ids: [w.archivedContactId] }),
    erase: (w) => ({ id: w.contactId, because: "asked" }),
    addTag: (w) => ({ ids: [w.contactId], tag: "hot" }),
    removeTag: (w) => ({ ids: [w.contactId], tag: "vip" }),
    setOwner: (w) => ({ ids: [w.contactId], ownerId: null }),
    leaveAlone: (w) => ({ contactId: w.contactId, until: soon(w), reason: "Asked us to" }),
    clearLeaveAlone: (w) => ({ contactId: w.contactId }),
  },
  domains: {
    list: none,
    save: () => ({ domain: "https://pay.acme.example/x", use: "web" }),
    remove: (w) => ({ id: w.domainId }),
    check: (w) => ({ id: w.domainId }),
    savePhone: () => ({ number: "+44 20 7946 0000", label: "Support" }),
    removePhone: (w) => ({ id: w.phoneId }),
  },
  enrollments: {
    enroll: (w) => ({ sequenceId: w.liveSequenceId, contactIds: [w.otherContactId] }),
    stop: (w) => ({ ids: [w.enrollmentId], reason: "Enough" }),
    pause: (w) => ({ ids: [w.enrollmentId], reason: "Holiday" }),
    resume: (w) => ({ ids: [w.enrollmentId] }),
    skipWait: (w) => ({ id: w.enrollmentId, at: { nodeId: "pause", visit: 1 }, reason: "Urgent" }),
    jump: (w) => ({ id: w.enrollmentId, at: { nodeId: "pause", visit: 1 }, to: "later", reason: "Urgent" }),
  },
  imports: {
    list: () => ({}),
    get: (w) => ({ id: w.importId }),
    read: () => ({ fileName: "a.csv", csv }),
    start: (w) => ({
      fileName: "a.csv",
      csv,
      mapping: { Email: "email", Name: "name" },
      consent: { ...consent, topicId: w.topicId },
    }),
  },
  journeys: {
    get: (w) => ({ contactId: w.contactId }),
    path: (w) => ({ enrollmentId: w.enrollmentId }),
    mail: (w) => ({ touchId: w.touchId }),
  },
  keys: { list: none, create: () => ({ name: "Shop" }), revoke: (w) => ({ id: w.keyId }) },
  mailTemplates: {
    list: none,
    versions: (w) => ({ id: w.templateId }),
    create: () => ({ name: "Farewell", subject: "Bye", preview: "", body: "Bye" }),
    save: (w) => ({ id: w.templateId, version: 1, subject: "Hello you", preview: "", body: "Hi" }),
    archive: (w) => ({ id: w.templateId }),
    sendTest: (w) => ({
      contactId: w.contactId,
      senderId: w.senderId,
      class: "marketing",
      subject: "Hello",
      preview: "",
      body: "Hi",
    }),
  },
  members: {
    list: none,
    invite: () => ({ email: "later@example.com", role: "viewer" }),
    cancelInvitation: (w) => ({ id: w.invitationId }),
    changeRole: (w) => ({ memberId: w.memberId, role: "sales" }),
    remove: (w) => ({ memberId: w.memberId }),
  },
  notifications: { list: none, markRead: (w) => ({ ids: [w.notificationId] }) },
  preferences: {
    get: (w) => ({ contactId: w.contactId }),
    setFrequency: (w) => ({ contactId: w.contactId, pace: "weekly" }),
    setTopic: (w) => ({ contactId: w.contactId, topicId: w.topicId, choice: "out" }),
    resetInterest: (w) => ({ contactId: w.contactId, topicId: w.topicId }),
  },
  productFacts: {
    set: (w) => ({ contactId: w.contactId, productId: w.productId, fact: "bought" }),
    clear: (w) => ({ contactId: w.contactId, productId: w.productId, fact: "has_competing" }),
  },
  products: {
    list: none,
    create: () => ({ key: "extra", name: "Extra" }),
    update: (w) => ({ id: w.productId, name: "Pro 2" }),
    archive: (w) => ({ id: w.productId }),
  },
  rules: {
    list: none,
    versions: (w) => ({ id: w.ruleId }),
    removed: none,
    tryOut: () => ({ rule }),
    create: () => ({ rule }),
    update: (w) => ({ id: w.ruleId, rule }),
    restore: (w) => ({ id: w.ruleId, version: 1 }),
    remove: (w) => ({ id: w.ruleId }),
  },
  sandbox: {
    list: () => ({}),
    get: (w) => ({ id: w.sandboxMailId }),
    play: (w) => ({ id: w.sandboxMailId, action: { do: "reply", text: "Sounds good, call me." } }),
  },
  segments: {
    list: none,
    get: (w) => ({ id: w.segmentId }),
    preview: () => ({ condition: everybody }),
    create: () => ({ name: "Everybody", condition: everybody }),
    update: (w) => ({ id: w.segmentId, name: "Renamed" }),
    archive: (w) => ({ id: w.segmentId }),
  },
  senders: {
    list: none,
    create: () => ({ name: "Sales", address: "sales@acme.example" }),
    update: (w) => ({ id: w.senderId, name: "Renamed" }),
    archive: (w) => ({ id: w.senderId }),
  },
  sequences: {
    list: () => ({}),
    findSteps: () => ({ search: "s1" }),
    get: (w) => ({ id: w.draftId }),
    validate: (w) => ({ id: w.draftId }),
    versions: (w) => ({ id: w.liveSequenceId }),
    version: (w) => ({ versionId: w.versionId }),
    counts: (w) => ({ id: w.liveSequenceId }),
    people: (w) => ({ id: w.liveSequenceId }),
    create: () => ({ name: "Fresh" }),
    duplicate: (w) => ({ id: w.draftId }),
    rename: (w) => ({ id: w.draftId, name: "Renamed" }),
    setTeam: (w) => ({ id: w.draftId, teamId: w.teamId }),
    archive: (w) => ({ id: w.liveSequenceId }),
    restore: (w) => ({ id: w.archivedSequenceId }),
    saveDraft: (w) => ({ id: w.draftId, revision: 1, graph: emptyGraph("start") }),
    discardDraft: (w) => ({ id: w.liveSequenceId }),
    restoreVersion: (w) => ({ id: w.liveSequenceId, versionId: w.versionId }),
    publish: (w) => ({ id: w.draftId, revision: 1 }),
    planPublish: (w) => ({ id: w.liveSequenceId }),
    moves: (w) => ({ id: w.liveSequenceId }),
    undoMove: (w) => ({ id: w.moveId }),
    pause: (w) => ({ id: w.liveSequenceId }),
    resume: (w) => ({ id: w.pausedSequenceId }),
  },
  settings: {
    get: none,
    update: () => ({ legalName: "Acme GmbH" }),
    pauseSending: () => ({ reason: "A mistake" }),
    resumeSending: none,
  },
  suppressions: {
    list: () => ({}),
    add: () => ({ email: "never@example.com", scope: "all", reason: "Asked us to" }),
    lift: (w) => ({ id: w.suppressionId, reason: "Signed up again" }),
  },
  tasks: {
    list: () => ({}),
    create: (w) => ({ title: "Call", contactId: w.contactId }),
    done: (w) => ({ id: w.taskId }),
    reopen: (w) => ({ id: w.taskId }),
  },
  teams: {
    list: none,
    create: () => ({ name: "Brand" }),
    update: (w) => ({ id: w.teamId, name: "Renamed" }),
    setMembers: (w) => ({ id: w.teamId, memberIds: [w.memberId] }),
    remove: (w) => ({ id: w.teamId }),
    pause: (w) => ({ id: w.teamId }),
    resume: (w) => ({ id: w.teamId }),
  },
  today: { get: none },
  trials: {
    person: (w) => ({ id: w.draftId, contactId: w.contactId }),
    forecast: (w) => ({ id: w.draftId, segmentId: w.segmentId }),
    checks: (w) => ({ id: w.draftId }),
    saveCheck: (w) => ({ id: w.draftId, name: "Ana", contactId: w.contactId, tried: triedCase, expected: triedPath }),
    removeCheck: (w) => ({ checkId: w.checkId }),
  },
  topics: {
    list: none,
    create: () => ({ name: "Events" }),
    update: (w) => ({ id: w.topicId, name: "Renamed" }),
    archive: (w) => ({ id: w.topicId }),
  },
  touches: { log: (w) => ({ contactId: w.contactId, channel: "call", subject: "Asked about prices" }) },
  workspace: { get: none, names: none },
};
