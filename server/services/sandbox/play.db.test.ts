import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createWorkspace } from "@/db/testing/factories";
import { memberContext } from "@/server/services/context";
import { listMails, readMail } from "@/server/services/sandbox/inbox";
import { playMail } from "@/server/services/sandbox/play";
import { openDoor } from "@/server/services/sandbox/testing/open-door";
import { later, sentMail } from "@/server/services/signals/testing/sent-mail";

testDatabase();
let close: () => void;
beforeEach(() => {
  close = openDoor();
});
afterEach(() => close());

const contextOf = (workspaceId: string, role: "owner" | "viewer" = "owner") =>
  memberContext({ workspaceId, memberId: "mem_1", role, teamIds: [], offsetMs: 0 });

async function inboxOf(of: Awaited<ReturnType<typeof sentMail>>) {
  const ctx = contextOf(of.workspaceId);
  const { items } = await listMails({ ctx, input: {} });
  const id = items[0]?.id ?? "";
  const play = (action: Parameters<typeof playMail>[0]["input"]["action"], asScanner = false) =>
    later(5, () => playMail({ ctx, input: { id, action, asScanner } }));
  return { ctx, id, items, play };
}

describe("the list", () => {
  it("shows mails newest first, found by words, page by page", async () => {
    const workspace = await createWorkspace();
    const people = [];
    for (let n = 0; n < 3; n += 1) people.push(await sentMail({ workspace }));
    const ctx = contextOf(workspace.workspaceId);
    const first = await listMails({ ctx, input: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    const second = await listMails({ ctx, input: { limit: 2, cursor: first.nextCursor } });
    expect(second.items).toHaveLength(1);
    expect(new Set([...first.items, ...second.items].map(({ to }) => to))).toEqual(
      new Set(people.map(({ email }) => email)),
    );
    const [one] = people;
    expect((await listMails({ ctx, input: { search: one?.email.toUpperCase() ?? "" } })).items).toMatchObject([
      { to: one?.email, subject: "Prices" },
    ]);
    expect((await listMails({ ctx, input: { search: "100%" } })).items).toEqual([]);
  });

  it("is closed to whoever may not play, and shows nothing of another workspace", async () => {
    const of = await sentMail();
    await expect(listMails({ ctx: contextOf(of.workspaceId, "viewer"), input: {} })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const other = await createWorkspace();
    const { id } = await inboxOf(of);
    expect((await listMails({ ctx: contextOf(other.workspaceId), input: {} })).items).toEqual([]);
    await expect(readMail({ ctx: contextOf(other.workspaceId), input: { id } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      playMail({ ctx: contextOf(other.workspaceId), input: { id, action: { do: "open" } } }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the mail", () => {
  it("is shown without our pixel: looking is not opening", async () => {
    const of = await sentMail();
    const { ctx, id } = await inboxOf(of);
    const mail = await readMail({ ctx, input: { id } });
    expect(mail.html).not.toContain("/o/");
    expect(mail.html).toContain("default-src 'none'");
    expect(mail.links.map(({ label }) => label)).toEqual(["our prices", "the tour", "the terms"]);
    expect(mail).toMatchObject({ tracked: true, unsubscribe: true });
    expect(mail.preferencesPath).toMatch(/^\/preferences\//);
    expect(mail.headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(await ownerSql()`select 1 from signal where touch_id = ${of.touchId}`).toEqual([]);
    expect((await listMails({ ctx, input: {} })).items).toMatchObject([{ seen: true, done: [] }]);
  });
});

describe("playing the recipient", () => {
  it("open and click count as the person's, right after the mail came", async () => {
    const of = await sentMail();
    const { ctx, id, play } = await inboxOf(of);
    expect(await play({ do: "open" })).toMatchObject({ did: "visit", verdict: "human", reasons: ["mail_program"] });
    const { links } = await readMail({ ctx, input: { id } });
    expect(await play({ do: "click", linkId: links[1]?.linkId ?? "" })).toMatchObject({ verdict: "human" });
    expect((await listMails({ ctx, input: {} })).items[0]?.done.sort()).toEqual(["click", "open"]);
    await expect(play({ do: "click", linkId: "lnothere" })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("a scanner's visits are a machine's; the person's own later click is not", async () => {
    const of = await sentMail();
    const { ctx, id, play } = await inboxOf(of);
    const { links } = await readMail({ ctx, input: { id } });
    const linkId = links[0]?.linkId ?? "";
    expect(await play({ do: "open" }, true)).toMatchObject({ verdict: "machine" });
    expect(await play({ do: "click", linkId }, true)).toMatchObject({ verdict: "machine" });
    expect(await ownerSql()`select distinct verdict from signal where touch_id = ${of.touchId}`).toEqual([
      { verdict: "machine" },
    ]);
    const human = await later(600, () => playMail({ ctx, input: { id, action: { do: "click", linkId } } }));
    expect(human).toMatchObject({ verdict: "human" });
  });

  it("answers come in as raw mail", async () => {
    for (const [action, expected] of [
      [{ do: "reply", text: "Sounds good, call me." }, "interested"],
      [{ do: "reply", text: "stop" }, "unsubscribe"],
      [{ do: "reply", text: "Thanks, but we are not interested." }, "not_interested"],
      [{ do: "absence", until: new Date("2026-05-20T00:00:00Z") }, "out_of_office"],
      [{ do: "bounce" }, "bounce_hard"],
      [{ do: "complain" }, "complaint"],
    ] as const) {
      const { play } = await inboxOf(await sentMail());
      expect(await play(action)).toEqual({ did: "reply", class: expected });
    }
  });

  it("one click leaves the topic", async () => {
    const of = await sentMail();
    const { ctx, play } = await inboxOf(of);
    expect(await play({ do: "unsubscribe" })).toEqual({ did: "unsubscribe" });
    expect((await listMails({ ctx, input: {} })).items[0]?.done).toEqual(["left"]);
    expect(
      await ownerSql()`select topic_id, choice, source from topic_choice where person_id = ${of.personId}`,
    ).toEqual([{ topic_id: of.topicId, choice: "out", source: "one-click" }]);
  });

  it("a purchase is an event of the recipient", async () => {
    const of = await sentMail();
    await ownerSql()`insert into product (id, workspace_id, key, name) values ('prd_x', ${of.workspaceId}, 'pro', 'Pro')`;
    const { ctx, id, play } = await inboxOf(of);
    expect((await readMail({ ctx, input: { id } })).products).toEqual([{ key: "pro", name: "Pro" }]);
    expect(await play({ do: "buy", product: "pro", amount: 90 })).toEqual({ did: "buy", unknownProduct: false });
    expect(
      await ownerSql()`select name, contact_id from signal where kind = 'purchase' and workspace_id = ${of.workspaceId}`,
    ).toEqual([{ name: "pro", contact_id: of.contactId }]);
    expect(await ownerSql()`select product_id, fact from product_fact where person_id = ${of.personId}`).toEqual([
      { product_id: "prd_x", fact: "bought" },
    ]);
  });

  it("a mail about an order offers no unsubscribe", async () => {
    const { play, ctx, id } = await inboxOf(await sentMail({ touch: { class: "transactional" } }));
    expect(await readMail({ ctx, input: { id } })).toMatchObject({ unsubscribe: false, preferencesPath: null });
    await expect(play({ do: "unsubscribe" })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
