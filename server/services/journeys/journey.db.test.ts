import { describe, expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { toEpochMs } from "@/core/instant";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { readAction, signAction } from "@/server/mail/tracking-token";
import { getContact } from "@/server/services/contacts/get";
import { clearLeaveAlone, leaveAlone } from "@/server/services/contacts/leave-alone";
import { memberContext, type ServiceContext, systemContext } from "@/server/services/context";
import { advanceEnrollments } from "@/server/services/enrollments/advance-enrollments";
import { jumpEnrollment, pauseEnrollments, resumeEnrollments } from "@/server/services/enrollments/stop";
import { enterPerson, liveSequence } from "@/server/services/enrollments/testing/enrolled";
import { getJourney, getPath } from "@/server/services/journeys/get";
import { getMail } from "@/server/services/journeys/mail";
import { leave } from "@/server/services/leaving/leave";
import { setFrequency, setTopicChoice } from "@/server/services/preferences/manage";
import { pauseSequence, resumeSequence } from "@/server/services/sequences/manage";
import { recordSignals } from "@/server/services/signals/record";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

const graph = drawGraph({
  start: { kind: "trigger", next: { next: "mail" } },
  mail: {
    kind: "email",
    name: "Hello",
    config: {
      subject: "Hello",
      body: "See [our prices](https://northbeam.example/prices).",
      links: [{ id: "l1", url: "https://northbeam.example/prices", label: "our prices" }],
    },
    next: { next: "wait" },
  },
  wait: { kind: "wait", next: { replied: "talk", clicked: "more", timeout: "end" } },
  talk: { kind: "task", next: { next: "end" } },
  more: { kind: "email", name: "More", next: { next: "end" } },
  end: { kind: "exit" },
});

const sandbox = createSandboxTransport(async () => "kept");
const minute = 60_000;

/** Somebody who was sent the first mail on Monday 10:00 and stands in the wait. */
async function sent() {
  const live = await at(monday, () => liveSequence(graph));
  const who = await at(monday, () => enterPerson(live));
  const item = { workspaceId: live.workspaceId, id: who.enrollmentId, epoch: 1 };
  await at(monday, () => advanceEnrollments([item]));
  const { claimed } = await at(monday + GATHER_MS, () => decidePeople(live.workspaceId, [who.personId]));
  await at(monday + GATHER_MS, () => handOverTouches(live.workspaceId, claimed, async () => sandbox));
  await at(monday + minute, () => advanceEnrollments([item]));
  const ctx = memberContext({
    workspaceId: live.workspaceId,
    memberId: "mem_x",
    role: "sales",
    teamIds: [],
    offsetMs: 0,
  });
  return { ...live, ...who, item, ctx, touchId: claimed[0] ?? "" };
}

const journey = (ctx: ServiceContext, contactId: string, ms: number) =>
  at(ms, () => getJourney({ ctx, input: { contactId } }));

describe("a journey", () => {
  test("tells past, present and what may follow, each with its reason", async () => {
    const world = await sent();
    const seen = await journey(world.ctx, world.contactId, monday + minute);
    expect(seen.rows.map(({ tense, kind, stamp, step }) => ({ tense, kind, stamp, step }))).toEqual([
      { tense: "past", kind: "consent", stamp: null, step: null },
      { tense: "past", kind: "entered", stamp: 1, step: 1 },
      { tense: "past", kind: "mail", stamp: 2, step: 2 },
      { tense: "present", kind: "step", stamp: 3, step: 3 },
      ...seen.rows
        .filter(({ kind }) => kind === "then")
        .map(({ step }) => ({ tense: "planned", kind: "then", stamp: null, step })),
    ]);
    expect(seen.rows.filter(({ kind }) => kind === "then").length).toBeGreaterThan(1);
    for (const row of seen.rows) if (row.tense !== "planned") expect(row.reason, row.title).not.toBeNull();
    expect(seen.answer).toMatch(/^S3 .*Waits until/);
    expect(seen.enrollments).toMatchObject([
      { id: world.enrollmentId, status: "active", nodeId: "wait", step: 3, paused: false },
    ]);
    expect(seen.contact).toMatchObject({ zone: "UTC", zoneSource: "workspace" });
  });

  test("a passage that was paused says so first, in a wait and on a mail, and not what limit stood before", async () => {
    const world = await sent();
    const ctx = { ...world.ctx, rights: new Set([...world.ctx.rights, "enroll" as const, "passage.pause" as const]) };
    const until = new Date(monday + 2 * 86_400_000);
    const pause = { ids: [world.enrollmentId], until, clock: "stands" as const, reason: "Is on leave" };
    await at(monday + 2 * minute, () => pauseEnrollments({ ctx, input: pause }));
    const waiting = await journey(ctx, world.contactId, monday + 3 * minute);
    expect(waiting.answer).toContain("Paused: Is on leave. Nothing of it leaves until Wed");

    await at(monday + 4 * minute, () => resumeEnrollments({ ctx, input: { ids: pause.ids } }));
    const here = { nodeId: "wait", visit: 1 };
    const jump = { id: world.enrollmentId, at: here, to: "more", reason: "Asked for it" };
    await at(monday + 5 * minute, () => jumpEnrollment({ ctx, input: jump }));
    await at(monday + 6 * minute, () => pauseEnrollments({ ctx, input: { ...pause, until: null } }));
    const held = await journey(ctx, world.contactId, monday + 7 * minute);
    expect(held.rows.find(({ tense, kind }) => tense === "present" && kind === "hold")).toMatchObject({
      title: "Holding “Hello”",
      reason: "Paused: Is on leave. Nothing of it leaves until somebody resumes it.",
      heldUntil: null,
    });
    expect(held.answer).toContain("until somebody resumes it");
  });

  test("what stands with its whole sequence says so: nobody can let this one person go on before", async () => {
    const world = await sent();
    const ctx = { ...world.ctx, rights: new Set([...world.ctx.rights, "publish" as const]) };
    await at(monday + 2 * minute, () => pauseSequence({ ctx, input: { id: world.sequenceId } }));
    const standing = await journey(ctx, world.contactId, monday + 3 * minute);
    expect(standing.enrollments).toMatchObject([{ paused: true, pausedBySequence: true }]);
    expect(standing.answer).toContain(
      "Paused with the whole sequence. Nothing of it leaves until the sequence is resumed.",
    );
    await at(monday + 4 * minute, () => resumeSequence({ ctx, input: { id: world.sequenceId } }));
    const going = await journey(ctx, world.contactId, monday + 5 * minute);
    expect(going.enrollments).toMatchObject([{ paused: false, pausedBySequence: false }]);
  });

  test("how often they want mail and when they were to be left alone stand in it, each time", async () => {
    const world = await sent();
    const ctx = { ...world.ctx, rights: new Set([...world.ctx.rights, "leave-alone" as const]) };
    const asked = { contactId: world.contactId, until: new Date(monday + 3 * 86_400_000), reason: "Is on leave" };
    await at(monday + 2 * minute, () => leaveAlone({ ctx, input: asked }));
    await at(monday + 3 * minute, () => clearLeaveAlone({ ctx, input: { contactId: world.contactId } }));
    await ownerSql()`insert into audit (id, workspace_id, action, subject_ref, person_id, data) values (${newId("audit")},
      ${world.workspaceId}, 'preference.frequency', ${world.personId}, ${world.personId},
      ${ownerSql().json({ by: "person", pace: "monthly", pausedUntil: null, at: new Date(monday + 4 * minute).toISOString() })})`;
    const seen = await journey(world.ctx, world.contactId, monday + 5 * minute);
    expect(
      seen.rows.filter(({ kind }) => kind === "choice").map((row) => [row.at?.getTime(), row.title, row.details]),
    ).toEqual([
      [
        monday + 2 * minute,
        expect.stringMatching(/^Leave this person alone until /),
        [{ label: "Reason given", value: "Is on leave" }],
      ],
      [monday + 3 * minute, "No longer to be left alone", []],
      [monday + 4 * minute, "Wants at most one message in 30 days", []],
    ]);
  });

  test("who looked at it is written down once an hour, whatever they open", async () => {
    const world = await sent();
    const { ctx, contactId, touchId } = world;
    const other = memberContext({ ...world, memberId: "mem_y", role: "viewer", teamIds: [], offsetMs: 0 });
    const look = async (from: ServiceContext) => {
      await Promise.all([
        getJourney({ ctx: from, input: { contactId } }),
        getContact({ ctx: from, input: { id: contactId } }),
      ]);
      await getMail({ ctx: from, input: { touchId } });
      await getPath({ ctx: from, input: { enrollmentId: world.enrollmentId } });
    };
    await at(monday, () => look(ctx));
    await at(monday + 30 * minute, () => look(ctx));
    await at(monday + 30 * minute, () => look(other));
    await at(monday + 60 * minute, () => look(ctx));
    await look(systemContext({ workspaceId: world.workspaceId, name: "test" }));
    const rows =
      await ownerSql()`select member_id, person_id from audit where workspace_id = ${world.workspaceId} and action = 'person.viewed' order by member_id`;
    expect(rows).toEqual(["mem_x", "mem_x", "mem_y"].map((member_id) => ({ member_id, person_id: world.personId })));
  });

  test("what they chose stands in it each time, with who did it: they themselves, or a colleague for them", async () => {
    const world = await sent();
    const { ctx, contactId, topicId } = world;
    const choose = (minutes: number, choice: "in" | "out") =>
      at(monday + minutes * minute, () => setTopicChoice({ ctx, input: { contactId, topicId, choice } }));
    await choose(2, "out");
    await choose(3, "in");
    await at(monday + 4 * minute, () => leave(signAction({ do: "leave", touchId: world.touchId }), "one-click"));
    await at(monday + 5 * minute, () => setFrequency({ ctx, input: { contactId, pace: "weekly" } }));
    const seen = await journey(ctx, contactId, monday + 6 * minute);
    const rows = seen.rows.filter(({ kind }) => kind === "choice");
    expect(rows.map((row) => [row.at?.getTime(), row.title, row.reason])).toEqual([
      [monday + 2 * minute, "Wants no more of Product news", "A former member noted it on their behalf."],
      [monday + 3 * minute, "Wants Product news", "A former member noted it on their behalf."],
      [monday + 4 * minute, "Wants no more of Product news", "With the unsubscribe button of their mail program."],
      [monday + 5 * minute, "Wants at most one message in 7 days", "A former member noted it on their behalf."],
    ]);
    expect(rows[2]?.touchId).toBe(world.touchId);
  });

  test("a reply moves on; the rows say which way and why; a machine's click does not count and says so", async () => {
    const world = await sent();
    const signal = {
      workspaceId: world.workspaceId,
      personId: world.personId,
      contactId: world.contactId,
      touchId: world.touchId,
      source: "own",
    };
    await at(monday + 2 * minute, () =>
      recordSignals(ownerSql(), [
        {
          ...signal,
          kind: "click",
          sourceId: "c1",
          linkId: "l1",
          verdict: "machine",
          verdictReasons: ["scanner_network"],
          occurredAt: toEpochMs(monday + 2 * minute),
        },
        {
          ...signal,
          kind: "reply",
          name: "interested",
          sourceId: "r1",
          verdict: "human",
          occurredAt: toEpochMs(monday + 3 * minute),
        },
      ]),
    );
    await ownerSql()`
      insert into inbound_mail (id, workspace_id, dedup_key, person_id, contact_id, touch_id, signal_id, match_method, confidence, class, from_address, subject, new_text, received_at)
      select ${newId("inbound")}, workspace_id, 'm1', person_id, contact_id, touch_id, id, 'token', 'sure', 'interested', 'a@b.example', 'Re: Hello', 'Tell me more', occurred_at
      from signal where kind = 'reply' and workspace_id = ${world.workspaceId}`;
    await at(monday + 10 * minute, () => advanceEnrollments([world.item]));
    const seen = await journey(world.ctx, world.contactId, monday + 10 * minute);
    const reply = seen.rows.find(({ kind }) => kind === "reply");
    expect(reply).toMatchObject({ muted: false, touchId: world.touchId, step: 2 });
    expect(reply?.reason).toBe("Understood as: interested. “Tell me more”");
    const click = seen.rows.find(({ kind }) => kind === "click");
    expect(click).toMatchObject({
      muted: true,
      title: "Clicked “our prices” in “Hello”",
      reason: "A machine, so it does not count: from the network of a mail security service.",
    });
    expect(seen.rows.find(({ step, kind }) => kind === "step" && step === 3)?.reason).toMatch(/Took “/);

    const viewer = memberContext({
      workspaceId: world.workspaceId,
      memberId: "mem_v",
      role: "viewer",
      teamIds: [],
      offsetMs: 0,
    });
    const less = await journey(viewer, world.contactId, monday + 10 * minute);
    expect(less.rows.find(({ kind }) => kind === "reply")?.reason).toBe("Understood as: interested.");
  });

  test("what is planned is dated by the limits it will meet, and so is what comes after it", async () => {
    const hour = 60 * minute;
    const live = await at(monday, () =>
      liveSequence(
        drawGraph({
          start: { kind: "trigger", next: { next: "mail" } },
          mail: { kind: "email", name: "First", config: { subject: "First", body: "One." }, next: { next: "rest" } },
          rest: {
            kind: "delay",
            config: { mode: "for", duration: { amount: 1, unit: "hours" } },
            next: { next: "second" },
          },
          second: { kind: "email", name: "Second", config: { subject: "Second", body: "Two." }, next: { next: "end" } },
          end: { kind: "exit" },
        }),
      ),
    );
    await ownerSql()`insert into cap_rule (id, workspace_id, name, rule)
      select ${newId("rule")}, ${live.workspaceId}, 'One message a day', ${ownerSql().json(JSON.parse(JSON.stringify(defaultRules[0])))}`;
    const who = await at(monday, () => enterPerson(live));
    const item = { workspaceId: live.workspaceId, id: who.enrollmentId, epoch: 1 };
    await at(monday, () => advanceEnrollments([item]));
    const { claimed } = await at(monday + GATHER_MS, () => decidePeople(live.workspaceId, [who.personId]));
    await at(monday + GATHER_MS, () => handOverTouches(live.workspaceId, claimed, async () => sandbox));
    await at(monday + minute, () => advanceEnrollments([item]));
    const ctx = memberContext({
      workspaceId: live.workspaceId,
      memberId: "mem_x",
      role: "sales",
      teamIds: [],
      offsetMs: 0,
    });
    const seen = await journey(ctx, who.contactId, monday + minute);
    const planned = seen.rows.filter(({ tense, kind }) => tense === "planned" && kind === "mail");
    expect(planned.map(({ title, at: when, reason }) => [title, when?.getTime(), reason])).toEqual([
      [
        "Will send “Second”",
        monday + GATHER_MS + 24 * hour,
        "Due Mon 4 May 11:00, but one message in 24 hours is the limit; “First” (Mon) fills it.",
      ],
    ]);
  });

  test("a held mail says why and until when, and afterwards that it was", async () => {
    const world = await sent();
    await ownerSql()`
      insert into cap_rule (id, workspace_id, name, rule)
      select ${newId("rule")}, ${world.workspaceId}, 'One message a day', ${ownerSql().json(JSON.parse(JSON.stringify(defaultRules[0])))}`;
    await at(monday + 5 * minute, async () => {
      await requestTouches(ownerSql(), [touchOf(world, world, { key: "news", dueAt: toEpochMs(monday + 5 * minute) })]);
    });
    await at(monday + 6 * minute, () => decidePeople(world.workspaceId, [world.personId]));
    const seen = await journey(world.ctx, world.contactId, monday + 6 * minute);
    const held = seen.rows.find(({ kind, tense }) => kind === "hold" && tense === "present");
    expect(held?.reason).toMatch(/^Held until Tue .*one message in 24 hours is the limit/i);
    expect(held?.heldUntil?.toISOString()).toBe(new Date(monday + GATHER_MS + 86_400_000).toISOString());
    expect(seen.answer).toContain("Holding");

    const tomorrow = monday + GATHER_MS + 86_400_000 + minute;
    const { claimed } = await at(tomorrow, () => decidePeople(world.workspaceId, [world.personId]));
    await at(tomorrow, () => handOverTouches(world.workspaceId, claimed, async () => sandbox));
    const later = await journey(world.ctx, world.contactId, tomorrow);
    expect(later.rows.filter(({ kind }) => kind === "hold")).toMatchObject([
      { tense: "past", title: "Held “About news”" },
    ]);
    expect(
      later.rows.filter(({ kind, tense }) => kind === "mail" && tense === "past").map(({ title }) => title),
    ).toContain("Sent “About news”");
  });

  test("a passage is shown on the version it ran, with its stamps; a sent mail as it left", async () => {
    const world = await sent();
    const path = await at(monday + minute, () =>
      getPath({ ctx: world.ctx, input: { enrollmentId: world.enrollmentId } }),
    );
    expect(path.visits.map(({ ordinal, nodeId, outlet }) => ({ ordinal, nodeId, outlet }))).toEqual([
      { ordinal: 1, nodeId: "start", outlet: "next" },
      { ordinal: 2, nodeId: "mail", outlet: "next" },
      { ordinal: 3, nodeId: "wait", outlet: null },
    ]);
    expect(path.here).toMatchObject({ nodeId: "wait", visit: 1 });
    expect(path.version).toMatchObject({ number: 1, graph: { format: 1 } });
    const mail = await getMail({ ctx: world.ctx, input: { touchId: world.touchId } });
    expect(mail).toMatchObject({ state: "accepted", mail: { to: world.email } });
    // nobody leaves, asks or clicks in the recipient's name
    expect(mail.mail?.html).toContain("/unsubscribe/…");
    const keys = [...JSON.stringify(mail).matchAll(/[\w.-]+\.[\w-]{22}\b/g)].map(([key]) => readAction(key));
    expect(keys.filter((action) => action !== null)).toEqual([]);
    await expect(getJourney({ ctx: world.ctx, input: { contactId: "ctc_nobody" } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
