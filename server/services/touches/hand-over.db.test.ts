import { describe, expect, it } from "vitest";
import type { Explanation } from "@/core/attention/decision";
import { explain } from "@/core/attention/explain";
import { noNames } from "@/core/names";
import { ownerSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createContact, createWorkspace } from "@/db/testing/factories";
import type { HandOver, MailTransport, OutgoingMail } from "@/server/mail/port";
import { readReplyToken } from "@/server/mail/tracking-token";
import { enterPeople } from "@/server/services/enrollments/testing/enrolled";
import { restingSequence } from "@/server/services/mailboxes/testing/resting";
import { decidePeople } from "./decide";
import { handOverTouches } from "./hand-over";
import { loadOutgoing } from "./load-outgoing";
import { GATHER_MS, requestTouches } from "./request";
import { settleLeases } from "./settle-leases";
import { at, monday, touchOf } from "./testing/new-touch";
import { createTransports } from "./transports";

testDatabase();

/** A provider of which the test says what it answers; it keeps what it got. */
function provider(answer: (mail: OutgoingMail) => HandOver | Promise<HandOver>, honoursKeys = false) {
  const got: { mail: OutgoingMail; key: string }[] = [];
  const transport: MailTransport = {
    honoursKeys,
    send: async (mail, { idempotencyKey }) => {
      got.push({ mail, key: idempotencyKey });
      return answer(mail);
    },
    close: () => Promise.resolve(),
  };
  return { got, transportOf: () => Promise.resolve(transport) };
}

const accepted = (mail: OutgoingMail): HandOver => ({
  outcome: "accepted",
  providerId: "p1",
  messageId: mail.messageId,
  aliases: ["<rewritten@provider.example>"],
  answer: "250 OK",
});

async function claimedTouch(given: { key?: string } = {}) {
  const world = await createWorkspace();
  const who = await createContact(world.workspaceId);
  await requestTouches(ownerSql(), [touchOf(world, who, { key: given.key ?? "a" })]);
  const { claimed } = await at(monday + GATHER_MS, () => decidePeople(world.workspaceId, [who.personId]));
  return { ...world, ...who, claimed };
}

const touchRow = async (id: string | undefined) => {
  const [row] = await ownerSql()`select * from touch where id = ${id ?? ""}`;
  return row;
};

describe("handing over", () => {
  it("marks before it acts, keeps every name the mail goes by, and leaves with what the law asks for", async () => {
    const world = await claimedTouch();
    const states: unknown[] = [];
    const peer = provider(async (mail) => {
      states.push((await touchRow(mail.touchId))?.state);
      return accepted(mail);
    });
    await at(monday + 5_000, () => handOverTouches(world.workspaceId, world.claimed, peer.transportOf));

    expect(states).toEqual(["handed_over"]);
    expect(await touchRow(world.claimed[0])).toMatchObject({
      state: "accepted",
      provider_id: "p1",
      attempts: 1,
      lease_until: null,
    });
    const aliases =
      await ownerSql()`select message_id from message_alias where touch_id = ${world.claimed[0] ?? ""} order by 1`;
    expect(aliases.map((row) => row.message_id)).toEqual([
      "<rewritten@provider.example>",
      `<s.${world.claimed[0]}@northbeam.example>`,
    ]);
    const mail = peer.got[0]?.mail;
    expect(mail?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(mail?.text).toContain("Northbeam Ltd · 1 Harbour Street, 20457 Hamburg");
    expect(mail?.html).toContain("Unsubscribe</a>");
    expect(readReplyToken(/\+r(\w+)@/.exec(mail?.replyTo ?? "")?.[1] ?? "")).toBe(world.claimed[0]);
  });

  it("hands over once, however many try at the same moment", async () => {
    const world = await claimedTouch();
    const peer = provider(accepted);
    await Promise.all([1, 2, 3].map(() => handOverTouches(world.workspaceId, world.claimed, peer.transportOf)));
    expect(peer.got).toHaveLength(1);
  });

  it("frees the slot when surely nothing was accepted, and tries again later with the same key", async () => {
    const world = await claimedTouch();
    let up = false;
    const peer = provider((mail) =>
      up ? accepted(mail) : { outcome: "deferred", answer: "451 try later", retryAfterMs: null },
    );
    await at(monday + 5_000, () => handOverTouches(world.workspaceId, world.claimed, peer.transportOf));
    expect(await touchRow(world.claimed[0])).toMatchObject({
      state: "held",
      counted_at: null,
      failure: "451 try later",
    });
    const [held] = await ownerSql()<
      { because: Explanation }[]
    >`select because from touch where id = ${world.claimed[0] ?? ""}`;
    expect(held && explain(held.because, { names: noNames, touchName: () => null, zone: "UTC" })).toBe(
      "Held until Mon 4 May 10:00: the sender could not hand it over yet (“451 try later”).",
    );

    up = true;
    expect(await at(monday + 6_000, () => decidePeople(world.workspaceId, [world.personId]))).toMatchObject({
      claimed: [],
    });
    const { claimed } = await at(monday + 60_000, () => decidePeople(world.workspaceId, [world.personId]));
    expect(claimed).toEqual(world.claimed);
    await at(monday + 60_000, () => handOverTouches(world.workspaceId, claimed, peer.transportOf));
    expect(peer.got.map(({ key }) => key)).toEqual([`send/${claimed[0]}`, `send/${claimed[0]}`]);
    expect(await touchRow(claimed[0])).toMatchObject({ state: "accepted", attempts: 2, failure: null, retry_at: null });
  });

  it("suppresses an address that the provider says does not exist", async () => {
    const world = await claimedTouch();
    const peer = provider(() => ({ outcome: "rejected", code: "550 5.1.1", answer: "no such user", bounce: "hard" }));
    await at(monday + 5_000, () => handOverTouches(world.workspaceId, world.claimed, peer.transportOf));
    expect(await touchRow(world.claimed[0])).toMatchObject({
      state: "failed",
      counted_at: null,
      failure: "550 5.1.1 no such user",
    });
    await requestTouches(ownerSql(), [touchOf(world, world, { key: "next" })]);
    await at(monday + 10_000, () => decidePeople(world.workspaceId, [world.personId]));
    const [next] = await ownerSql()`select state, failure from touch where key = 'next'`;
    expect(next).toEqual({ state: "skipped", failure: "suppressed" });
  });

  it("a refusal for good ends what the person is in, as a bounce that comes later does; one that is about us does not", async () => {
    const live = await restingSequence();
    const [dead, unwanted] = await enterPeople(live, 2);
    if (!dead || !unwanted) throw new Error("nobody entered");
    await requestTouches(ownerSql(), [
      touchOf(live, dead, { key: "to the dead", class: "transactional" }),
      touchOf(live, unwanted, { key: "to the other", class: "transactional" }),
    ]);
    const { claimed } = await at(monday + GATHER_MS, () =>
      decidePeople(live.workspaceId, [dead.personId, unwanted.personId]),
    );
    const peer = provider(({ to }) =>
      to === dead.email
        ? { outcome: "rejected", code: "550", answer: "5.1.1 no such user", bounce: "hard" }
        : { outcome: "rejected", code: "554", answer: "5.7.1 blocked", bounce: "block" },
    );
    await at(monday + 5_000, () => handOverTouches(live.workspaceId, claimed, peer.transportOf));
    const rows = await ownerSql()`
      select id, status from enrollment where id in (${dead.enrollmentId}, ${unwanted.enrollmentId})`;
    expect(Object.fromEntries(rows.map(({ id, status }) => [id, status]))).toEqual({
      [dead.enrollmentId]: "finished",
      [unwanted.enrollmentId]: "active",
    });
    const suppressed =
      await ownerSql()`select email_key, reason from suppression where workspace_id = ${live.workspaceId}`;
    expect(Array.from(suppressed)).toEqual([{ email_key: dead.email, reason: "bounce_hard" }]);
  });
});

describe("after a crash", () => {
  const lapse = (id: string | undefined) =>
    ownerSql()`update touch set lease_until = now() - interval '1 second' where id = ${id ?? ""}`;

  it("frees a claim that was never handed over, and it is decided again", async () => {
    const world = await claimedTouch();
    await lapse(world.claimed[0]);
    const peer = provider(accepted);
    expect(await settleLeases(peer.transportOf)).toEqual({ freed: 1, asked: 0, unknown: 0 });
    expect(await touchRow(world.claimed[0])).toMatchObject({ state: "waiting", counted_at: null });
    const { claimed } = await at(monday + 60_000, () => decidePeople(world.workspaceId, [world.personId]));
    expect(claimed).toEqual(world.claimed);
  });

  it("leaves with the words of the claim it is handed over for, not with those of one that lapsed", async () => {
    const world = await claimedTouch();
    await lapse(world.claimed[0]);
    const peer = provider(accepted);
    await settleLeases(peer.transportOf);
    await ownerSql()`update contact set first_name = 'Renamed' where id = ${world.contactId}`;
    const { claimed } = await at(monday + 60_000, () => decidePeople(world.workspaceId, [world.personId]));
    await at(monday + 60_000, () => handOverTouches(world.workspaceId, claimed, peer.transportOf));
    expect(peer.got[0]?.mail.text).toContain("Hi Renamed, this is a.");
  });

  it("asks a provider with keys again, and gives up on one without: unknown, counted, never sent again", async () => {
    const withKeys = await claimedTouch();
    await ownerSql()`update touch set state = 'handed_over', handed_over_at = now() where id = ${withKeys.claimed[0] ?? ""}`;
    await lapse(withKeys.claimed[0]);
    const kind = provider(accepted, true);
    expect(await settleLeases(kind.transportOf)).toEqual({ freed: 0, asked: 1, unknown: 0 });
    expect(kind.got.map(({ key }) => key)).toEqual([`send/${withKeys.claimed[0]}`]);
    expect(await touchRow(withKeys.claimed[0])).toMatchObject({ state: "accepted" });

    const without = await claimedTouch();
    await ownerSql()`update touch set state = 'handed_over', handed_over_at = now() where id = ${without.claimed[0] ?? ""}`;
    await lapse(without.claimed[0]);
    const plain = provider(accepted);
    expect(await settleLeases(plain.transportOf)).toEqual({ freed: 0, asked: 0, unknown: 1 });
    expect(plain.got).toEqual([]);
    const row = await touchRow(without.claimed[0]);
    expect(row?.state).toBe("unknown");
    expect(row?.counted_at).not.toBeNull();
  });
});

describe("one that goes wrong", () => {
  it("costs no other mail anything: a sender that cannot be used, a transport that breaks, a text that is gone", async () => {
    const world = await claimedTouch();
    const others = [await createContact(world.workspaceId), await createContact(world.workspaceId)];
    await requestTouches(
      ownerSql(),
      others.map((who) => touchOf(world, who, { key: who.personId })),
    );
    const { claimed } = await at(monday + GATHER_MS, () =>
      decidePeople(
        world.workspaceId,
        others.map(({ personId }) => personId),
      ),
    );
    const [good = "", broken = "", gone = ""] = [...world.claimed, ...claimed];
    await ownerSql()`update touch set content_hash = 'gone' where id = ${gone}`;
    const peer = provider((mail) => {
      if (mail.touchId === broken) throw new Error("the socket exploded");
      return accepted(mail);
    });
    await at(monday + 5_000, () => handOverTouches(world.workspaceId, [good, broken, gone], peer.transportOf));
    expect((await touchRow(good))?.state).toBe("accepted");
    expect((await touchRow(broken))?.state).toBe("handed_over"); // it may have it: settled when its lease lapses
    expect(await touchRow(gone)).toMatchObject({ state: "failed", counted_at: null });
  });

  it("keeps what became of the others when one result cannot be written, and of all when the database was busy", async () => {
    const world = await claimedTouch();
    const people = [await createContact(world.workspaceId), await createContact(world.workspaceId)];
    await requestTouches(
      ownerSql(),
      people.map((who) => touchOf(world, who, { key: who.personId })),
    );
    const { claimed } = await at(monday + GATHER_MS, () =>
      decidePeople(
        world.workspaceId,
        people.map(({ personId }) => personId),
      ),
    );
    const [odd = "", ...others] = [...world.claimed, ...claimed];
    await ownerSql().unsafe(`
      create sequence tries;
      create function refuse() returns trigger language plpgsql as $$ begin
        if nextval('tries') = 1 then raise exception 'busy' using errcode = 'deadlock_detected'; end if;
        if new.id = '${odd}' then raise exception 'odd' using errcode = 'check_violation'; end if;
        return new;
      end $$;
      create trigger refuse before update on touch for each row when (new.state = 'accepted') execute function refuse()`);
    const peer = provider(accepted);
    await at(monday + 5_000, () => handOverTouches(world.workspaceId, [odd, ...others], peer.transportOf));
    await ownerSql().unsafe("drop trigger refuse on touch");
    expect(peer.got).toHaveLength(3);
    expect((await touchRow(odd))?.state).toBe("handed_over"); // settled when its lease lapses
    for (const id of others) expect((await touchRow(id))?.state).toBe("accepted");
  });

  it("holds a mail whose sender cannot be used: surely nobody has it", async () => {
    const world = await claimedTouch();
    await at(monday + 5_000, () =>
      handOverTouches(world.workspaceId, world.claimed, () => Promise.reject(new Error("no credentials"))),
    );
    expect(await touchRow(world.claimed[0])).toMatchObject({
      state: "held",
      counted_at: null,
      failure: "the sender cannot be used as it is set up",
    });
  });

  it("does not take a 'not now' for a no when it asks again: the first hand-over may have been taken", async () => {
    const world = await claimedTouch();
    const id = world.claimed[0] ?? "";
    const lapse = () =>
      ownerSql()`update touch set state = 'handed_over', handed_over_at = now(), lease_until = now() - interval '1 second' where id = ${id}`;
    await lapse();
    const busy = provider(() => ({ outcome: "deferred", answer: "429", retryAfterMs: null }), true);
    expect(await settleLeases(busy.transportOf)).toEqual({ freed: 0, asked: 1, unknown: 0 });
    expect((await touchRow(id))?.state).toBe("handed_over");
    expect((await touchRow(id))?.counted_at).not.toBeNull();
    await lapse();
    const seen: unknown[] = [];
    const back = provider(async (mail) => {
      seen.push((await touchRow(mail.touchId))?.state); // never claimable in between, whenever we crash
      return accepted(mail);
    }, true);
    await settleLeases(back.transportOf);
    expect(seen).toEqual(["handed_over"]);
    expect((await touchRow(id))?.state).toBe("accepted");
  });
});

describe("the sandbox's transport", () => {
  it("is made once, however many ask for it first", async () => {
    const world = await claimedTouch();
    let made = 0;
    const { transportOf } = createTransports({
      sandbox: () => {
        made += 1;
        return { honoursKeys: true, send: async (mail) => accepted(mail), close: () => Promise.resolve() };
      },
    });
    await Promise.all([1, 2, 3].map(() => transportOf(world.senderId)));
    expect(made).toBe(1);
  });

  it("keeps full MIME once per key", async () => {
    const world = await claimedTouch();
    const { transportOf } = createTransports();
    await at(monday + 5_000, () => handOverTouches(world.workspaceId, world.claimed, transportOf));
    const kept =
      await ownerSql()`select convert_from(raw, 'UTF8') as raw, to_address, received_at from sandbox_mail where workspace_id = ${world.workspaceId}`;
    expect(kept).toHaveLength(1);
    expect(kept[0]?.to_address).toBe(world.email);
    expect(kept[0]?.received_at).toEqual(new Date(monday + GATHER_MS));
    expect(kept[0]?.raw).toContain("Content-Type: multipart/alternative");
    expect(kept[0]?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const [sent] = await loadOutgoing(world.workspaceId, world.claimed);
    if (!sent) throw new Error("what was sent can be shown again");
    const transport = await transportOf(world.senderId);
    const again = await transport.send(sent.mail, { idempotencyKey: sent.key });
    expect(again.outcome).toBe("accepted");
    expect(await ownerSql()`select 1 from sandbox_mail where workspace_id = ${world.workspaceId}`).toHaveLength(1);
  });
});
