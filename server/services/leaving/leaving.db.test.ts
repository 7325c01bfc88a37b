import { describe, expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { newId } from "@/db/ids";
import { testDatabase } from "@/db/testing/database";
import { signAction } from "@/server/mail/tracking-token";
import { leave, leaveAll, readLeaving, undoLeaving } from "@/server/services/leaving/leave";
import { readPreferences, savePreferences, stopAll } from "@/server/services/leaving/preferences";
import { verifyCode } from "@/server/services/leaving/verify";
import { later, sentAt, sentMail, tokensOf } from "@/server/services/signals/testing/sent-mail";
import { standIn } from "@/server/services/signals/testing/stand-in";
import { decidePeople } from "@/server/services/touches/decide";
import { requestTouches } from "@/server/services/touches/request";
import { at, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

async function addTopic(workspaceId: string, name: string, kind = "marketing"): Promise<string> {
  const id = newId("topic");
  await ownerSql()`insert into topic (id, workspace_id, name, class) values (${id}, ${workspaceId}, ${name}, ${kind})`;
  return id;
}

const choicesOf = (personId: string) =>
  ownerSql()`select topic_id, choice, source from topic_choice where person_id = ${personId} order by topic_id`;
const suppressionsOf = (personId: string) =>
  ownerSql()`select scope, reason, source, evidence_ref from suppression where person_id = ${personId} and lifted_at is null`;

/** A second mail about the same topic, due soon; what the governor says of it. */
async function decideNext(of: Awaited<ReturnType<typeof sentMail>>, given: { topicId?: string } = {}) {
  await requestTouches(ownerSql(), [touchOf(of, of, { key: "next", ...given })]);
  await at(sentAt + 60_000, () => decidePeople(of.workspaceId, [of.personId]));
  const [row] =
    await ownerSql()`select state, because->>'code' as code from touch where person_id = ${of.personId} and key = 'next'`;
  return row?.state;
}

describe("unsubscribing from a marketing mail", () => {
  it("says what one leaves and what goes on, and does nothing by looking", async () => {
    const of = await sentMail();
    await addTopic(of.workspaceId, "Events");
    const { leave: token } = tokensOf(of.mail);
    const page = { company: "Northbeam Ltd", topic: "Product news", done: false, all: false, goesOn: ["Events"] };
    expect(await readLeaving(token)).toMatchObject(page);
    expect(await readLeaving(token)).toMatchObject({ ...page, address: expect.stringMatching(/^p•••@example\.com$/) });
    expect(await choicesOf(of.personId)).toEqual([]);
  });

  it("ends its topic and no other, once however often it is pressed", async () => {
    const of = await sentMail();
    const { leave: token } = tokensOf(of.mail);
    expect(await later(60, () => leave(token, "one-click"))).toBe(true);
    expect(await later(90, () => leave(token, "unsubscribe-page"))).toBe(true);
    expect(await choicesOf(of.personId)).toEqual([{ topic_id: of.topicId, choice: "out", source: "one-click" }]);
    expect(await suppressionsOf(of.personId)).toEqual([]);
    expect(await readLeaving(token)).toMatchObject({ done: true, all: false });
    expect(await decideNext(of)).toBe("skipped");
  });

  it("lets other topics go on", async () => {
    const of = await sentMail();
    const events = await addTopic(of.workspaceId, "Events");
    await later(60, () => leave(tokensOf(of.mail).leave, "one-click"));
    expect(await decideNext(of, { topicId: events })).toBe("claimed");
  });

  it("offers everything, and takes it back", async () => {
    const of = await sentMail();
    const { leave: token } = tokensOf(of.mail);
    await later(60, () => leaveAll(token));
    expect(await suppressionsOf(of.personId)).toEqual([
      { scope: "marketing_and_sales", reason: "unsubscribe", source: "unsubscribe-page", evidence_ref: of.touchId },
    ]);
    expect(await readLeaving(token)).toMatchObject({ done: true, all: true, goesOn: [] });
    await later(70, () => undoLeaving(token));
    expect(await suppressionsOf(of.personId)).toEqual([]);
    expect(await readLeaving(token)).toMatchObject({ done: false, all: false });
  });

  it("is judged at once for mails that wait already", async () => {
    const of = await sentMail();
    await requestTouches(ownerSql(), [touchOf(of, of, { key: "waiting" })]);
    await ownerSql()`update person set next_look_at = null where id = ${of.personId}`;
    await later(60, () => leave(tokensOf(of.mail).leave, "one-click"));
    const [who] = await ownerSql()`select next_look_at from person where id = ${of.personId}`;
    expect(who?.next_look_at).toEqual(new Date(sentAt + 60_000));
  });
});

describe("unsubscribing from a sales mail", () => {
  it("ends all marketing and sales and stops what writes them", async () => {
    const of = await sentMail({ touch: { class: "sales" } });
    const enrollmentId = await standIn(of);
    const { leave: token } = tokensOf(of.mail);
    expect(await readLeaving(token)).toMatchObject({ topic: null });
    await later(60, () => leave(token, "one-click"));
    expect(await suppressionsOf(of.personId)).toMatchObject([{ scope: "marketing_and_sales", source: "one-click" }]);
    const [row] = await ownerSql()`select status, end_reason from enrollment where id = ${enrollmentId}`;
    expect(row).toEqual({ status: "finished", end_reason: "stopped" });
  });
});

describe("tokens that are none", () => {
  it("open nothing", async () => {
    const of = await sentMail();
    for (const token of ["nonsense", tokensOf(of.mail).prefer, signAction({ do: "leave", touchId: "tch_gone" })]) {
      expect(await readLeaving(token)).toBeNull();
      expect(await leave(token, "one-click")).toBe(false);
    }
    expect(await readPreferences(tokensOf(of.mail).leave)).toBeNull();
    expect(await savePreferences("x", { shown: [], on: [], pace: null, pausedUntil: null })).toBeNull();
  });
});

describe("the preference centre", () => {
  const none = { pace: null, pausedUntil: null };

  it("shows public topics, keeps choices, and leaves alone what it did not show", async () => {
    const of = await sentMail();
    const events = await addTopic(of.workspaceId, "Events");
    await addTopic(of.workspaceId, "Receipts", "transactional");
    const { prefer: token } = tokensOf(of.mail);
    const page = await readPreferences(token);
    expect(page?.topics.map(({ name, on }) => [name, on])).toEqual([
      ["Events", true],
      ["Product news", true],
    ]);
    await later(60, () => savePreferences(token, { shown: [of.topicId], on: [], ...none }));
    expect(await choicesOf(of.personId)).toEqual([{ topic_id: of.topicId, choice: "out", source: "preferences" }]);
    expect((await readPreferences(token))?.topics.find(({ id }) => id === events)?.on).toBe(true);
    await later(70, () => savePreferences(token, { shown: [of.topicId], on: [of.topicId], ...none }));
    expect(await choicesOf(of.personId)).toMatchObject([{ choice: "in" }]);
  });

  it("keeps the pace and a pause to a day in the person's zone", async () => {
    const of = await sentMail();
    await ownerSql()`update contact set time_zone = 'America/New_York' where id = ${of.contactId}`;
    const { prefer: token } = tokensOf(of.mail);
    const topics = { shown: [of.topicId], on: [of.topicId] };
    await later(60, () => savePreferences(token, { ...topics, pace: "weekly", pausedUntil: "2026-06-01" }));
    const [who] = await ownerSql()`select frequency, frequency_paused_until from person where id = ${of.personId}`;
    expect(who).toEqual({ frequency: "weekly", frequency_paused_until: new Date("2026-06-01T04:00:00Z") });
    expect(await choicesOf(of.personId)).toEqual([]);
    expect(await decideNext(of)).toBe("held");
  });

  it.each(["2026-05-01", "2026-02-31", "some day"])(
    "a pause until %s changes no pause, and loses nothing else that was chosen",
    async (pausedUntil) => {
      const of = await sentMail();
      const { prefer: token } = tokensOf(of.mail);
      const all = { shown: [of.topicId], on: [of.topicId] };
      await later(60, () => savePreferences(token, { ...all, pace: "weekly", pausedUntil: "2026-06-01" }));
      const chosen = { shown: [of.topicId], on: [], pace: "monthly" as const, pausedUntil };
      expect(await later(70, () => savePreferences(token, chosen))).toEqual({ badDate: true });
      expect(await choicesOf(of.personId)).toMatchObject([{ choice: "out" }]);
      expect(await later(80, () => readPreferences(token))).toMatchObject({
        pace: "monthly",
        pausedUntil: "2026-06-01",
      });
    },
  );

  it("all off, and back again with one topic", async () => {
    const of = await sentMail();
    const events = await addTopic(of.workspaceId, "Events");
    const { prefer: token } = tokensOf(of.mail);
    await later(60, () => stopAll(token));
    expect(await readPreferences(token)).toMatchObject({ left: true, topics: [{ on: false }, { on: false }] });
    const shown = [events, of.topicId];
    await later(70, () => savePreferences(token, { shown, on: [], ...none }));
    expect(await suppressionsOf(of.personId)).toHaveLength(1);
    await later(80, () => savePreferences(token, { shown, on: [events], ...none }));
    expect(await suppressionsOf(of.personId)).toEqual([]);
    expect(await readPreferences(token)).toMatchObject({
      left: false,
      topics: [{ id: events, on: true }, { on: false }],
    });
  });

  it("does not lift what was not the person's own choice", async () => {
    const of = await sentMail();
    await ownerSql()`insert into suppression (id, workspace_id, email_hash, person_id, scope, reason, source) values ('sup_1', ${of.workspaceId}, 'x', ${of.personId}, 'all', 'complaint', 'reply')`;
    const { prefer: token } = tokensOf(of.mail);
    await later(60, () => savePreferences(token, { shown: [of.topicId], on: [of.topicId], ...none }));
    expect(await suppressionsOf(of.personId)).toMatchObject([{ reason: "complaint" }]);
    expect(await readPreferences(token)).toMatchObject({ closed: true });
  });
});

describe("verifying a code", () => {
  it("says that we sent it, when and as whom, and nothing of the person", async () => {
    const of = await sentMail();
    const [row] = await ownerSql()<{ code: string }[]>`select code from touch where id = ${of.touchId}`;
    const code = row?.code ?? "";
    const typed = `${code.slice(0, 4).toUpperCase()} - ${code.slice(4)}`;
    const answer = await verifyCode(typed, "203.0.113.1");
    expect(answer).toEqual({
      ours: true,
      company: "Northbeam Ltd",
      sender: { name: "Northbeam", address: "hello@northbeam.example" },
      sentAt: new Date(sentAt),
      zone: "UTC",
    });
    expect(JSON.stringify(answer)).not.toContain(of.email);
  });

  it("says no to what did not leave and to what we do not know", async () => {
    const of = await sentMail();
    const [row] = await ownerSql()<
      { code: string }[]
    >`update touch set state = 'claimed' where id = ${of.touchId} returning code`;
    for (const code of [row?.code ?? "", "zzzzzzzzz", "", "' or 1=1"]) {
      expect(await verifyCode(code, "203.0.113.2")).toEqual({ ours: false });
    }
  });

  it("cannot be used to try codes out", async () => {
    for (let n = 0; n < 30; n += 1) await verifyCode(`guess${n}`, "203.0.113.3");
    await expect(verifyCode("guess", "203.0.113.3")).rejects.toMatchObject({ code: "TOO_MANY" });
    expect(await verifyCode("guess", "203.0.113.4")).toEqual({ ours: false });
  });
});
