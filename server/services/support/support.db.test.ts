import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { emptyBriefing } from "@/core/briefing";
import { drawGraph } from "@/core/testing/graph";
import { ownerSql, withWorkspace } from "@/db/client";
import { newId } from "@/db/ids";
import { audit, listedDomain, touch, workspaceSetting } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import { apiKeyContext, memberContext, systemContext } from "@/server/services/context";
import { saveDomain } from "@/server/services/domains/write";
import { createSequence } from "@/server/services/sequences/create";
import { publishSequence } from "@/server/services/sequences/publish";
import { cardLink, openCard } from "@/server/services/support/card";
import { deskCardLink, openDeskCard } from "@/server/services/support/desk-card";
import { lookUp } from "@/server/services/support/look-up";
import { reportPhish } from "@/server/services/support/phish";

testDatabase();

const briefing = {
  ...emptyBriefing,
  about: "A card that pays in two currencies.",
  questions: [{ ask: "Is it really from you?", answer: "Yes, the page is card.northbeam.example." }],
};

async function launched() {
  const place = await createWorkspace();
  const ctx = systemContext({ workspaceId: place.workspaceId, name: "test" });
  await saveDomain({ ctx, input: { domain: "northbeam.example", use: "mail" } });
  await saveDomain({ ctx, input: { domain: "newcard.test", use: "web" } });
  const graph = drawGraph({
    start: { kind: "trigger", next: { next: "mail" } },
    mail: {
      kind: "email",
      config: {
        senderId: place.senderId,
        topicId: place.topicId,
        subject: "Your new card",
        body: "Hi, see https://newcard.test/two",
        briefing,
      },
      next: { next: "end" },
    },
    end: { kind: "exit" },
  });
  const { id: sequenceId } = await createSequence({ ctx, input: { name: "Card launch", graph } });
  const published = await publishSequence({ ctx, input: { id: sequenceId, revision: 1 } });
  if (!published.ok) throw new Error(JSON.stringify(published));
  return { ...place, ctx, sequenceId, versionId: published.versionId };
}

async function mailed(place: Awaited<ReturnType<typeof launched>>, email: string, code: string) {
  const person = await createContact(place.workspaceId, { email, firstName: "Carla", lastName: "Costa" });
  const id = newId("touch");
  const at = new Date(place.ctx.now().getTime() - 3_600_000);
  await withWorkspace(place.ctx, (tx) =>
    tx.insert(touch).values({
      id,
      workspaceId: place.workspaceId,
      personId: person.personId,
      contactId: person.contactId,
      key: id,
      state: "accepted",
      source: "sequence",
      class: "marketing",
      obeys: true,
      counts: true,
      senderId: place.senderId,
      sequenceId: place.sequenceId,
      nodeId: "mail",
      repeat: { kind: "never" },
      subject: "Your new card",
      code,
      contentHash: "x",
      claimedAt: at,
      countedAt: at,
      acceptedAt: at,
      dueAt: at,
    }),
  );
  return person;
}

describe("the look-up", () => {
  it("finds by address, name, subject, code, domain and forwarded mail; each look is audited with ids alone", async () => {
    const place = await launched();
    const { ctx } = place;
    const person = await mailed(place, "carla@free.example", "k3mq2xz7p");
    const look = (q: string) => lookUp({ ctx, input: { q } });

    expect((await look("carla@free.example")).answer.line).toMatch(/^Yes: sent .* by Northbeam, .*Card launch$/);
    expect((await look("costa carla")).person?.contactId).toBe(person.contactId);
    expect(await look("k3m-q2x-z7p")).toMatchObject({
      answer: { tone: "yes" },
      person: { email: "carla@free.example" },
    });
    expect((await look("k3m-q2x-z79")).answer.tone).toBe("no");
    const bySubject = await look("new card");
    expect(bySubject.messages[0]?.briefing).toEqual(briefing);
    expect(await look("newcard.test")).toMatchObject({
      answer: { tone: "yes", more: [expect.stringContaining("Your new card")] },
      messages: [{ briefing }],
    });
    expect((await look("newcard-login.test")).answer.tone).toBe("no");
    expect((await look("stranger.test")).answer.line).toContain("never used that domain");
    const shown =
      "From: hello@northbeam.example\nTo: carla@free.example\nSubject: Your new card\n\nhttps://newcard.test/two";
    expect((await look(shown)).answer.tone).toBe("yes");
    expect((await look(shown.replace("newcard.test", "newcard-login.test"))).answer.tone).toBe("no");

    const rows = await withWorkspace(ctx, (tx) => tx.select().from(audit).where(eq(audit.action, "support.looked")));
    expect(rows).toHaveLength(10);
    expect(JSON.stringify(rows)).not.toMatch(/carla|free\.example/i);
    expect(rows.some((row) => row.personId === person.personId)).toBe(true);
  });

  it("finds the mail that is shown among many, whoever else it names", async () => {
    const place = await launched();
    const person = await mailed(place, "carla@free.example", "kpmq2xz7p");
    await createContact(place.workspaceId, { email: "hello@northbeam.example" }); // a colleague who tries things out
    await createContact(place.workspaceId, { email: "help@northbeam.example" });
    await ownerSql()`
      insert into touch (id, workspace_id, person_id, contact_id, key, state, source, class, obeys, counts, repeat, subject, content_hash,
        claimed_at, counted_at, accepted_at, due_at)
      select 'tch_later' || n || ${person.contactId}, workspace_id, person_id, contact_id, id || n, state, 'transactional', class, obeys,
        counts, repeat, 'Receipt ' || n, content_hash, claimed_at, counted_at + n * interval '1 minute', accepted_at, due_at
      from touch, generate_series(1, 12) n where workspace_id = ${place.workspaceId} and code = 'kpmq2xz7p'`;
    const shown =
      "Von: Northbeam <hello@northbeam.example>\nAn: Carla <carla@free.example>; help@northbeam.example\nBetreff: WG: Your  new card\n\nGuten Tag";
    expect(await lookUp({ ctx: place.ctx, input: { q: shown } })).toMatchObject({
      answer: { tone: "yes", line: expect.stringMatching(/^Yes: sent /) },
      person: { contactId: person.contactId },
      sent: [{ subject: "Your new card" }],
    });
  });

  it("reads an uploaded mail, also one forwarded as an attachment", async () => {
    const place = await launched();
    await mailed(place, "carla@free.example", "k4mq2xz7p");
    const inner =
      'From: Northbeam <hello@northbeam.example>\r\nTo: carla@free.example\r\nSubject: Your new card\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>Code k4mq2xz7p <a href="https://newcard.test/two">go</a></p>';
    const outer = `From: carla@free.example\r\nTo: help@northbeam.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nReal?\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`;
    for (const raw of [inner, outer]) {
      const found = await lookUp({ ctx: place.ctx, input: { q: raw } });
      expect(found).toMatchObject({ kind: "mail", answer: { tone: "yes" }, person: { email: "carla@free.example" } });
    }
  });

  it("sees nothing of another workspace", async () => {
    const mine = await launched();
    const other = await launched();
    await mailed(other, "carla@free.example", "k5mq2xz7p");
    for (const q of ["carla@free.example", "k5mq2xz7p", "costa"]) {
      expect(await lookUp({ ctx: mine.ctx, input: { q } })).toMatchObject({ person: null, sent: [] });
    }
  });

  it("asks for its right", async () => {
    const { workspaceId } = await launched();
    const viewer = memberContext({ workspaceId, memberId: "mem_x", role: "viewer", teamIds: [], offsetMs: 0 });
    await expect(lookUp({ ctx: viewer, input: { q: "x" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(reportPhish({ ctx: viewer, input: { note: "x" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a card", () => {
  it("shows one address to whoever holds its link, until it is over, and says who may frame it", async () => {
    const place = await launched();
    const { workspaceId } = place;
    await mailed(place, "carla@free.example", "k6mq2xz7p");
    await withWorkspace(place.ctx, (tx) =>
      tx
        .update(workspaceSetting)
        .set({ cardOrigins: ["https://desk.example"] })
        .where(eq(workspaceSetting.workspaceId, workspaceId)),
    );
    const key = apiKeyContext({ workspaceId, apiKeyId: "key_1", scopes: ["support"], offsetMs: 0 });
    const { url } = cardLink({ ctx: key, input: { email: "Carla@free.example" } });
    const token = url.split("/").at(-1) ?? "";
    const card = await openCard(token);
    expect(card).toMatchObject({ email: "carla@free.example", origins: ["https://desk.example"] });
    expect(card.found.answer.tone).toBe("yes");
    const [row] = await withWorkspace(place.ctx, (tx) => tx.select().from(audit).where(eq(audit.apiKeyId, "key_1")));
    expect(row).toMatchObject({ action: "support.looked", data: { by: "card" } });
    await expect(openCard(`${token}x`)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openCard(token.replace(/^.{6}/, "eyJhYm"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    const reading = apiKeyContext({ workspaceId, apiKeyId: "key_2", scopes: ["read"], offsetMs: 0 });
    expect(() => cardLink({ ctx: reading, input: { email: "a@b.example" } })).toThrow();
  });
});

describe("a card a help desk fills in", () => {
  it("shows the address the desk puts behind it, as long as its key is there and for support", async () => {
    const place = await launched();
    const { workspaceId } = place;
    await mailed(place, "carla@free.example", "k6mq2xz8p");
    const keep = (id: string, scope: string) =>
      ownerSql()`insert into api_key (id, reference_id, key, permissions, created_at, updated_at)
        values (${id}, ${workspaceId}, ${id}, ${JSON.stringify({ heed: [scope] })}, now(), now())`;
    await keep("key_desk", "support");
    await keep("key_read", "read");
    const ctxOf = (apiKeyId: string) => apiKeyContext({ workspaceId, apiKeyId, scopes: ["support"], offsetMs: 0 });
    const tokenOf = (apiKeyId: string) =>
      deskCardLink(ctxOf(apiKeyId)).url.split("/").at(-1)?.replace("?email=", "") ?? "";
    const token = tokenOf("key_desk");
    const card = await openDeskCard(token, "Carla@free.example");
    expect([card.email, card.found?.answer.tone]).toEqual(["carla@free.example", "yes"]);
    expect((await openDeskCard(token, "{{ticket.requester.email}}")).found).toBeNull();
    const looks = await withWorkspace(place.ctx, (tx) => tx.select().from(audit).where(eq(audit.apiKeyId, "key_desk")));
    expect(looks).toMatchObject([{ action: "support.looked", data: { by: "card" } }]);

    await expect(openDeskCard(`${token}x`, "a@b.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openDeskCard(tokenOf("key_read"), "a@b.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (let looked = 2; looked < 60; looked += 1) await openDeskCard(token, "");
    await expect(openDeskCard(token, "")).rejects.toMatchObject({ code: "TOO_MANY" });
    await ownerSql()`delete from api_key where id = 'key_desk'`;
    await expect(openDeskCard(token, "carla@free.example")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(() => deskCardLink(place.ctx)).toThrow();
  });
});

describe("a phish", () => {
  it("that is reported is called one from then on; one of ours never is", async () => {
    const { ctx, workspaceId } = await launched();
    expect(
      await reportPhish({ ctx, input: { domain: "https://evil.test/pay", note: "Asked for a PIN" } }),
    ).toMatchObject({ listed: true });
    expect((await lookUp({ ctx, input: { q: "evil.test" } })).answer.line).toContain("reported as a phish");
    expect(await reportPhish({ ctx, input: { domain: "news.northbeam.example", note: "x" } })).toMatchObject({
      listed: false,
    });
    expect(await reportPhish({ ctx, input: { domain: "a@gmail.com", note: "x" } })).toMatchObject({ listed: false });
    const rows = await withWorkspace(ctx, (tx) =>
      tx.select().from(listedDomain).where(eq(listedDomain.workspaceId, workspaceId)),
    );
    expect(rows.filter(({ use }) => use === "phish").map(({ domain }) => domain)).toEqual(["evil.test"]);
  });
});
