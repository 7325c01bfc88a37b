import { expect, test } from "vitest";
import { defaultRules } from "@/core/attention/default-rules";
import { DAY_MS } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { countHeld, listHeld } from "@/server/services/attention/held";
import { memberContext } from "@/server/services/context";
import { readFolders } from "@/server/services/mailboxes/folders";
import { takeLeases } from "@/server/services/mailboxes/lease";
import { noteTrouble } from "@/server/services/mailboxes/state";
import { takeBatch } from "@/server/services/mailboxes/take-batch";
import { connectMailbox } from "@/server/services/mailboxes/testing/connected";
import { createTask } from "@/server/services/tasks/manage";
import { getToday } from "@/server/services/today/get";
import { decidePeople } from "@/server/services/touches/decide";
import { GATHER_MS, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

testDatabase();

test("what is held is listed with its reason, soonest first, and counted by rule", async () => {
  const world = await createWorkspace({ rules: defaultRules.slice(0, 1) });
  const people = [
    await createContact(world.workspaceId, { firstName: "Ana" }),
    await createContact(world.workspaceId, { timeZone: "America/New_York", timeZoneSource: "explicit" }),
  ];
  for (const who of people) {
    const keys = [`a ${who.contactId}`, `b ${who.contactId}`];
    await requestTouches(
      ownerSql(),
      keys.map((key, n) => touchOf(world, who, { key, subject: `About ${key.slice(0, 1)}`, priority: 50 - n })),
    );
    await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
  }
  const ctx = memberContext({
    workspaceId: world.workspaceId,
    memberId: "mem_x",
    role: "marketer",
    teamIds: [],
    offsetMs: 0,
  });
  const held = await listHeld({ ctx, input: {} });
  expect(held.items).toHaveLength(2);
  for (const item of held.items) {
    expect(item.title).toBe("“About b”");
    expect(item.reason).toMatch(/one message in 24 hours is the limit; .*About a.* fills? it/i);
    expect(item.heldUntil?.getTime()).toBe(monday + GATHER_MS + DAY_MS);
  }
  const [one, other] = held.items.map(({ reason }) => reason?.match(/^Held until (.*?): /)?.[1]);
  expect(one).toBeDefined();
  expect(other, "one clock for a whole list, wherever they live").toBe(one);
  expect(await countHeld({ ctx })).toMatchObject({ total: 2, byReason: [{ reason: "One message a day", count: 2 }] });
  const first = await listHeld({ ctx, input: { limit: 1 } });
  const second = await listHeld({ ctx, input: { limit: 1, cursor: first.nextCursor } });
  expect([...first.items, ...second.items].map(({ touchId }) => touchId).sort()).toEqual(
    held.items.map(({ touchId }) => touchId).sort(),
  );
  expect(second.nextCursor).toBeNull();
  await at(monday + GATHER_MS + 60_000, async () => {
    await createTask({ ctx, input: { title: "Call Ana" } });
    const today = await getToday({ ctx });
    expect(today.tasks.map(({ title }) => title)).toEqual(["Call Ana"]);
    expect(today.held).toMatchObject({ total: 2, items: [{ title: "“About b”" }, { title: "“About b”" }] });
    expect(today.next.map(({ at: when }) => when.getTime())).toEqual(Array(2).fill(monday + GATHER_MS + DAY_MS));
  });
});

test("a mailbox that wants its member is one problem in its server's words, not two; to others its list is enough", async () => {
  const { workspaceId } = await createWorkspace();
  const { mailboxId, memberId } = await connectMailbox({ workspaceId, address: "ana@ours.example", imapPort: 1 });
  for (let n = 0; n < 3; n += 1)
    await noteTrouble(workspaceId, mailboxId, { kind: "sign_in", words: "[AUTHENTICATIONFAILED] No" });
  const seenBy = async (who: string) => {
    const ctx = memberContext({ workspaceId, memberId: who, role: "sales", teamIds: [], offsetMs: 0 });
    return (await getToday({ ctx })).problems;
  };
  const problem = { kind: "mailbox", title: "ana@ours.example wants a sign-in", why: "[AUTHENTICATIONFAILED] No" };
  expect(await seenBy(memberId)).toEqual([{ ...problem, href: `/settings/mailboxes/${mailboxId}` }]);
  expect(await seenBy("mem_other")).toEqual([{ ...problem, href: "/settings/mailboxes" }]);
});

test("my replies and nobody's are found, however many older ones of colleagues are open", async () => {
  const { workspaceId } = await createWorkspace();
  const { personId, contactId } = await createContact(workspaceId);
  const owned = Array.from({ length: 120 }, (_, n) => ({ id: `inb_theirs${n}`, owner: "mem_other", minute: n }));
  const replies = [
    ...owned,
    { id: "inb_mine", owner: "mem_x", minute: 500 },
    { id: "inb_free", owner: null, minute: 400 },
  ];
  await ownerSql()`
    insert into inbound_mail (id, workspace_id, dedup_key, person_id, contact_id, owner_id, match_method, confidence, class,
      from_address, received_at)
    select r.id, ${workspaceId}, r.id, ${personId}, ${contactId}, r.owner, 'token', 'exact', 'question', 'tom@theirs.example',
      ${new Date(monday)}::timestamptz + r.minute * interval '1 minute'
    from jsonb_to_recordset(${JSON.stringify(replies)}::text::jsonb) as r(id text, owner text, minute int)`;
  const ctx = memberContext({ workspaceId, memberId: "mem_x", role: "sales", teamIds: [], offsetMs: 0 });
  const today = await at(monday + DAY_MS, () => getToday({ ctx }));
  expect(today.replies.map(({ id }) => id)).toEqual(["inb_free", "inb_mine"]);
});

test("a mail that could not be taken in is told to its member once, with what is known of it, and keeps no other waiting", async () => {
  const { workspaceId } = await createWorkspace();
  const { email } = await createContact(workspaceId);
  const { mailboxId, memberId } = await connectMailbox({ workspaceId, address: "ana@ours.example", imapPort: 1 });
  const lease = (await takeLeases("test", 100)).find((one) => one.mailboxId === mailboxId);
  const folder = (await readFolders(mailboxId)).find(({ role }) => role === "inbox");
  if (!lease || !folder) throw new Error("nobody watches the mailbox");
  const mail = (uid: number) => ({
    uid,
    head: Buffer.from(`From: Tom <${email}>\r\nSubject: Odd ${uid}\r\nMessage-ID: <${uid}@theirs.example>\r\n\r\n`),
    ...{ at: new Date("2026-05-04T10:00:00Z"), sizeBytes: 100, isInvitation: false, labels: new Set<string>() },
  });
  const fetched: number[] = [];
  const taking = {
    ...{ lease, folder, memberId, address: "ana@ours.example", countsInvitations: false },
    fetch: (uid: number) => {
      fetched.push(uid);
      return uid === 1 ? Promise.reject(new RangeError("nobody foresaw this")) : Promise.resolve(mail(uid).head);
    },
  };
  await takeBatch(taking, [mail(1), mail(2)]);
  await takeBatch(taking, [mail(1)]);
  expect(fetched).toEqual([1, 2]);
  const problemsOf = async (who: string) => {
    const ctx = memberContext({ workspaceId, memberId: who, role: "sales", teamIds: [], offsetMs: 0 });
    return (await getToday({ ctx })).problems.filter(({ kind }) => kind === "mail");
  };
  expect(await problemsOf(memberId)).toEqual([
    {
      kind: "mail",
      title: `A mail from ${email} could not be read`,
      why: expect.stringContaining("“Odd 1”, 2026-05-04 10:00 UTC"),
      href: `/settings/mailboxes/${mailboxId}`,
    },
  ]);
  expect(await problemsOf("mem_other")).toEqual([]);
  await ownerSql()`update notification set read_at = now() where workspace_id = ${workspaceId}`;
  expect(await problemsOf(memberId)).toEqual([]);
});
